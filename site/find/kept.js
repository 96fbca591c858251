// The last list and what it was asked by, stored in this tab and for tabs that are opened later: a reload, the return from
// Spotify, and a new tab restore it.

const KEY = "segue.last";

// `answer` is null as long as there was none.
export function keepLast(state, answer) {
  const text = JSON.stringify({ state, answer });
  for (const storage of storages()) keep(storage, text);
}

export function forgetLast() {
  for (const storage of storages()) storage.removeItem(KEY);
}

// Returns {state, answer}, or null: this tab's, else that of the tab that asked last.
export function lastKept() {
  for (const storage of storages()) {
    try {
      const last = JSON.parse(storage.getItem(KEY));
      if (last) return last;
    } catch {
      // what is kept cannot be read: it is as if nothing were
    }
  }
  return null;
}

function keep(storage, text) {
  try {
    storage.setItem(KEY, text);
  } catch {
    storage.removeItem(KEY); // too large: then a reload starts anew
  }
}

function storages() {
  try {
    return [sessionStorage, localStorage];
  } catch {
    return []; // nothing may be kept
  }
}
