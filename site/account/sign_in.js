// Sign-in: request a mail, type its code here, or use its link. Only the button uses a link up, as mail scanners open links.
// Who opens a link that another browser asked for is told, and nothing of theirs is taken over: somebody else may have sent it.
import { byId, outside } from "../elements.js";
import { hush, say } from "../notice.js";
import { showPageProblem } from "../page_problem.js";
import { keptToken } from "../session.js";
import { startAddressForm } from "./address_form.js";
import { askLink, enter, preview } from "./api.js";
import { codeForm } from "./code_form.js";
import { doing } from "./forms.js";
import { offerMerge } from "./merging.js";
import { nextMail, schedule } from "./schedule.js";
import { tokenOfLink } from "./token.js";
import { onceSignedIn, stopWaiting, waitedFor, waitFor } from "./waiting.js";

const TOO_OLD = {
  "not-signed-in": { title: "This link does not work any more", steps: ["ask for a new one: a link works once, for 15 minutes"] },
};

const token = tokenOfLink();
let notWaiting = () => {};

function show(part) {
  for (const id of ["ask", "sent", "enter", "unread", "begun", "merge"]) byId(id).hidden = id !== part;
}

// Asks as whom the link signs in, and offers it.
async function look() {
  byId("problem").hidden = true;
  try {
    offer(await preview(token));
  } catch (error) {
    showPageProblem(error, TOO_OLD);
    show(error.slug in TOO_OLD ? "ask" : "unread");
  }
}

function offer({ address, asked_here: askedHere, weekly }) {
  byId("enter-title").replaceChildren("Sign in as ", outside(address));
  byId("asked-here").hidden = !askedHere;
  byId("asked-elsewhere").hidden = askedHere;
  byId("apart").hidden = !keptToken();
  byId("enter-not").hidden = askedHere;
  byId("begins").hidden = !weekly;
  byId("begins").textContent = weekly ? `Ten more songs like your list come every ${weekly}. Every mail has a link that ends it in one click.` : "";
  byId("enter-now").textContent = weekly ? "Yes, mail me" : "Sign in";
  show("enter");
  say(byId("enter-title").textContent);
}

// Waits for the mail: its code is typed here, or another tab of this browser opens its link.
function wait(mail) {
  byId("sent-to").textContent = mail.address;
  byId("code").replaceChildren(codeForm(mail, goOn));
  notWaiting = onceSignedIn(() => location.assign("/account.html"));
  show("sent");
}

function goOn({ subscription }) {
  notWaiting();
  hush();
  show("merge");
  byId("merge").hidden = true; // until it is known whether there is something to take along
  offerMerge(byId("merge"), () => welcome(subscription));
}

function welcome(subscription) {
  if (!subscription) return location.assign("/account.html");
  byId("begun-when").textContent = `Your songs come every ${schedule(subscription)}. The first, in your time: ${nextMail(subscription)}.`;
  show("begun");
  byId("begun").focus();
  say("Your weekly songs are on their way");
}

startAddressForm(byId("ask"), {
  input: byId("address"),
  note: byId("address-slip"),
  send: async (address) => {
    byId("problem").hidden = true;
    const mail = { address, ...(await askLink(address)) };
    waitFor(mail);
    wait(mail);
    byId("sent").focus();
    say("Look into your mailbox");
  },
  failed: showPageProblem,
});

byId("enter-now").addEventListener("click", async ({ currentTarget }) => {
  let session = null;
  if (await doing(currentTarget, async () => (session = await enter(token)), TOO_OLD)) goOn(session);
  else show("ask");
});

byId("read-again").addEventListener("click", look);

byId("again").addEventListener("click", () => {
  notWaiting();
  byId("address").value ||= waitedFor()?.address ?? "";
  stopWaiting();
  show("ask");
  byId("address").focus();
});

const mail = waitedFor();
if (token) look();
else if (mail) wait(mail);
else show("ask");
