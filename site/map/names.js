// The names of songs on the map, fetched on demand, in batches, and each once.
import { mapTracks } from "../insights.js";

const MOST = 200; // what the function names at once
const GATHER_MS = 40;

const known = new Map();
let wanted = [];

// Returns {point, uri, name, artist} of a song by its number.
export function nameOf(point) {
  if (!known.has(point)) {
    if (!wanted.length) setTimeout(askAll, GATHER_MS);
    known.set(point, new Promise((resolve, reject) => wanted.push({ point, resolve, reject })));
  }
  return known.get(point);
}

export const namesOf = (points) => Promise.all(points.map(nameOf));

function askAll() {
  const all = wanted;
  wanted = [];
  for (let i = 0; i < all.length; i += MOST) ask(all.slice(i, i + MOST));
}

async function ask(some) {
  try {
    const { tracks } = await mapTracks(some.map(({ point }) => point));
    const found = new Map(tracks.map((track) => [track.point, track]));
    for (const { point, resolve } of some) resolve(found.get(point));
  } catch (error) {
    for (const { point, reject } of some) {
      known.delete(point); // asked for again when it is looked at again
      reject(error);
    }
  }
}
