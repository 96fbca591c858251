// Below a list: ten more like it by mail every Friday. One mail signs in and says yes; who is signed in taps once.
import { startAddressForm } from "../account/address_form.js";
import { addList, askLink, me } from "../account/api.js";
import { codeForm } from "../account/code_form.js";
import { nextMail, ownZone, USUAL } from "../account/schedule.js";
import { onceSignedIn, stopWaiting, waitedFor, waitFor } from "../account/waiting.js";
import { button, byId, element, outside } from "../elements.js";
import { say } from "../notice.js";
import { explain } from "../problems.js";
import { isSignedIn, keptMerge } from "../session.js";

const TITLE = "Ten more like this every Friday";

const begun = new Map(); // the subscriptions that began here, by the list
let list = null; // the id of the list that is shown
let notWaiting = () => {};

// Offers the mail for the list of a search. A mail that is waited for stays in sight, whatever list comes.
export function offerWeekly(search) {
  list = search;
  const mail = waitedFor();
  notWaiting();
  if (begun.has(list)) showBegun(begun.get(list));
  else if (isSignedIn()) offerTap();
  else if (mail?.weekly) wait(mail);
  else offerField();
}

const wish = () => ({ search: list, ...USUAL, time_zone: ownZone() });

function offerField(address = "") {
  const input = element("input", { value: address, type: "email", autocomplete: "email", "aria-label": "Your mail address", placeholder: "Your mail address", "aria-describedby": "weekly-slip weekly-hint" });
  const note = element("p", { id: "weekly-slip", class: "slip", role: "alert" });
  const box = element("div", { class: "box" }, input, element("button", { class: "primary" }, TITLE));
  const form = element("form", { novalidate: "" }, box, note, hint("One mail to say yes, which signs you in as well. Each mail has a link that ends it in one click."));
  startAddressForm(form, { input, note, send: (address) => send(address), failed: (error) => note.replaceChildren(inWords(error)) });
  show(form);
}

async function send(address) {
  const weekly = wish();
  const mail = { address, weekly, ...(await askLink(address, weekly)) };
  waitFor(mail);
  wait(mail);
  byId("weekly-list").querySelector("input").focus();
  say("Look into your mailbox");
}

function wait(mail) {
  const other = button({ class: "quiet" }, "Another mail", () => {
    notWaiting();
    stopWaiting();
    offerField(mail.address);
    byId("weekly-list").querySelector("input").focus();
  });
  const words = element("p", {}, "A mail to ", outside(mail.address), " is on its way. Open its link on any device, or type its code here.");
  notWaiting = onceSignedIn(goOn);
  show(words, codeForm(mail, ({ subscription }) => end(mail.weekly.search, subscription)), other);
}

// Another tab has signed in, by this mail or by another one.
async function goOn() {
  stopWaiting();
  const { subscription } = await me().catch(() => ({ subscription: null }));
  if (subscription?.state === "active") end(list, subscription);
  else offerTap();
}

function offerTap() {
  const note = element("p", { class: "slip", role: "alert" });
  const control = button({ class: "primary" }, TITLE, async () => {
    control.disabled = true;
    note.textContent = "";
    try {
      end(list, await addList(wish()));
    } catch (error) {
      note.textContent = inWords(error);
      control.disabled = false;
    }
  });
  show(control, note, hint("By mail, to the address that you signed in with. They start from this list and follow what you love."));
}

function end(search, subscription) {
  notWaiting();
  if (!subscription) return offerWeekly(list);
  begun.set(search, subscription);
  showBegun(subscription);
  byId("weekly-list").focus();
  if (keptMerge()) offerHistory();
  say("Your weekly songs are on their way");
}

const showBegun = (subscription) =>
  show(element("p", {}, element("strong", {}, "That’s it. "), `The first ten come ${nextMail(subscription)}. `, element("a", { href: "/account.html" }, "Change the hour")));

// Signed in to a known account: what was done here before may go along.
async function offerHistory() {
  const { offerMerge } = await import("../account/merging.js");
  const place = element("section", { class: "panel", hidden: "" });
  byId("weekly-list").append(place);
  offerMerge(place, () => {});
}

const hint = (words) => element("p", { id: "weekly-hint", class: "hint" }, words);

function inWords(error) {
  if (error.slug === "not-found") return "This list was made before you signed in: find its songs again, then ask for more.";
  const { title, steps } = explain(error);
  return `${title}: ${steps.join("; ")}.`;
}

function show(...children) {
  byId("weekly-list").replaceChildren(...children);
  byId("weekly-list").hidden = false;
}
