// A list of before, shown again with all its tools: /?list=ID, and what comes after it: /?more=ID.
import { ownList } from "../api.js";
import { showProblem } from "./problem.js";
import { emptyState, goOnFrom } from "./request.js";

const MOST_CHIPS = 20;

// Returns {state, answer} of the list in the address, null if there is none or it cannot be had.
export async function reopened(parameters) {
  const id = parameters.get("list");
  if (!id) return null;
  history.replaceState(null, "", location.pathname);
  try {
    const answer = await ownList(id);
    return { state: stateOf(answer), answer };
  } catch (error) {
    showProblem(error, () => location.assign(`/?${new URLSearchParams({ list: id })}`));
    return null;
  }
}

// What the list was asked by: as long as none of it is changed, a request goes on from the kept list.
function stateOf({ id, matched, kept }) {
  const { title, n, tune, within, order, curve, repeat, loved, hated } = kept;
  const { targets = {}, adventurous = 0, diverse = 0 } = tune ?? {};
  const wishes = { title, n, targets, adventurous, diverse, within: within ?? {}, repeat, loved, hated };
  const state = { ...emptyState(), ...wishes, order: order === "flow" ? (curve ?? "flow") : "", ...givenIn(matched, kept.words) };
  goOnFrom(state, id);
  return state;
}

// Songs as chips; many, and what stood for others, as lines; and the words where there was no song.
function givenIn(matched, words) {
  const songs = matched.filter(({ kind }) => kind === "song");
  const chips = songs.length <= MOST_CHIPS ? [...new Map(songs.map(({ uri, name, artist }) => [uri, { uri, name, artist }])).values()] : [];
  const lines = chips.length ? [] : songs.map(({ name, artist }) => `${artist} - ${name}`);
  lines.push(...new Set(matched.filter(({ kind }) => kind !== "song").map(({ source }) => source)));
  return { seeds: chips, text: [...lines, matched.length ? "" : words].filter(Boolean).join("\n") };
}
