// A listener's name and token at ListenBrainz, kept in this browser until they forget them. No request of ours holds the token.

const KEY = "segue.listenbrainz";
let remembered = {}; // where the browser keeps nothing, as long as the page is open

// Returns {name, range, token}, each missing until it was given.
export function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? remembered;
  } catch {
    return remembered;
  }
}

export function keep(change) {
  remembered = { ...kept(), ...change };
  try {
    localStorage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // a browser without storage asks again on the next page
  }
}

export function forget() {
  remembered = {};
  try {
    localStorage.removeItem(KEY);
  } catch {
    // there was nothing to forget
  }
}
