// The weekly mail: subscribe and confirm by mail, change its hour, pause, resume, unsubscribe.
import { button, byId, outside } from "../elements.js";
import { tell } from "../notice.js";
import * as api from "./api.js";
import { doing } from "./forms.js";
import { fillDays, fillHours, fillZones, nextMail, ownZone, schedule, USUAL } from "./schedule.js";

const TITLES = { pending: "One more step", active: "Your weekly songs are on", paused: "Your weekly songs are paused" };

// Shows a subscription, null for none, with controls to change it.
export function startMail(subscription, address) {
  const { weekday, hour, time_zone: zone } = subscription ?? { ...USUAL, time_zone: ownZone() };
  fillDays(byId("weekday"), weekday);
  fillHours(byId("hour"), hour);
  fillZones(byId("zone"), zone);
  byId("schedule").addEventListener("submit", async (event) => {
    event.preventDefault();
    await doing(byId("subscribe"), async () => show(await api.subscribe(chosen()), address, true));
  });
  show(subscription, address);
}

const chosen = () => ({ weekday: Number(byId("weekday").value), hour: Number(byId("hour").value), time_zone: byId("zone").value });

function show(subscription, address, said = false) {
  const state = subscription?.state ?? "none";
  byId("mail-title").textContent = TITLES[state] ?? "Ten fresh songs by mail, every week";
  byId("mail-state").replaceChildren(...words(subscription, address));
  byId("subscribe").textContent = { none: "Subscribe", pending: "Send the mail again" }[state] ?? "Save";
  byId("mail-acts").replaceChildren(...acts(state, address, subscription?.lists));
  if (said) tell(state === "pending" ? "Look into your mailbox" : `Saved: ${schedule(subscription)}`);
}

function words(subscription, address) {
  if (!subscription) return ["They follow what you searched and rated. Every mail has a link that ends it in one click."];
  if (subscription.state === "pending") return ["We sent a mail to ", outside(address), ". Open its link to say that you want the songs; until then none come."];
  if (subscription.state === "paused") return [`Nothing comes until you resume. Your time is ${schedule(subscription)}.`];
  return [`Every ${schedule(subscription)}. The next one, in your time: ${nextMail(subscription)}.${started(subscription)}`];
}

const started = ({ lists }) => (lists ? ` The songs are more like ${lists === 1 ? "the list" : `the ${lists} lists`} that you asked it for.` : "");

function acts(state, address, lists) {
  const act = (label, change, done) => {
    const control = button({}, label, () => doing(control, async () => {
      show(await change(), address);
      tell(done);
      byId("mail-title").focus();
    }));
    return control;
  };
  const end = act("Unsubscribe", api.unsubscribe, "Unsubscribed. No more mails come.");
  const others = lists ? [act("Follow all my music instead", api.leaveLists, "Your next songs follow all that you search and love.")] : [];
  if (state === "active") return [...others, act("Pause", api.pause, "Paused. Nothing comes until you resume."), end];
  if (state === "paused") return [act("Resume", api.resume, "Welcome back. Your songs come again."), end];
  return state === "pending" ? [end] : [];
}
