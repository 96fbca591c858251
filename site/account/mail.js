// The weekly mail: subscribe, change its hour, pause, resume, unsubscribe.
import { button, byId } from "../elements.js";
import { tell } from "../notice.js";
import * as api from "./api.js";
import { doing } from "./forms.js";
import { fillDays, fillHours, fillZones, nextMail, ownZone, schedule, USUAL } from "./schedule.js";

let comes = false; // active or paused

const TITLES = { active: "Your weekly songs are on", paused: "Your weekly songs are paused" };

// Shows a subscription, null for none, with controls to change it.
export function startMail(subscription) {
  const { weekday, hour, time_zone: zone } = subscription ?? { ...USUAL, time_zone: ownZone() };
  fillDays(byId("weekday"), weekday);
  fillHours(byId("hour"), hour);
  fillZones(byId("zone"), zone);
  byId("schedule").addEventListener("submit", async (event) => {
    event.preventDefault();
    await doing(byId("subscribe"), async () => show(await (comes ? api.move : api.begin)(chosen()), true));
  });
  show(subscription);
}

const chosen = () => ({ weekday: Number(byId("weekday").value), hour: Number(byId("hour").value), time_zone: byId("zone").value });

// One that was asked for by a mail of before, and is not confirmed, is as if there were none.
function show(subscription, said = false) {
  const state = subscription?.state;
  comes = state === "active" || state === "paused";
  byId("mail-title").textContent = TITLES[state] ?? "Ten fresh songs by mail, every week";
  byId("mail-state").textContent = words(subscription);
  byId("subscribe").textContent = comes ? "Save" : "Subscribe";
  byId("mail-acts").replaceChildren(...acts(state, subscription?.lists));
  if (said) tell(`Saved: ${schedule(subscription)}`);
}

function words(subscription) {
  if (!comes) return "They follow what you searched and rated. Every mail has a link that ends it in one click.";
  if (subscription.state === "paused") return `Nothing comes until you resume. Your time is ${schedule(subscription)}.`;
  return `Every ${schedule(subscription)}. The next one, in your time: ${nextMail(subscription)}.${started(subscription)}`;
}

const started = ({ lists }) => (lists ? ` The songs are more like ${lists === 1 ? "the list" : `the ${lists} lists`} that you asked it for.` : "");

function acts(state, lists) {
  const act = (label, change, done) => {
    const control = button({}, label, () => doing(control, async () => {
      show(await change());
      tell(done);
      byId("mail-title").focus();
    }));
    return control;
  };
  const end = act("Unsubscribe", api.unsubscribe, "Unsubscribed. No more mails come.");
  const others = lists ? [act("Follow all my music instead", api.leaveLists, "Your next songs follow all that you search and love.")] : [];
  if (state === "active") return [...others, act("Pause", api.pause, "Paused. Nothing comes until you resume."), end];
  if (state === "paused") return [act("Resume", api.resume, "Welcome back. Your songs come again."), end];
  return [];
}
