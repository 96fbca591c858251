// Calls to `insights`: a listener's own statistics, the week's charts, the map, and for admins the service's.
import { call } from "./api.js";
import { API } from "./config.js";
import { keptToken } from "./session.js";

const ask = (path, parameters = {}, signal) => {
  const query = new URLSearchParams(parameters).toString();
  return call(`${API}/insights/${path}${query && `?${query}`}`, { signal });
};

// A browser without a token has no statistics, and opening the page creates no visitor.
export const mine = async () => (keptToken() ? ask("me") : null);
export const week = () => ask("week");
export const latestMail = async () => (keptToken() ? (await ask("mailed")).mail : null);
export const mailBy = (token) => call(`${API}/insights/mailed`, { method: "POST", body: { token }, link: true });
export const map = () => ask("map");
export const mapTracks = (points, signal) => ask("map/tracks", { points: points.join(",") }, signal);
export const mapPlaces = (ids) => ask("map/tracks", { ids: ids.join(",") });
export const everyone = () => ask("everyone");
export const listeners = (cursor) => ask("listeners", cursor ? { cursor } : {});
export const trends = (from, to) => ask("trends", { from, to });
export const models = () => ask("models");
