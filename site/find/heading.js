// The heading of an answer: what its songs have in common, or whom and what they were asked for.
import { blendHeading } from "./blending.js";
import { capital, crowdsHeading, isOneKind } from "./crowds.js";
import { walkHeading } from "./walking.js";

const MOST_WORDS = 4;
const MOST_ARTISTS = 3;
const ASIDE = ["count", "order", "version", "explicit", "length", "more_like", "not_like"];

const list = new Intl.ListFormat("en", { type: "conjunction" });

// `focus` is the place of the crowd that was asked for, or null.
export function heading(answer, focus) {
  const { cluster, crowds = [], crowds_fit: fit = true } = answer;
  const between = walkHeading(answer) || blendHeading(answer);
  if (between) return between;
  if (focus !== null && crowds.length) return crowdsHeading(crowds, focus);
  const asked = ofArtists(answer) || ofKinds(crowds, fit) || ofWords(answer);
  return asked || (cluster ? `Next to ${given(answer)}, in “${cluster.name}”` : "Songs for you");
}

// One song is named; several stand above the list.
const given = ({ matched: [first, ...others] }) => (first && !others.length ? `“${first.name}”` : "these");

// Two kinds, if the songs are of them; more of them no heading has room for.
const ofKinds = (crowds, fit) => (crowds.length === 2 && fit && !isOneKind(crowds) ? crowdsHeading(crowds, null) : "");

// A walk from one song to another, or a blend of lists: neither is changed in words.
export const isBetween = (answer) => Boolean(walkHeading(answer) || answer.blend);

// Names the artists who were asked for, if nothing else was, and they are few.
function ofArtists({ matched }) {
  const names = [...new Set(matched.map(({ artist }) => artist))];
  const few = names.length > 0 && names.length <= MOST_ARTISTS;
  return few && matched.every(({ kind }) => kind === "artist") ? `Next to ${list.format(names)}` : "";
}

// Repeats the words of who gave no song, but for those that only say what the songs must not be, how many, and in which order.
function ofWords({ matched, understood }) {
  const parts = matched.length ? [] : (understood?.parts ?? []);
  if (!parts.length) return "";
  const telling = parts.filter(({ kind, meaning }) => !ASIDE.includes(kind) && !/^(no|not|nothing) /.test(meaning));
  const words = (telling.length ? telling : parts).slice(0, MOST_WORDS).map(({ text }) => text);
  return capital(words.join(" "));
}
