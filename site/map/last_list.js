// The last list of this tab on the map: what it was made from, what is loved of it, and its songs in their order.
import { ratingsOf } from "../api.js";
import { lastKept } from "../find/kept.js";
import { tracksOf } from "./names.js";

// Returns the stops of the list, or [] without one: tracks, each with its `sign`; `inOrder` tells those of the list itself.
export async function lastStops() {
  const last = lastKept();
  if (!last?.answer) return [];
  const { state, answer } = last;
  const seeds = new Set([...(state.seeds ?? []), ...answer.matched].map(({ uri }) => uri));
  const songs = answer.recommendations.map(({ uri }) => uri);
  const loved = new Set([...(state.loved ?? []).map(({ uri }) => uri), ...(await lovedOf(answer.id))]);
  const sign = ({ uri }) => (seeds.has(uri) ? "◆" : loved.has(uri) ? "♥" : String(songs.indexOf(uri) + 1));
  const tracks = await tracksOf([...seeds, ...loved, ...songs]);
  const place = new Map(songs.map((uri, at) => [uri, at + 1]));
  const stops = tracks.map((track) => ({ ...track, sign: sign(track), inOrder: place.has(track.uri) }));
  return stops.sort((a, b) => (place.get(a.uri) ?? 0) - (place.get(b.uri) ?? 0));
}

async function lovedOf(id) {
  const { ratings } = await ratingsOf(id).catch(() => ({ ratings: [] })); // the list is shown without them
  return ratings.filter(({ opinion, target }) => opinion === "love" && target !== id).map(({ target }) => target);
}
