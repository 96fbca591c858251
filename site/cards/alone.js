// Cards of songs that are in no list of the listener's, on the map and the first page: each can be loved, and said not to be
// for them, with a way back.
import { button, element, outside } from "../elements.js";
import { tell } from "../notice.js";
import { opine, showWaiting, waitingOpinions, WAITS } from "../opinions.js";
import { explain } from "../problems.js";
import { keptToken } from "../session.js";
import { emptyCard, heart, setHeart, songCard } from "./card.js";

const said = new Map(); // a song's URI -> what was said of it, here or before

// Shows what was said before, once it is known; a page without it shows no heart as pressed.
export async function recallOpinions() {
  for (const [uri, opinion] of waitingOpinions()) said.set(uri, opinion);
  if (keptToken()) {
    const { mine } = await import("../insights.js");
    const own = await mine().catch(() => null);
    for (const { uri } of own?.loved ?? []) if (!said.has(uri)) said.set(uri, "love");
  }
  for (const made of document.querySelectorAll("[data-alone]")) setHeart(made, said.get(made.dataset.rates) === "love");
  showWaiting();
}

// `more` is what `songCard` takes besides.
export function cardAlone(song, more = {}) {
  const made = heart(song, { on: said.get(song.uri) === "love", press: (on) => say(song, on ? "love" : null) });
  made.dataset.alone = "";
  const card = songCard(song, { ...more, heart: made, dismiss: () => takeOut(song, card) });
  return said.get(song.uri) === "hate" ? out(song, card) : card;
}

async function say(song, opinion) {
  const before = said.get(song.uri) ?? null;
  show(song, opinion);
  try {
    if (!(await opine({ search: "", track: song.uri, opinion }))) tell(WAITS);
  } catch (error) {
    show(song, before);
    const { title, steps } = explain(error);
    tell(`${title}: ${steps[0]}`);
  }
}

function show({ uri }, opinion) {
  said.set(uri, opinion);
  for (const made of document.querySelectorAll(`[data-alone][data-rates="${CSS.escape(uri)}"]`)) setHeart(made, opinion === "love");
}

function takeOut(song, card) {
  const place = out(song, card);
  card.replaceWith(place);
  place.querySelector("button").focus({ preventScroll: true });
  say(song, "hate");
}

// What is in the place of a card until it is wanted back.
function out(song, card) {
  const words = element("div", {}, element("span", {}, outside(`“${song.name}”`), " is out, of your lists too."));
  const place = emptyCard(words);
  words.append(button({ class: "quiet" }, "Undo", () => {
    place.replaceWith(card);
    card.querySelector("[data-dismiss]").focus({ preventScroll: true });
    say(song, null);
  }));
  return place;
}
