// Sign-in: request a link by mail, or use one. Only the button uses it up, as mail scanners open links. Who opens a link
// that another browser asked for is told, and nothing of theirs is taken over: somebody else may have sent it.
import { byId, outside } from "../elements.js";
import { say } from "../notice.js";
import { showPageProblem } from "../page_problem.js";
import { keptToken } from "../session.js";
import { askLink, enter, preview } from "./api.js";
import { doing } from "./forms.js";
import { tokenOfLink } from "./token.js";

const TOO_OLD = {
  "not-signed-in": { title: "This link does not work any more", steps: ["ask for a new one: a link works once, for 15 minutes"] },
};

const token = tokenOfLink();

function show(part) {
  for (const id of ["ask", "sent", "enter", "unread"]) byId(id).hidden = id !== part;
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

function offer({ address, asked_here: askedHere }) {
  byId("enter-title").replaceChildren("Sign in as ", outside(address));
  byId("asked-here").hidden = !askedHere;
  byId("asked-elsewhere").hidden = askedHere;
  byId("apart").hidden = !keptToken();
  byId("enter-not").hidden = askedHere;
  show("enter");
  say(byId("enter-title").textContent);
}

byId("ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  const address = byId("address").value.trim();
  if (!(await doing(event.submitter, () => askLink(address)))) return byId("address").focus();
  show("sent");
  byId("sent-to").textContent = address;
  byId("sent").focus();
  say("Look into your mailbox");
});

byId("enter-now").addEventListener("click", async ({ currentTarget }) => {
  if (await doing(currentTarget, () => enter(token), TOO_OLD)) location.assign("/account.html");
  else show("ask");
});

byId("read-again").addEventListener("click", look);

byId("again").addEventListener("click", () => {
  show("ask");
  byId("address").focus();
});

if (token) look();
else show("ask");
