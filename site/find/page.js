// The first page: collects input, sends the request, and shows the answer.
import { recommend, search, sharedList } from "../api.js";
import { tellInvented } from "../catalogue.js";
import { PREPARING } from "../config.js";
import { byId, counted } from "../elements.js";
import { hush, say, tell } from "../notice.js";
import { hideAnswer, showAnswer, showWaiting } from "./answer.js";
import { latest } from "./asking.js";
import { withCorrection, without } from "./corrections.js";
import { buildDials } from "./dials.js";
import { Given } from "./given.js";
import { forgetLast, keepLast, lastKept } from "./kept.js";
import { offerLearning, startLearning, tellShared } from "./learning.js";
import { showTools } from "./listing.js";
import { Naming } from "./naming.js";
import { hideParts, showParts } from "./parts.js";
import { showMissing, showProblem } from "./problem.js";
import { Ratings } from "./ratings.js";
import { emptyState, focusOf, focusOn, hasSomething, isPicked, toRequest } from "./request.js";
import { startServices } from "./services.js";
import { steering } from "./steering.js";
import { suggestSongs } from "./suggest.js";

const form = byId("ask");
const box = byId("given");
const state = emptyState();
let services = { saving: () => [], shows: () => false }; // until they have started

const asking = latest(ask);
const naming = new Naming(state, askAgain);
const given = new Given(state, {
  given: () => asking.now(),
  changed: askAgain,
  refused: ({ title, step }) => showMissing(title, step),
  holds: (any) => naming.offer(any),
});
const acts = steering(byId("steered"), state, askAgain);
const righting = { change, isChosen: (source) => isPicked(state, source) };
const dials = buildDials(byId("dials"), state, askAgain);

async function ask(signal) {
  state.text = box.value;
  if (!hasSomething(state)) return missing();
  form.setAttribute("aria-busy", "true");
  say("Looking for songs…");
  showWaiting();
  try {
    const answer = await answered(signal);
    show(answer);
    keepLast(state, answer);
    say(`${counted(answer.recommendations.length, "song")} found`);
  } catch (error) {
    if (signal.aborted) return;
    forgetLast();
    refuse(error);
  }
  form.setAttribute("aria-busy", "false");
}

// The model may be another one since the answer was shown: if it knows less of sound, or other kinds of songs, the list
// goes without.
async function answered(signal) {
  try {
    return await recommend(toRequest(state), signal);
  } catch (error) {
    if (error.slug === "unknown-feature") state.targets = {};
    else if (error.slug === "no-such-crowd") focusOn(state, null);
    else throw error;
    return recommend(toRequest(state), signal);
  }
}

function refuse(error) {
  say("");
  if (error.slug === "several-playlists" && error.parts.length) {
    hideAnswer();
    showParts(error.parts, (name) => given.setPart(name));
  } else if (services.shows(error)) hideAnswer();
  else showProblem(error);
}

function show(answer) {
  hush();
  dials.offer(answer.known_features ?? []);
  offerRepeats(answer);
  tellShared(answer);
  const ratings = new Ratings(answer.id);
  showAnswer(naming.show(answer), ratings, acts, righting, { place: focusOf(state), choose: focus });
  showTools(answer, ratings, services.saving(answer));
  ratings.restore();
}

function focus(place) {
  focusOn(state, place);
  asking.now();
}

// Offered to whom songs were left out for, and for as long as it is chosen.
function offerRepeats({ left_out }) {
  byId("repeating").hidden = !left_out && !state.repeat;
  byId("repeat").checked = state.repeat;
}

function missing() {
  showMissing("There is nothing to go on yet", "name a song or paste some");
  box.focus();
}

function askAgain() {
  state.text = box.value;
  if (hasSomething(state)) asking.soon();
  else hideParts();
}

async function change(piece) {
  const { openPutRight } = await import("./put_right.js");
  openPutRight(piece, (track) => putRight(piece, track));
}

async function putRight(piece, track) {
  state.corrections = withCorrection(state.corrections, piece, track);
  await asking.now();
  byId("found").open = true; // there may be more to put right
  byId("found").querySelector("summary").focus();
  tell(track ? `Put right: ${piece.source}` : `Left out: ${piece.source}`, () => {
    state.corrections = without(state.corrections, piece);
    asking.now();
  });
}

async function askAndMove() {
  await asking.now();
  if (!byId("answer").hidden) byId("answer").focus();
}

// Example songs to start with, another letter each time.
async function example() {
  const letters = "abcdefghilmnoprstw";
  try {
    const { results } = await search(letters[Math.floor(Math.random() * letters.length)], undefined, 3);
    given.setSongs(results);
  } catch (error) {
    showProblem(error);
  }
}

// A shared list to start from, or one song: /?from=ID or /?track=ID.
async function startFrom(parameters) {
  const [list, track] = [parameters.get("from"), parameters.get("track")];
  if (!list && !track) return false;
  history.replaceState(null, "", location.pathname);
  try {
    if (list) given.setSongs((await sharedList(list)).songs);
    else given.setSongs([{ uri: track, name: "The song you came with" }]);
  } catch (error) {
    showProblem(error);
  }
  return true;
}

// Restores the page after a reload.
function restore() {
  const last = lastKept();
  if (!last) return;
  Object.assign(state, last.state);
  box.value = state.text;
  byId("n").value = state.n;
  offerLearning(state);
  given.show();
  acts.show();
  dials.show();
  show(last.answer);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  askAndMove();
});
suggestSongs(box, byId("suggestions"), (song) => given.addSong(song));
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !box.value.includes("\n")) {
    event.preventDefault();
    askAndMove();
  }
});
byId("example").addEventListener("click", example);
byId("n").addEventListener("change", ({ target }) => {
  state.n = Number(target.value);
  askAgain();
});
byId("repeat").addEventListener("change", ({ target }) => {
  state.repeat = target.checked;
  askAgain();
});
startLearning(state);

tellInvented();
if (PREPARING) import("./preparing.js").then(({ showPreparation }) => showPreparation());
services = await startServices(given);
if (!(await startFrom(new URLSearchParams(location.search)))) restore();
