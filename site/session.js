// What this browser keeps: the token of a visitor or, after signing in, of a listener; beside a listener's that of the
// visitor who was here before, with a ticket to merge both; and, from asking for a mail until signing in, a nonce and the mail that is waited for.

import { ofBrowser } from "./storage.js";

const TOKEN = "segue.token";
const APART = "segue.apart";
const NONCE = "segue.nonce";
const WAITING = "segue.waiting";
const MERGE = "segue.merge";

export const keptToken = () => ofBrowser.get(TOKEN);
export const keepToken = (token) => ofBrowser.set(TOKEN, token);

// Replaces the token by that of a session. The visitor of before, if `apart` from the account, is back after signing out;
// with a `ticket` they may be taken to the account, once that was asked.
export function signIn(token, apart, ticket = null) {
  if (apart) ofBrowser.set(APART, keptToken());
  if (apart && ticket) ofBrowser.set(MERGE, ticket);
  keepToken(token);
  ofBrowser.remove(NONCE);
  forgetWaiting();
}

// Returns whether a visitor of before is back.
export function forgetToken() {
  const before = ofBrowser.get(APART);
  ofBrowser.remove(APART);
  ofBrowser.remove(MERGE);
  ofBrowser.remove(TOKEN);
  if (before) keepToken(before);
  return before !== null;
}

// The visitor of before, and the ticket to take them along; null once that was answered.
export function keptMerge() {
  const [visitor, ticket] = [ofBrowser.get(APART), ofBrowser.get(MERGE)];
  return visitor && ticket ? { visitor, ticket } : null;
}

// The visitor's history is `taken` to the account, or stays theirs.
export function settleMerge(taken) {
  ofBrowser.remove(MERGE);
  if (taken) ofBrowser.remove(APART);
}

export const keptNonce = () => ofBrowser.get(NONCE);

// The same for every link that is asked for until one is used, so that each works.
export function nonceForLinks() {
  if (!keptNonce()) ofBrowser.set(NONCE, randomText());
  return keptNonce();
}

export const keepWaiting = (mail) => ofBrowser.write(WAITING, mail);
export const keptWaiting = () => ofBrowser.read(WAITING);
export const forgetWaiting = () => ofBrowser.remove(WAITING);

const randomText = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

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
