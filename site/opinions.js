// Opinions on their way. Each is kept in this browser until it is stored, also where there is no network and the page is
// closed; they are sent in their order, and of several on one song or list the last one counts.
import { listNextTo, rate, takeBack } from "./api.js";
import { mayPass } from "./problems.js";
import { ofBrowser, UNSENT } from "./storage.js";

export const WAITS = "We cannot be reached. What you said is kept here, and sent once we can.";

const AGAIN_MS = 15_000;

let last = Promise.resolve(); // one is sent after another
let again = 0;

const unsent = () => ofBrowser.read(UNSENT) ?? [];
const targetOf = ({ search, track }) => track || search;

// What has not been sent yet, as opinions by their song's URI or list's id.
export const waitingOpinions = () => new Map(unsent().map((each) => [targetOf(each), each.opinion]));

// Stores an opinion {search, track, opinion}, null to take it back: of a list without `track`, of a song that is in no list
// without `search`. Returns whether it is stored, false while it waits; throws ApiProblem if it never can be.
export function opine(wanted) {
  const entry = { ...wanted, stamp: `${Date.now()} ${Math.random()}` };
  keep([...unsent().filter((each) => targetOf(each) !== targetOf(entry)), entry]);
  return inTurn(entry.stamp);
}

// Sends what waits, from whichever page is open.
export const sendWaiting = () => inTurn("").catch(() => {});

// What waits was said by somebody who is gone.
export function forgetOpinions() {
  keep([]);
  showWaiting();
}

// Marks the hearts and choices whose opinion waits.
export function showWaiting() {
  const waiting = waitingOpinions();
  for (const each of document.querySelectorAll("[data-rates]")) {
    const waits = waiting.has(each.dataset.rates);
    each.toggleAttribute("data-waiting", waits);
    if (waits) each.setAttribute("aria-description", "Kept here until it can be sent");
    else each.removeAttribute("aria-description");
  }
}

function keep(entries) {
  if (entries.length) ofBrowser.write(UNSENT, entries);
  else ofBrowser.remove(UNSENT);
}

function inTurn(stamp) {
  const sent = last.then(() => sendAll(stamp)).finally(showWaiting);
  last = sent.catch(() => {});
  return sent;
}

// Returns whether the opinion with a stamp does not wait any more.
async function sendAll(stamp) {
  clearTimeout(again);
  for (const entry of unsent()) {
    try {
      await send(entry);
    } catch (error) {
      if (mayPass(error.slug)) return later();
      done(entry);
      if (entry.stamp === stamp) throw error; // nobody waits for an earlier one any more
    }
    done(entry);
  }
  return true;
}

// A newer opinion of the same may have taken its place meanwhile.
const done = ({ stamp }) => keep(unsent().filter((each) => each.stamp !== stamp));

function later() {
  again = setTimeout(sendWaiting, AGAIN_MS);
  addEventListener("online", sendWaiting, { once: true });
  return false;
}

// Of a song in no list of the listener's one is made that it belongs to.
async function send({ search, track, opinion }) {
  if (!search && opinion === null) return takeBack(track);
  return rate({ search: search || (await listNextTo(track)).id, track, opinion });
}
