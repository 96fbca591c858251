// What just happened: said to screen readers, shown for a while at the foot of the page, with a way back.
import { button, byId, element } from "./elements.js";

// Says it without showing it: for what is seen anyway.
export function say(words) {
  byId("status").textContent = words;
}

// `undo` takes it back. The message stays until the next one or until it is closed: nobody has to hurry.
export function tell(words, undo = null) {
  say(words);
  const toast = byId("toast");
  const actions = [button({ "aria-label": "Close this message" }, "×", hush)];
  if (undo) actions.unshift(button({}, "Undo", () => (hush(), undo())));
  toast.replaceChildren(element("span", {}, words), ...actions);
  toast.hidden = false;
}

export function hush() {
  byId("toast").replaceChildren();
  byId("toast").hidden = true;
}
