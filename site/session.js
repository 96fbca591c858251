// Who this browser is to us: the token of a visitor or, once she has signed in, of a listener. Nothing else is kept.

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
    // a browser that keeps nothing still rates and shares until the page is closed
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
