// Sign-in: request a link by mail, or use one. Only the button uses it up, as mail scanners open links.
import { byId } from "../elements.js";
import { say } from "../notice.js";
import { askLink, enter } from "./api.js";
import { doing } from "./forms.js";
import { tokenOfLink } from "./token.js";

const TOO_OLD = {
  "not-signed-in": { title: "This link does not work any more", steps: ["ask for a new one: a link works once, for 15 minutes"] },
};

const token = tokenOfLink();
byId(token ? "enter" : "ask").hidden = false;

byId("ask").addEventListener("submit", async (event) => {
  event.preventDefault();
  const address = byId("address").value.trim();
  if (!(await doing(event.submitter, () => askLink(address)))) return byId("address").focus();
  byId("ask").hidden = true;
  byId("sent").hidden = false;
  byId("sent-to").textContent = address;
  byId("sent").focus();
  say("Look into your mailbox");
});

byId("enter-now").addEventListener("click", async ({ currentTarget }) => {
  if (await doing(currentTarget, () => enter(token), TOO_OLD)) location.assign("/account.html");
  else [byId("enter").hidden, byId("ask").hidden] = [true, false];
});

byId("again").addEventListener("click", () => {
  [byId("sent").hidden, byId("ask").hidden] = [true, false];
  byId("address").focus();
});
