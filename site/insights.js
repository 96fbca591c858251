// What `insights` knows: a listener's own figures, the week's charts, the map, and for admins everyone's figures.
import { call } from "./api.js";
import { API } from "./config.js";
import { keptToken } from "./session.js";

const ask = (path, parameters = {}, signal) => {
  const query = new URLSearchParams(parameters).toString();
  return call(`${API}/insights/${path}${query && `?${query}`}`, { signal });
};

// A browser that is nobody yet has no figures, and is not made somebody by looking.
export const mine = async () => (keptToken() ? ask("me") : null);
export const week = () => ask("week");
export const map = () => ask("map");
export const mapTracks = (points, signal) => ask("map/tracks", { points: points.join(",") }, signal);
export const everyone = () => ask("everyone");
export const listeners = (cursor) => ask("listeners", cursor ? { cursor } : {});
export const models = () => ask("models");
