// Artists, songs and genres for what is typed into the one box, in groups.
import { search } from "../api.js";

const MOST_SONGS = 8;
const MOST_ARTISTS = 2;
const MOST_GENRES = 3;
const LIKELY = 0.7;

// Returns artists whose name was typed, or nearly, then genres that begin so, then songs: these are many, and would hide them.
export async function songsAndArtists(words, signal) {
  const { artists, results, genres } = await search(words, signal, MOST_SONGS, "artist,song,genre");
  return [
    ...artists.filter(({ confidence }) => confidence >= LIKELY).slice(0, MOST_ARTISTS).map((artist) => ({ ...artist, group: "Artists" })),
    ...genres.slice(0, MOST_GENRES).map((genre) => ({ name: genre, genre, group: "Genres" })),
    ...results.map((song) => ({ ...song, group: "Songs" })),
  ];
}
