// A look at a pasted text before it is sent; files are recognised by the functions alone.
import { counted } from "../elements.js";

const LINK =
  /(?:open|play)\.spotify\.com\/(?:intl-[a-z-]+\/)?(?:embed\/)?(?:user\/[^/\s]+\/)?(track|playlist|album|artist|episode|show)\/[0-9A-Za-z]{22}|spotify:(?:user:[^:\s]+:)?(track|playlist|album|artist|episode|show):[0-9A-Za-z]{22}/gi;
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const BRAINZ = new RegExp(`brainz\\.org/(recording|track|release|release-group|album|artist)/${UUID}|musicbrainz:(recording):${UUID}`, "gi");
const BRAINZ_PLAYER = /listenbrainz\.org\/player\/?\?recording_mbids=([0-9a-f,-]+)/gi;
const KINDS = { recording: "track", release: "album", "release-group": "album" };
const SHORT = /spotify(?:\.app)?\.link\/[0-9A-Za-z]+/gi;
const ID = new RegExp(`^(?:ISRC:? *)?(?:[0-9A-Za-z]{22}|${UUID}|[A-Z]{2}[A-Z0-9]{3}[0-9]{7})$`);
const NO_SONG = ["album", "artist", "episode", "show"];

// Returns a description of a text's content; empty for a single name while it is typed.
export function inText(text) {
  const kinds = [...text.matchAll(LINK), ...text.matchAll(BRAINZ)].map((found) => kindOf(found[1] ?? found[2]));
  for (const [, mbids] of text.matchAll(BRAINZ_PLAYER)) kinds.push(...mbids.split(",").map(() => "track"));
  const songs = kinds.filter((kind) => kind === "track").length;
  const rest = lines(text).filter((line) => !/spotify[.:]|brainz[.:]/i.test(line));
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

const kindOf = (written) => KINDS[written.toLowerCase()] ?? written.toLowerCase();

const counts = (kinds, wanted) => kinds.filter((kind) => kind === wanted).length;

function lines(text) {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter(Boolean);
}
