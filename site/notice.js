// A notice of the last action: announced to screen readers, shown at the foot of the page, with undo.
import { button, byId, element } from "./elements.js";

// Announces without showing, for visible changes.
export function say(words) {
  byId("status").textContent = words;
}

// `undo` reverts the action, or does what `label` says. The notice stays until the next one or until it is closed: no time limit.
export function tell(words, undo = null, label = "Undo") {
  say(words);
  const toast = byId("toast");
  const actions = [button({ "aria-label": "Close this message" }, "×", hush)];
  if (undo) actions.unshift(button({}, label, () => (hush(), undo())));
  toast.replaceChildren(element("span", {}, words), ...actions);
  toast.hidden = false;
}

export function hush() {
  byId("toast").replaceChildren();
  byId("toast").hidden = true;
}
