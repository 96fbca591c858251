// What this browser keeps: the token of a visitor or, after signing in, of a listener; beside a listener's that of the
// visitor who was here before, with a ticket to merge both; and, from asking for a mail until signing in, a nonce and the mail that is waited for.

const TOKEN = "segue.token";
const APART = "segue.apart";
const NONCE = "segue.nonce";
const WAITING = "segue.waiting";
const MERGE = "segue.merge";

const remembered = new Map(); // where the browser keeps nothing, as long as the page is open

export const keptToken = () => kept(TOKEN);
export const keepToken = (token) => keep(TOKEN, token);

// Replaces the token by that of a session. The visitor of before, if `apart` from the account, is back after signing out;
// with a `ticket` they may be taken to the account, once that was asked.
export function signIn(token, apart, ticket = null) {
  if (apart) keep(APART, keptToken());
  if (apart && ticket) keep(MERGE, ticket);
  keepToken(token);
  forget(NONCE);
  forgetWaiting();
}

// Returns whether a visitor of before is back.
export function forgetToken() {
  const before = kept(APART);
  forget(APART);
  forget(MERGE);
  forget(TOKEN);
  if (before) keepToken(before);
  return before !== null;
}

// The visitor of before, and the ticket to take them along; null once that was answered.
export function keptMerge() {
  const [visitor, ticket] = [kept(APART), kept(MERGE)];
  return visitor && ticket ? { visitor, ticket } : null;
}

// The visitor's history is `taken` to the account, or stays theirs.
export function settleMerge(taken) {
  forget(MERGE);
  if (taken) forget(APART);
}

export const keptNonce = () => kept(NONCE);

// The same for every link that is asked for until one is used, so that each works.
export function nonceForLinks() {
  if (!keptNonce()) keep(NONCE, randomText());
  return keptNonce();
}

export const keepWaiting = (mail) => keep(WAITING, JSON.stringify(mail));
export const forgetWaiting = () => forget(WAITING);
export function keptWaiting() {
  try {
    return JSON.parse(kept(WAITING));
  } catch {
    return null; // written by another version of the site
  }
}

const randomText = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function kept(key) {
  try {
    return localStorage.getItem(key) ?? remembered.get(key) ?? null;
  } catch {
    return remembered.get(key) ?? null;
  }
}

function keep(key, value) {
  remembered.set(key, value);
  try {
    localStorage.setItem(key, value);
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

function forget(key) {
  remembered.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // there was nothing to forget
  }
}
