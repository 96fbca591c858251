// The search: songs and artists of the whole catalogue, drawn or not.
import { search, searchArtists } from "../api.js";
import { byId, counted } from "../elements.js";
import { suggestSongs } from "../find/suggest.js";

const ARTISTS = 3;
const SONGS = 6;
const SURE = 0.9; // confidence from which an artist is meant rather than a song of a similar name

// Calls `choose` with {uris, name, artist}, the songs of an artist or one song, when one is picked, or Enter takes the first.
export function startSearch(choose) {
  const [box, list] = [byId("wanted"), byId("found")];
  suggestSongs(box, list, (found) => take(box, found, choose), { find });
  byId("search").addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = box.value.trim();
    const [found] = words ? await find(words).catch(() => []) : [];
    if (found) take(box, found, choose);
    else choose(null, words);
  });
}

function take(box, found, choose) {
  box.value = found.name;
  box.blur(); // the keyboard of a phone would cover the map
  choose(found);
}

async function find(words, signal) {
  const [{ artists }, { results }] = await Promise.all([searchArtists(words, signal, ARTISTS), search(words, signal, SONGS)]);
  const sure = artists.filter(({ confidence, listed }) => confidence >= SURE && listed.length);
  return [
    ...sure.map(({ name, songs, listed }) => ({ name, artist: `Artist, ${counted(songs, "song")}`, uris: listed.map(({ uri }) => uri) })),
    ...results.map((song) => ({ ...song, uris: [song.uri] })),
  ];
}
