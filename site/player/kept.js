// What plays, kept in this tab, so that another page of the site goes on with it: {name, songs, at, second, skim, left}.
// `left` is when a page was left while it played.

const KEY = "segue.playing";

export function keepPlaying(what) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(what));
  } catch {
    // nothing may be kept: then the music ends with the page
  }
}

export function forgetPlaying() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // nothing is kept
  }
}

// Returns what was kept, or null.
export function keptPlaying() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
