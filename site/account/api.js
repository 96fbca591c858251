// Calls to `account`, and to `share` for one's own lists. A browser that is nobody yet is not made somebody by looking.
import { call, fileAt } from "../api.js";
import { API } from "../config.js";
import { keepToken, keptToken } from "../session.js";

const ask = (path, method = "GET", body = undefined, options = {}) => call(`${API}/account/${path}`, { method, body, ...options });

const NOBODY = { signed_in: false, address: null, admin: false, subscription: null };

export const me = async () => (keptToken() ? ask("me") : NOBODY);
export const askLink = (address) => ask("sign-in", "POST", { address });
export const subscribe = (schedule) => ask("subscription", "PUT", schedule);
export const confirm = (token) => ask("subscription/confirm", "POST", { token }, { link: true });
export const pause = () => ask("subscription/pause", "POST");
export const resume = () => ask("subscription/resume", "POST");
export const unsubscribe = () => ask("subscription", "DELETE");
export const signOutEverywhere = () => ask("sign-out-everywhere", "POST");
export const exported = () => fileAt(`${API}/account/export`);

// What the browser did before as a visitor becomes hers if the address is new.
export async function enter(token) {
  keepToken((await ask("sessions", "POST", { token }, { link: true })).token);
}

// One request deletes only so much: asked until nothing is left (204). A deletion that was cut off can be asked again.
export async function leave() {
  for (let asked = 0; asked < 1_000; asked++) if ((await ask("me", "DELETE")) === null) return;
}

export const ownShares = async () => (await call(`${API}/share/mine`)).shares;
