// The names and places of songs on the map, fetched on demand, in batches.
import { mapPlaces, mapTracks } from "../insights.js";

const MOST = 200; // what the function names at once
const GATHER_MS = 40;

const known = new Map();
let wanted = [];
let atlas = null;

// Songs have the colours of their neighbourhoods on a map.
export const colourBy = (made) => (atlas = made);

const coloured = (track) => ({ ...track, colours: track.point === null ? null : atlas?.clusterOf(track.point)?.colours });

// Returns {point, place, uri, name, artist, listen, colours} of a song by its number; each is fetched once.
export function nameOf(point) {
  if (!known.has(point)) {
    if (!wanted.length) setTimeout(askAll, GATHER_MS);
    known.set(point, new Promise((resolve, reject) => wanted.push({ point, resolve, reject })));
  }
  return known.get(point);
}

export const namesOf = (points) => Promise.all(points.map(nameOf));

// Returns the same of songs by their URIs, as far as the catalogue has them; `point` is null for a song that is not drawn.
export async function tracksOf(uris) {
  const distinct = [...new Set(uris)].slice(0, MOST);
  return distinct.length ? (await mapPlaces(distinct)).tracks.map(coloured) : [];
}

function askAll() {
  const all = wanted;
  wanted = [];
  for (let i = 0; i < all.length; i += MOST) ask(all.slice(i, i + MOST));
}

async function ask(some) {
  try {
    const { tracks } = await mapTracks(some.map(({ point }) => point));
    const found = new Map(tracks.map((track) => [track.point, coloured(track)]));
    for (const { point, resolve } of some) resolve(found.get(point));
  } catch (error) {
    for (const { point, reject } of some) {
      known.delete(point); // asked for again when it is looked at again
      reject(error);
    }
  }
}
