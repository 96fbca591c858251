// Calls to `account`, and to `share` for the listener's own lists. Opening the page creates no visitor.
import { call, ownShared } from "../api.js";
import { API } from "../config.js";
import { keptNonce, keptToken, nonceForLinks, signIn } from "../session.js";

const ask = (path, method = "GET", body = undefined, options = {}) => call(`${API}/account/${path}`, { method, body, ...options });

const NOBODY = { signed_in: false, address: null, admin: false, subscription: null };

export const me = async () => (keptToken() ? ask("me") : NOBODY);

// `weekly` is a list and an hour, for ten more songs like it every week. The answer's `asked` makes the mail's code work here.
export const askLink = (address, weekly = null) => ask("sign-in", "POST", { address, nonce: nonceForLinks(), weekly });
export const leaveLists = () => ask("subscription/lists", "DELETE");
export const addList = (weekly) => ask("subscription/lists", "POST", weekly);
export const begin = (schedule) => ask("subscription", "POST", schedule);
export const move = (schedule) => ask("subscription", "PUT", schedule);
export const confirm = (token) => ask("subscription/confirm", "POST", { token }, { link: true });
export const pause = () => ask("subscription/pause", "POST");
export const resume = () => ask("subscription/resume", "POST");
export const unsubscribe = () => ask("subscription", "DELETE");
export const signOutEverywhere = () => ask("sign-out-everywhere", "POST");

// The nonce says that this browser asked for the link.
const asAsker = (token) => (keptNonce() ? { token, nonce: keptNonce() } : { token });

export const preview = (token) => ask("sessions/preview", "POST", asAsker(token), { link: true });

// The visitor's history is merged into the account if this browser asked for the link and the address is new.
export const enter = (token) => entered("sessions", asAsker(token));
export const enterByCode = (asked, code) => entered("sessions/code", { asked, code, nonce: keptNonce() });

async function entered(path, body) {
  const session = await ask(path, "POST", body, { link: true });
  signIn(session.token, session.apart, session.merge);
  return session;
}

// `both` is the visitor's token and the ticket: a 401 concerns these.
export const previewMerge = (both) => ask("merge/preview", "POST", both, { link: true });

// One request moves a bounded amount: repeated until it is done. An interrupted merge can be repeated.
export async function merge(both) {
  for (let asked = 0; asked < 1_000; asked++) if ((await ask("merge", "POST", both, { link: true })).done) return;
}

// One request deletes a bounded amount: repeated until nothing is left (204). An interrupted deletion can be repeated.
export async function leave() {
  for (let asked = 0; asked < 1_000; asked++) if ((await ask("me", "DELETE")) === null) return;
}

export const ownShares = async () => {
  const { shares, blends } = await ownShared();
  return [...shares, ...blends];
};
