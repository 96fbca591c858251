// Everything about the listener as a file to read: each song's name beside its id, where a catalogue has it.
import { call, fileAt } from "../api.js";
import { API } from "../config.js";

const ID = /"([a-z]+:(?:track|recording):[A-Za-z0-9-]+)"/g;
const IS_ID = /^[a-z]+:(?:track|recording):[A-Za-z0-9-]+$/;
const MOST_NAMED = 1_000;

// The records name most songs themselves, as they were called then; the others are looked up.
export async function exported() {
  const text = await (await fileAt(`${API}/account/export`)).text();
  const { songs: known, ...all } = JSON.parse(text);
  const ids = [...new Set(Array.from(text.matchAll(ID), ([, id]) => id))].filter((id) => !(id in known));
  const songs = { ...(await namesOf(ids).catch(() => ({}))), ...known };
  return new Blob([JSON.stringify(named(all, songs), null, 2)], { type: "application/json" });
}

// Returns a value in which ids in lists are {id, name, artist}, and what has an id as its target has its song's name, too.
function named(value, songs) {
  if (Array.isArray(value)) return value.map((each) => (IS_ID.test(each) && songs[each] ? { id: each, ...songs[each] } : named(each, songs)));
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, each]) => [name, named(each, songs)]);
  const song = songs[value.target];
  return Object.fromEntries(song ? [...fields, ["song", song]] : fields);
}

async function namesOf(ids) {
  const songs = {};
  for (let first = 0; first < ids.length; first += MOST_NAMED) {
    const body = { ids: ids.slice(first, first + MOST_NAMED) };
    Object.assign(songs, (await call(`${API}/search/names`, { method: "POST", body })).songs);
  }
  return songs;
}
