// The last list, stored in this tab: a reload, or the return from Spotify, restores it.

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
    // nothing is stored
  }
}

// Returns {state, answer}, or null.
export function lastKept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
