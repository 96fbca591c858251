// The first page: collects what a person gives, asks, and shows what comes back.
import { recommend, search } from "./api.js";
import { showAnswer, showProblem } from "./answer.js";
import { byId, element } from "./elements.js";
import { emptyState, hasSomething, toRequest } from "./request.js";
import { suggestSongs } from "./suggest.js";

const LARGEST_FILE_BYTES = 10 * 1024 * 1024;
const SETTLE_MS = 250;

const state = emptyState();
let asking = new AbortController();
let settling = 0;

const form = byId("ask");
const given = byId("given");

async function ask({ moveFocus = false } = {}) {
  state.text = given.value;
  if (!hasSomething(state)) {
    showProblem({ message: "There is nothing to go on yet", cure: "name a song or paste some" });
    given.focus();
    return;
  }
  asking.abort();
  asking = new AbortController();
  const mine = asking;
  busy("Looking for songs…");
  try {
    const answer = await recommend(toRequest(state), mine.signal);
    showAnswer(answer);
    busy("", `${answer.recommendations.length} songs found`);
    if (moveFocus) byId("answer").focus({ preventScroll: false });
  } catch (error) {
    if (error.name === "AbortError") return;
    showProblem(error);
    busy("");
  }
}

function busy(message, done = "") {
  form.setAttribute("aria-busy", String(Boolean(message)));
  byId("status").textContent = message || done;
}

function askAgain() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    state.text = given.value;
    if (hasSomething(state)) ask();
  }, SETTLE_MS);
}

function addSeed(song) {
  if (!state.seeds.some((seed) => seed.uri === song.uri)) state.seeds.push(song);
  given.value = "";
  showSeeds();
  ask();
}

function showSeeds() {
  const chips = state.seeds.map((song) => {
    const chip = element("li", {}, song.artist ? `${song.name} by ${song.artist}` : song.name);
    const remove = element("button", { type: "button", "aria-label": `Remove ${song.name}` }, "×");
    remove.addEventListener("click", () => {
      state.seeds = state.seeds.filter((seed) => seed !== song);
      showSeeds();
      given.focus();
      askAgain();
    });
    chip.append(remove);
    return chip;
  });
  if (state.file) chips.push(fileChip());
  byId("seeds").replaceChildren(...chips);
}

function fileChip() {
  const chip = element("li", {}, state.file.name);
  const remove = element("button", { type: "button", "aria-label": `Remove ${state.file.name}` }, "×");
  remove.addEventListener("click", () => {
    state.file = null;
    showSeeds();
    askAgain();
  });
  chip.append(remove);
  return chip;
}

async function openFile(file) {
  if (!file) return;
  if (file.size > LARGEST_FILE_BYTES) {
    showProblem({ message: `${file.name} is too large`, cure: "choose a file of at most 10 MB" });
    return;
  }
  state.file = { name: file.name, content: await file.text() };
  showSeeds();
  ask();
}

async function example() {
  const letters = "abcdefghilmnoprstw";
  try {
    const letter = letters[Math.floor(Math.random() * letters.length)];
    const { results } = await search(letter, undefined, 3);
    state.seeds = results;
    showSeeds();
    ask();
  } catch (error) {
    showProblem(error);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask({ moveFocus: true });
});
suggestSongs(given, byId("suggestions"), addSeed);
given.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !given.value.includes("\n")) {
    event.preventDefault();
    ask({ moveFocus: true });
  }
});
byId("example").addEventListener("click", example);
byId("file").addEventListener("change", (event) => openFile(event.target.files[0]));
form.addEventListener("dragover", (event) => event.preventDefault());
form.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  openFile(event.dataTransfer.files[0]);
});
byId("n").addEventListener("change", (event) => {
  state.n = Number(event.target.value);
  askAgain();
});
byId("adventurous").addEventListener("input", (event) => {
  state.adventurous = Number(event.target.value);
  askAgain();
});
byId("energy").addEventListener("input", (event) => {
  state.energy = Number(event.target.value);
  askAgain();
});
byId("as-it-is").addEventListener("click", () => {
  Object.assign(state, { adventurous: 0, energy: null });
  byId("adventurous").value = 0;
  byId("energy").value = 0.5;
  askAgain();
});
byId("copy").addEventListener("click", async () => {
  const links = [...byId("songs").children].map((item) => `https://open.spotify.com/track/${item.dataset.uri.split(":").at(-1)}`);
  try {
    await navigator.clipboard.writeText(links.join("\n"));
    byId("status").textContent = `${links.length} links copied`;
  } catch {
    byId("status").textContent = "The browser did not let us copy: open each song instead";
  }
});
