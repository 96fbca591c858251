// The last list, kept in this tab: a reload, or the way back from Spotify, finds it as it was.

const KEY = "segue.last";

export function keepLast(state, answer) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ state, answer }));
  } catch {
    forgetLast(); // too large, or nothing may be kept: then a reload starts anew
  }
}

export function forgetLast() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // nothing is kept
  }
}

// Gives {state, answer}, or null if there is none.
export function lastKept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
