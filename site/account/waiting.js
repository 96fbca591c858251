// The mail that this browser waits for: kept for a quarter of an hour, so that a tab that was put away or loaded again still
// takes its code; and every waiting tab notices when another one has signed in.
import { forgetWaiting, isSignedIn, keepWaiting, keptToken, keptWaiting } from "../session.js";

const LASTS_MS = 15 * 60_000;

// `mail` is {address, asked, weekly}: `asked` makes its code work here, and nowhere else.
export function waitFor(mail) {
  keepWaiting({ ...mail, until: Date.now() + LASTS_MS });
}

export function waitedFor() {
  const mail = keptWaiting();
  return mail && mail.until > Date.now() ? mail : null;
}

export const stopWaiting = forgetWaiting;

// Calls `act` once when another tab of this browser has signed in; a tab in the background may hear of it late.
export function onceSignedIn(act) {
  const before = keptToken();
  const look = () => {
    if (keptToken() === before || !isSignedIn()) return;
    stop();
    act();
  };
  const stop = () => {
    removeEventListener("storage", look);
    document.removeEventListener("visibilitychange", look);
    removeEventListener("pageshow", look);
  };
  addEventListener("storage", look);
  document.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  return stop;
}
