// What we see in a text or a file before it is sent. A light look: what it really holds is for the functions to say.
import { counted } from "../elements.js";

const LINK =
  /(?:open|play)\.spotify\.com\/(?:intl-[a-z-]+\/)?(?:embed\/)?(?:user\/[^/\s]+\/)?(track|playlist|album|artist|episode|show)\/[0-9A-Za-z]{22}|spotify:(?:user:[^:\s]+:)?(track|playlist|album|artist|episode|show):[0-9A-Za-z]{22}/gi;
const SHORT = /spotify\.link\/[0-9A-Za-z]+/gi;
const ID = /^[0-9A-Za-z]{22}$/;
const NO_SONG = ["album", "artist", "episode", "show"];

const UNDERSTOOD = {
  csv: (content) => counted(Math.max(lines(content).length - 1, 0), "row"),
  tsv: (content) => counted(Math.max(lines(content).length - 1, 0), "row"),
  m3u: (content) => counted(lines(content).filter((line) => !line.startsWith("#")).length, "entry", "entries"),
  m3u8: (content) => UNDERSTOOD.m3u(content),
  json: (content) => counted(tracksIn(parsed(content)), "track"),
  txt: (content) => inText(content),
};

// Says what a text seems to hold; empty for a single name that is being typed.
export function inText(text) {
  const kinds = [...text.matchAll(LINK)].map((found) => (found[1] ?? found[2]).toLowerCase());
  const songs = kinds.filter((kind) => kind === "track").length;
  const rest = lines(text).filter((line) => !/spotify[.:]/i.test(line));
  const ids = rest.filter((line) => ID.test(line)).length;
  const words = rest.length - ids;
  if (!kinds.length && !ids && words < 2) return "";
  return [
    songs + ids && counted(songs + ids, "song link"),
    words && counted(words, "line of words", "lines of words"),
    counts(kinds, "playlist") && counted(counts(kinds, "playlist"), "playlist link"),
    text.match(SHORT) && counted(text.match(SHORT).length, "short link"),
    ...NO_SONG.map((kind) => counts(kinds, kind) && `${counted(counts(kinds, kind), `${kind} link`)} that names no song`),
  ]
    .filter(Boolean)
    .join(", ");
}

// Says what a file seems to hold, by its name's ending.
export function inFile({ name, content }) {
  const ending = name.toLowerCase().split(".").at(-1);
  return (UNDERSTOOD[ending] ?? inText)(content) || counted(lines(content).length, "line");
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return []; // the functions will say what is wrong with it
  }
}

function tracksIn(value) {
  if (Array.isArray(value)) return value.reduce((sum, part) => sum + tracksIn(part), 0);
  if (Array.isArray(value?.playlists ?? value?.tracks)) return tracksIn(value.playlists ?? value.tracks);
  return 1;
}

const counts = (kinds, wanted) => kinds.filter((kind) => kind === wanted).length;

function lines(text) {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter(Boolean);
}
