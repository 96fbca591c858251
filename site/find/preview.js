// What a text will be taken for, said at paste and while it is typed: read by the functions, as they will when it is asked by.
import { readingOf } from "../api.js";
import { counted } from "../elements.js";

const LONGEST = 10_000; // characters that the functions read ahead
const LINK = /^(?:https?:|spotify:)/i;
const SPOTIFY_PLAYLIST = /(?:spotify\.com\/\S*playlist\/|spotify:(?:\S*:)?playlist:)[0-9A-Za-z]{22}/i;

// Returns {words, playlist}: what is said of a text, empty for what may be half typed, and whether it has a link of a playlist
// whose songs nobody can read. Rejects for an aborted look alone.
export async function previewOf(text, signal) {
  const playlist = SPOTIFY_PLAYLIST.test(text);
  if (!text.trim()) return { words: "", playlist };
  if (text.length > LONGEST) return { words: ofLength(text), playlist };
  try {
    return { words: told(await readingOf(text, signal)), playlist };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { words: playlist ? ofPlaylists(1) : "", playlist };
  }
}

// The words for a reading.
export function told(reading) {
  const { pieces, words, playlists, short_links: shortLinks } = reading;
  if (words.length) return `Reads as: ${words.join(" · ")}.`;
  return [
    playlists && ofPlaylists(playlists),
    pieces === 1 ? ofOne(reading) : pieces > 1 && ofSeveral(reading),
    shortLinks && `${counted(shortLinks, "short link")}: where it leads is looked up when you ask.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function ofPlaylists(count) {
  const link = count === 1 ? "A link to a playlist" : `${count} links to playlists`;
  return `${link}: Spotify lets nobody read its songs that way.`;
}

function ofOne({ songs, first, others, artists, missed }) {
  if (songs) return `The song “${first.name}” by ${first.artist}.${others ? " Another one? Add its artist’s name." : ""}`;
  if (artists.length) return `Songs that go with ${artists.join(" and ")}.`;
  const [piece] = missed;
  return piece && LINK.test(piece.source) ? `${piece.why[0].toUpperCase()}${piece.why.slice(1)}.` : "";
}

function ofSeveral({ pieces, songs, artists, missed }) {
  const found = [counted(songs, "song"), artists.length && counted(artists.length, "artist")].filter(Boolean).join(" and ");
  const left = pieces - songs - artists.length;
  const names = missed.map(({ source }) => `“${source}”`).join(", ");
  const others = left > missed.length ? ` and ${left - missed.length} more` : "";
  return `${pieces} lines: ${found} found.${names && left > 0 ? ` Not found: ${names}${others}.` : ""}`;
}

const ofLength = (text) => `${counted(text.split("\n").filter((line) => line.trim()).length, "line")}: they are looked up when you ask.`;
