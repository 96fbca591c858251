// The name under which a list is saved. No DOM here.

const MOST_NAMED = 2;
const LONGEST_SONG = 50;
const LONGEST_FILE_NAME = 80;
const NO_FILE_NAME = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu; // what a file's name may not hold on one of the usual systems

// Returns whether a piece that is no seed is the title, which is on no line of the input.
export const isTitle = ({ line }) => line === 0;

// Returns an answer's title, or one made of the songs it is next to, as pages of lists have it; at most `longest` characters.
export const nameOf = (answer, longest = Infinity) => cut(answer.title || madeOf(answer.matched), longest);

// Returns the name of a file for the list, without its ending.
export function fileNameOf({ title }) {
  const name = cut((title ?? "").replace(NO_FILE_NAME, "_"), LONGEST_FILE_NAME).replace(/^[\s.]+|[\s.]+$/g, "");
  return name || "segue";
}

function madeOf(matched) {
  const names = [...new Set(matched.map(named))];
  if (!names.length) return "Songs that many people love";
  const rest = names.length - MOST_NAMED;
  const parts = rest > 0 ? [...names.slice(0, MOST_NAMED), `${rest} more`] : names;
  return `Songs next to ${[parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(" and ")}`;
}

// A song by its name, an artist in the listener's words.
function named({ kind, name, source }) {
  const words = cut((kind ?? "song") === "song" ? name : source, LONGEST_SONG);
  return kind === "artist" ? words : `“${words}”`;
}

function cut(text, longest) {
  const signs = [...text];
  return signs.length > longest ? `${signs.slice(0, longest - 1).join("").trimEnd()}…` : text;
}
