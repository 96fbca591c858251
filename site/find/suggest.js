// As-you-type suggestions: the editable combobox with a list, as the ARIA Authoring Practices describe it.
import { search } from "../api.js";
import { element, outside } from "../elements.js";
import { looksLikeName } from "./request.js";

const WAIT_MS = 120;

const findSongs = async (words, signal) => (await search(words, signal)).results;

// Calls `choose` with what was picked. `find` returns what to suggest: each has a name, a song its artist too, and those of one
// `group`, if they name one, stand together under its heading. Where the list `overlays` the page, suggestions that arrive after the pointer has moved elsewhere are not shown:
// they would appear under it.
export function suggestSongs(input, list, choose, { overlays = true, find = findSongs } = {}) {
  const combo = { input, list, choose, find, songs: [], active: -1, timer: 0, asking: new AbortController() };
  input.addEventListener("input", () => askSoon(combo));
  input.addEventListener("blur", () => dismiss(combo));
  input.addEventListener("keydown", (event) => steer(combo, event));
  for (const reach of overlays ? ["pointermove", "pointerdown"] : []) {
    document.addEventListener(reach, ({ target }) => {
      if (!list.contains(target) && target !== input) giveUp(combo);
    });
  }
}

function askSoon(combo) {
  giveUp(combo);
  combo.timer = setTimeout(() => ask(combo), WAIT_MS);
}

// Drops the pending request; the shown list stays.
function giveUp(combo) {
  clearTimeout(combo.timer);
  combo.asking.abort();
}

function dismiss(combo) {
  giveUp(combo);
  show(combo, []);
}

async function ask(combo) {
  if (!looksLikeName(combo.input.value)) return show(combo, []);
  const asking = (combo.asking = new AbortController());
  try {
    const results = await combo.find(combo.input.value.trim(), asking.signal);
    if (!asking.signal.aborted) show(combo, results);
  } catch (error) {
    if (error.name !== "AbortError") show(combo, []); // no suggestions is no reason to disturb who is typing
  }
}

function show(combo, songs) {
  const { input, list } = combo;
  Object.assign(combo, { songs, active: -1 });
  list.replaceChildren(...inGroups(songs.map((song, place) => ({ group: song.group, item: option(combo, song, place) }))));
  list.hidden = !songs.length;
  input.setAttribute("aria-expanded", String(Boolean(songs.length)));
  input.removeAttribute("aria-activedescendant");
}

// Options by their groups, in the order of the first of each; without a group they stand as they are.
function inGroups(options) {
  const groups = Map.groupBy(options, ({ group }) => group);
  return [...groups].flatMap(([name, members]) => {
    const items = members.map(({ item }) => item);
    if (!name) return items;
    const heading = element("span", { class: "group-name", "aria-hidden": "true" }, name);
    return [element("li", { role: "group", "aria-label": name }, heading, element("ul", { role: "none" }, ...items))];
  });
}

const optionsOf = (list) => [...list.querySelectorAll("[role=option]")];

function option(combo, song, place) {
  const attributes = { role: "option", id: `suggestion-${place}`, "aria-selected": "false" };
  const item = element("li", attributes, outside(song.name), ...besides(song));
  item.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  item.addEventListener("click", () => pick(combo, place));
  return item;
}

// Where no heading says what it is, an artist is called one.
function besides({ artist, group }) {
  const words = artist ?? (group ? "" : "artist");
  return words ? [" ", outside(words, "artist")] : [];
}

function mark(combo, place) {
  const { input, list, songs } = combo;
  giveUp(combo); // what comes later would take the mark away
  combo.active = (place + songs.length) % songs.length;
  optionsOf(list).forEach((item, at) => item.setAttribute("aria-selected", String(at === combo.active)));
  input.setAttribute("aria-activedescendant", `suggestion-${combo.active}`);
  optionsOf(list)[combo.active].scrollIntoView({ block: "nearest" });
}

function pick(combo, place) {
  const song = combo.songs[place];
  dismiss(combo);
  combo.choose(song);
}

function steer(combo, event) {
  if (combo.list.hidden || event.isComposing) return;
  const { active, songs } = combo;
  const acts = {
    ArrowDown: () => mark(combo, active + 1),
    ArrowUp: () => mark(combo, active < 0 ? songs.length - 1 : active - 1),
    Escape: () => dismiss(combo),
  };
  if (active >= 0) acts.Enter = () => pick(combo, active);
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}
