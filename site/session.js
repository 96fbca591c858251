// The token of this browser: a visitor's or, after signing in, a listener's. Nothing else is stored.

const KEY = "segue.token";
let remembered = null; // where the browser keeps nothing, as long as the page is open

export function keptToken() {
  try {
    return localStorage.getItem(KEY) ?? remembered;
  } catch {
    return remembered;
  }
}

export function keepToken(token) {
  remembered = token;
  try {
    localStorage.setItem(KEY, token);
  } catch {
    // a browser without storage still rates and shares until the page is closed
  }
}

// Tells whether the token is of somebody who signed in: only theirs names a generation beside its listener
// (shared/web/auth.py). It is a guess for what to show; the functions decide.
export function isSignedIn() {
  try {
    const [subject] = keptToken().split(".");
    return JSON.parse(atob(subject.replaceAll("-", "+").replaceAll("_", "/"))).includes(".");
  } catch {
    return false; // no token, or one of another form
  }
}

export function forgetToken() {
  remembered = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // there was nothing to forget
  }
}
