// Error messages: a friendly sentence and the cure, for every problem of the functions.
import { element } from "./elements.js";

const TRY_AGAIN = "try again in a minute";

// By the slug of shared/errors.py. Without a `detail` here the API's own sentence names the invalid input.
const WORDS = {
  "invalid-input": { title: "We could not make sense of that" },
  "too-large": { title: "That is more than we can take at once", cure: "give a smaller file, or fewer songs" },
  "unsupported-media-type": { title: "This page is older than the service behind it", cure: "load the page again" },
  "reused-key": { title: "Two different wishes got mixed up", cure: "try again" },
  "under-way": { title: "Your list is on its way already", cure: "wait a moment" },
  "several-playlists": { title: "There is more than one playlist in this" },
  "unreadable-playlist": { title: "We cannot read this playlist from its link alone" },
  "unreadable-history": { title: "We found no songs at ListenBrainz" },
  "no-such-crowd": { title: "Your songs are of other kinds now", cure: "choose from all of them again" },
  "unknown-feature": { title: "Our songs’ sound is not known well enough for this" },
  "unclear-song": { title: "We do not know which song you mean" },
  "refused-address": { title: "No mail can be delivered to this address", cure: "check it for a slip, or use another" },
  "wrong-code": { title: "That is not the code in our mail" },
  "deferred-address": {
    title: "The mailbox at this address takes no mail just now",
    cure: "see whether it is full, and try again later; or use another address",
  },
  "unknown-outcome": {
    title: "We cannot tell whether our mail was sent",
    cure: "look into your mailbox in a few minutes; ask again if there is nothing",
  },
  "not-signed-in": { title: "We do not know you any more", cure: "load the page again, or sign in again" },
  forbidden: { title: "This belongs to somebody else", cure: "sign in with the address it belongs to" },
  "not-found": { title: "This is not there any more", cure: "make a new list" },
  conflict: { title: "Two changes met each other", cure: "try again" },
  unavailable: { title: "A part of Segue is taking a break", cure: TRY_AGAIN },
  misdirected: { title: "Segue does not answer to this address", cure: "open it at the address it was started with" },
  abandoned: { title: "This was given up before it was answered", cure: TRY_AGAIN },
  busy: { title: "Very many people are asking just now", cure: TRY_AGAIN },
  "no-model": { title: "Segue has not learned any music yet", cure: "come back once a model has been published" },
  "too-many-requests": { title: "That was a little fast for us", cure: TRY_AGAIN },
  "limit-reached": { title: "We have asked a service too often", cure: TRY_AGAIN },
  "method-not-allowed": { title: "This page is older than the service behind it", cure: "load the page again" },
  offline: { title: "We could not be reached", cure: "check your connection and try again" },
  slow: { title: "This takes longer than it should", cure: TRY_AGAIN },
  error: { title: "Something went wrong on our side", cure: "try again later" },
};

const OURS_IS_BETTER = new Set([
  "invalid-input",
  "several-playlists",
  "unreadable-playlist",
  "unreadable-history",
  "unknown-feature",
  "unclear-song",
  "too-large",
  "refused-address",
  "wrong-code",
]);

// Problems that may be over the next time.
const PASSES = new Set([
  "offline", "slow", "busy", "unavailable", "abandoned", "conflict", "under-way", "too-many-requests", "limit-reached", "no-model", "error",
]);

export const mayPass = (slug) => PASSES.has(slug);

export const KNOWN_PROBLEMS = Object.keys(WORDS);

// Returns {title, detail, steps} of any error; a step is one action.
export function explain(error) {
  const { title, cure = "" } = WORDS[error.slug] ?? WORDS.error;
  const told = OURS_IS_BETTER.has(error.slug);
  const wait = error.retryAfter && `try again in ${duration(Number(error.retryAfter))}`;
  const steps = wait || (told && error.cure) || cure || error.cure || TRY_AGAIN;
  return { title, detail: told ? facts(error) : "", steps: steps.split(/; /) };
}

function facts({ detail = "", expected = "", found = "" }) {
  const looked = expected && `We looked for ${expected}${found ? ` and found ${found}` : ""}.`;
  return [detail && `${detail}.`, looked].filter(Boolean).join(" ");
}

export function duration(seconds) {
  if (!(seconds > 0)) return "a minute";
  if (seconds <= 1) return "a second";
  if (seconds < 90) return `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

// Shows at the head of a place why something failed there, and what to do.
export function complain(place, error) {
  place.querySelector("[role=alert]")?.remove();
  const { title, steps } = explain(error);
  place.prepend(element("p", { role: "alert", class: "notice" }, `${title}: ${steps.join("; ")}.`));
}
