// A walk from one chosen song to another, offered where just two are chosen.
import { button, byId } from "../elements.js";
import { canWalk, walks } from "./request.js";

// `changed` is called once it is chosen or given up.
export function offerWalk(state, changed) {
  const place = byId("walking");
  place.hidden = !canWalk(state);
  if (place.hidden) return place.replaceChildren();
  const [from, to] = state.seeds.map(({ name }) => `“${name}”`);
  const label = walks(state) ? "Songs that go with both instead" : `Walk from ${from} to ${to}`;
  const turn = () => {
    state.walk = !walks(state);
    offerWalk(state, changed);
    changed();
  };
  place.replaceChildren(button({}, label, turn));
}

// Returns the heading of a walk, "" for any other answer; the first and last stops are its ends.
export function walkHeading({ journey }) {
  const stops = journey?.stops ?? [];
  if (typeof stops.at(-1)?.position !== "number" || stops.length < 2) return "";
  return `From “${stops[0].name}” to “${stops.at(-1).name}”`;
}
