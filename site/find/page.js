// The first page: collects input, sends the request, and shows the answer.
import { front } from "../api.js";
import { tellInvented } from "../catalogue.js";
import { PREPARING } from "../config.js";
import { byId, counted } from "../elements.js";
import { hush, say } from "../notice.js";
import { isSignedIn } from "../session.js";
import { endWaiting, hideAnswer, showAnswer, showWaiting } from "./answer.js";
import { answered } from "./answering.js";
import { bringAnswer, bringChanged, tellChanged } from "./arriving.js";
import { latest, onAsking } from "./asking.js";
import { buildDials } from "./dials.js";
import { songsAndArtists } from "./finding.js";
import { showFront } from "./front.js";
import { Given } from "./given.js";
import { limits } from "./limits.js";
import { keepLast, lastKept } from "./kept.js";
import { offerLearning, startLearning, tellShared } from "./learning.js";
import { showTools } from "./listing.js";
import { Naming } from "./naming.js";
import { hideParts, showParts } from "./parts.js";
import { showMissing, showProblem } from "./problem.js";
import { Ratings } from "./ratings.js";
import { Refining } from "./refining.js";
import { reopened } from "./reopening.js";
import { emptyState, focusOf, focusOn, hasSomething } from "./request.js";
import { righting } from "./righting.js";
import { startServices } from "./services.js";
import { Songs } from "./songs.js";
import { startFrom } from "./starting.js";
import { steering } from "./steering.js";
import { suggestSongs } from "./suggest.js";
import { stopTrying } from "./trying_again.js";

const form = byId("ask");
const box = byId("given");
const state = emptyState();
let shown = null; // the last answer
let services = { saving: () => [], shows: () => false }; // until they have started

const asking = latest(ask);
const naming = new Naming(state, askAgain);
const given = new Given(state, {
  given: (anew) => (anew || byId("answer").hidden ? askAndMove() : asking.now()),
  changed: askAgain,
  refused: ({ title, step }) => showMissing(title, step),
  holds: (any) => {
    naming.offer(any);
    offerLearning(state, any);
  },
});
const acts = steering(state, askAgain);
const songs = new Songs({ ...acts, changed: () => keepLast(state, shown), again: () => asking.now() });
const rights = righting(state, () => asking.now());
const dials = buildDials(byId("dials"), state, askAgain);
const limited = limits(state, askAgain);
const refined = new Refining(state, () => asking.now(), bringChanged);

async function ask(signal) {
  state.text = box.value;
  if (!hasSomething(state)) return missing();
  form.setAttribute("aria-busy", "true");
  say("Looking for songs…");
  showWaiting();
  stopTrying();
  try {
    const answer = await answered(state, signal);
    stopTrying(true);
    refined.settle(answer);
    const before = shown;
    show(answer);
    keepLast(state, (shown = answer));
    tellChanged(before, answer);
    say(`${counted(answer.recommendations.length, "song")} found`);
  } catch (error) {
    if (signal.aborted) return;
    keepLast(state, shown);
    refuse(error);
  }
  form.setAttribute("aria-busy", "false");
}

function refuse(error) {
  say("");
  if (error.slug === "several-playlists" && error.parts.length) {
    hideAnswer();
    showParts(error.parts, (name) => given.setPart(name));
  } else if (services.shows(error)) hideAnswer();
  else showProblem(error, () => asking.now());
}

function show(answer) {
  hush();
  dials.offer(answer.known_features ?? []);
  offerRepeats(answer);
  tellShared(answer);
  acts.show();
  refined.show(answer);
  const ratings = new Ratings(answer.id);
  showAnswer(naming.show(answer), () => songs.show(answer, ratings), rights, { place: focusOf(state), choose: (place) => (focusOn(state, place), asking.now()) });
  showTools(answer, ratings, () => services.saving(answer));
  ratings.restore();
  import("./weekly_list.js").then(({ offerWeekly }) => offerWeekly(answer.id), () => {}); // without it the list is whole
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
  if (hasSomething(state)) return asking.soon();
  asking.stop(); // nothing is left to answer, and focus stays where something can be given
  form.setAttribute("aria-busy", "false");
  say("");
  endWaiting(shown);
  hideParts();
}

// Moves at once, as something is to be seen to happen, and again once there is something to move to.
async function askAndMove() {
  const asked = asking.now();
  bringAnswer();
  if (await asked) bringAnswer();
}

// Shows a list with what it was asked by: after a reload, in another tab, or one of before.
function restore(last) {
  if (!last) return;
  Object.assign(state, last.state);
  box.value = state.text;
  byId("n").value = state.n ?? "";
  offerLearning(state);
  given.show();
  acts.show();
  dials.show();
  limited.show();
  if (!last.answer) return;
  refined.settle((shown = last.answer));
  show(shown);
  keepLast(state, shown);
}

suggestSongs(box, byId("suggestions"), (found) => given.add(found), { find: songsAndArtists }); // first: Enter picks what is marked
onAsking(form, box, askAndMove);
byId("n").addEventListener("change", ({ target }) => {
  state.n = target.value ? Number(target.value) : null;
  askAgain();
});
byId("repeat").addEventListener("change", ({ target }) => {
  state.repeat = target.checked;
  askAgain();
});
startLearning(state);

const served = front();
tellInvented(served);
const openFront = () => showFront(served, (chosen) => given.setSongs(chosen));
const kept = lastKept();
const returns = Boolean(kept?.answer) && !location.search;
if (returns) byId("front").classList.add("unseen"); // the list of before comes first, and pushes nothing down that is in sight
else openFront();
if (isSignedIn()) import("./elsewhere.js").then(({ welcomeBack }) => welcomeBack(), () => {});
if (PREPARING) import("./preparing.js").then(({ showPreparation }) => showPreparation());
begin(new URLSearchParams(location.search));

// In a function, as what is loaded later may wait for a page's top level, and may be waited for there.
async function begin(parameters) {
  services = await startServices(given);
  const again = await reopened(parameters);
  restore(again);
  if (again || (await startFrom(parameters, given))) bringAnswer();
  else if (!parameters.has("list")) restore(kept);
  if (returns) requestAnimationFrame(() => requestAnimationFrame(showBelow));
}

function showBelow() {
  byId("front").classList.remove("unseen");
  openFront();
}
