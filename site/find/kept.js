// The last list and what it was asked by, stored in this tab and for tabs that are opened later: a reload, the return from
// Spotify, and a new tab restore it.
import { ofBrowser, ofTab } from "../storage.js";

const KEY = "segue.last";

// `answer` is null as long as there was none.
export function keepLast(state, answer) {
  for (const storage of [ofTab, ofBrowser]) storage.write(KEY, { state, answer });
}

export function forgetLast() {
  for (const storage of [ofTab, ofBrowser]) storage.remove(KEY);
}

// Returns {state, answer}, or null: this tab's, else that of the tab that asked last.
export const lastKept = () => ofTab.read(KEY) ?? ofBrowser.read(KEY);
