// The dials beside an answer. A target applies once it was moved.
import { button, element } from "../elements.js";
import { isTuned } from "./request.js";

// `target` dials run from 0 to 1 and are off, in the middle, until touched; the others have a neutral value.
const DIALS = [
  { key: "adventurous", name: "Familiar to adventurous", low: "familiar", high: "adventurous", min: -1, neutral: 0 },
  { key: "diverse", name: "Alike to diverse", low: "alike", high: "diverse", min: 0, neutral: 0 },
  { key: "energy", name: "Calm to energetic", low: "calm", high: "energetic", min: 0, target: true, neutral: 0.5 },
  { key: "valence", name: "Dark to bright mood", low: "dark mood", high: "bright mood", min: 0, target: true, neutral: 0.5 },
  { key: "tempo", name: "Slow to fast", low: "slow", high: "fast", min: 0, target: true, neutral: 0.5 },
  { key: "acousticness", name: "Electric to acoustic", low: "electric", high: "acoustic", min: 0, target: true, neutral: 0.5 },
];

// Builds them into `place`, over `state`; `changed` is called on each move. Returns {show, offer}: `show` shows the
// state, `offer` shows of the target dials only those for features that are known.
export function buildDials(place, state, changed) {
  place.closest("details").open = matchMedia("(min-width: 60rem)").matches; // beside the list there, over it elsewhere
  const dials = DIALS.map((dial) => ({ dial, input: slider(dial) }));
  const reset = button({ class: "quiet" }, "As it is", () => {
    Object.assign(state, { adventurous: 0, diverse: 0, targets: {} });
    refresh();
    changed();
  });
  const refresh = () => {
    for (const { dial, input } of dials) show(dial, input, state);
    reset.disabled = !isTuned(state);
  };
  for (const { dial, input } of dials) {
    input.addEventListener("input", () => {
      set(dial, state, Number(input.value));
      refresh();
      changed();
    });
  }
  const offer = (known) => {
    for (const { dial, input } of dials) if (dial.target) input.closest(".dial").hidden = !known.includes(dial.key);
    state.targets = Object.fromEntries(Object.entries(state.targets).filter(([key]) => known.includes(key)));
    refresh();
  };
  place.append(...dials.map(({ dial, input }) => labelled(dial, input)), reset);
  refresh();
  return { show: refresh, offer };
}

function slider({ name, min, neutral }) {
  return element("input", { type: "range", min, max: 1, step: 0.05, value: neutral, "aria-label": name });
}

function labelled({ low, high }, input) {
  const label = element("div", { class: "dial" }, input);
  label.append(element("span", { "aria-hidden": "true" }, low), element("span", { "aria-hidden": "true" }, high));
  return label;
}

function set({ key, target }, state, value) {
  if (target) state.targets[key] = value;
  else state[key] = value;
}

function show({ key, target, neutral, min }, input, state) {
  const value = target ? state.targets[key] : state[key];
  const isSet = target ? value !== undefined : value !== neutral;
  input.value = value ?? neutral;
  const share = Math.round((100 * (Number(input.value) - min)) / (1 - min));
  input.setAttribute("aria-valuetext", isSet ? `${share} %` : "as it is");
  input.closest(".dial")?.setAttribute("data-set", String(isSet));
}
