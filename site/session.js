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

export function forgetToken() {
  remembered = null;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // there was nothing to forget
  }
}
