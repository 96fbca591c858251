// The search: artists by the map's own names, songs by the catalogue's search.
import { search } from "../api.js";
import { byId, counted } from "../elements.js";
import { suggestSongs } from "../find/suggest.js";

const ARTISTS = 3;
const SONGS = 6;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Calls `choose` with {point} of an artist or {uri, name, artist} of a song, when one is picked, or Enter takes the first.
export function startSearch(atlas, choose) {
  const [box, list] = [byId("wanted"), byId("found")];
  const artists = atlas.artists.map((artist) => ({ ...artist, words: ` ${folded(artist.name)}` }));
  const find = async (words, signal) => [
    ...artistsLike(artists, words),
    ...(await search(words, signal, SONGS)).results,
  ];
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

// The best known artists with a word that begins as the words do.
function artistsLike(artists, words) {
  const wanted = ` ${folded(words)}`;
  const found = artists.filter((artist) => artist.words.includes(wanted)).slice(0, ARTISTS);
  return found.map(({ name, point, songs }) => ({ name, point, artist: `Artist, ${counted(songs, "song")} here` }));
}
