// The account: the weekly mail, own lists and data, sign-out and deletion.
import { button, byId, element, outside } from "../elements.js";
import { takeDown } from "../api.js";
import { forgetLast } from "../find/kept.js";
import { save } from "../find/saving.js";
import { tell } from "../notice.js";
import { forgetOpinions, sendWaiting } from "../opinions.js";
import { showPageProblem } from "../page_problem.js";
import { forgetToken, keptToken } from "../session.js";
import * as api from "./api.js";
import { exported } from "./export.js";
import { doing } from "./forms.js";
import { startMail } from "./mail.js";

const SURE = "delete me";

async function start() {
  try {
    const own = await api.me();
    byId(own.signed_in ? "signed-in" : "signed-out").hidden = false;
    if (own.signed_in) showSignedIn(own);
    if (keptToken()) await showKept();
  } catch (error) {
    showPageProblem(error);
  }
}

function showSignedIn(own) {
  byId("who").replaceChildren("You are signed in as ", outside(own.address), ".");
  byId("admin").hidden = !own.admin;
  startMail(own.subscription);
  for (const part of document.querySelectorAll("[data-signed-in]")) part.hidden = false;
}

// A visitor has lists and data too.
async function showKept() {
  byId("kept").hidden = false;
  const shares = await api.ownShares();
  byId("no-shares").hidden = shares.length > 0;
  byId("shares").replaceChildren(...shares.map(shareLine));
}

function shareLine(share) {
  const line = element("li", {}, element("a", { href: share.url }, outside(share.title)));
  const down = button({ class: "quiet", "aria-label": `Take down ${share.title}` }, "Take down", async () => {
    if (!(await doing(down, () => takeDown(share.id)))) return;
    line.remove();
    byId("no-shares").hidden = byId("shares").children.length > 0;
    byId("shares-title").focus();
    tell("The page is down. Whoever has its link sees that it is gone.");
  });
  line.append(down);
  return line;
}

const BACK = " What you did in this browser before you signed in is here again.";

function goodbye(words) {
  const back = forgetToken();
  forgetLast();
  forgetOpinions();
  for (const part of ["signed-in", "signed-out", "kept"]) byId(part).hidden = true;
  byId("gone-words").textContent = back ? words + BACK : words;
  byId("gone").hidden = false;
  byId("gone").focus();
}

const on = (id, act) => byId(id).addEventListener("click", ({ currentTarget }) => act(currentTarget));

on("export", (control) => doing(control, async () => save("segue.json", await exported(), "application/json")));
on("sign-out", async () => {
  await sendWaiting(); // theirs, and nobody else's afterwards
  goodbye("You are signed out in this browser. Your lists and ratings wait for you.");
});
on("sign-out-everywhere", async (control) => {
  await sendWaiting();
  if (await doing(control, api.signOutEverywhere)) goodbye("You are signed out everywhere. Sign in again with a new link.");
});
byId("sure").addEventListener("input", ({ target }) => {
  byId("delete").disabled = target.value.trim().toLowerCase() !== SURE;
});
byId("leave").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (byId("delete").disabled) return;
  if (await doing(byId("delete"), api.leave)) goodbye("What we kept about you is deleted. It was good to have you here.");
});

start();
