// Confirmation of the weekly mail by the link in a mail, when the button is pressed.
import { byId } from "../elements.js";
import { say } from "../notice.js";
import { confirm } from "./api.js";
import { doing } from "./forms.js";
import { nextMail, schedule } from "./schedule.js";
import { tokenOfLink } from "./token.js";

const AGAIN = ["subscribe again on the account’s page", "then open the link of the latest mail"];
const TOO_OLD = {
  "not-signed-in": { title: "This link does not work any more", steps: AGAIN },
  "not-found": { title: "There is nothing to confirm by this link any more", steps: AGAIN },
};

const token = tokenOfLink();
byId(token ? "confirm" : "no-link").hidden = false;

byId("confirm-now").addEventListener("click", async ({ currentTarget }) => {
  await doing(currentTarget, async () => show(await confirm(token)), TOO_OLD);
});

function show(subscription) {
  byId("confirm").hidden = true;
  byId("when").textContent = `Your songs come every ${schedule(subscription)}. The first one, in your time: ${nextMail(subscription)}.`;
  byId("done").hidden = false;
  byId("done").focus();
  say("Your weekly songs are on their way");
}
