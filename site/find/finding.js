// Songs and artists for what is typed into the one box.
import { search } from "../api.js";

const MOST_SONGS = 8;
const MOST_ARTISTS = 2;
const LIKELY = 0.7;

// Returns artists whose name was typed, or nearly, and then songs.
export async function songsAndArtists(words, signal) {
  const { artists, results } = await search(words, signal, MOST_SONGS, "artist,song");
  return [...artists.filter(({ confidence }) => confidence >= LIKELY).slice(0, MOST_ARTISTS), ...results];
}
