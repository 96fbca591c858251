// Brings the answer into view once it is asked for, its heading first: on a phone it is below what one sees.
import { byId, counted } from "../elements.js";
import { hush, tell } from "../notice.js";

// At once, not smoothly: what is told meanwhile above it would be missed by a scroll that is under way, while the browser
// keeps in its place what is in view.
export function bringAnswer() {
  const answer = byId("answer");
  if (answer.hidden || !byId("problem").hidden) return;
  answer.focus({ preventScroll: true }); // by focus alone the middle of a long list is shown
  answer.scrollIntoView({ block: "start" });
}

// On a phone what changes the list stands between its heading and its songs: once it is changed, that makes way.
export function bringChanged() {
  if (matchMedia("(min-width: 60rem)").matches || !byId("problem").hidden) return;
  byId("tuning").open = false;
  hush(); // what is told of the change is seen now
  bringAnswer();
}

// Where the songs are out of sight, as what changes them is open, says how many of them are others than `before`.
export function tellChanged(before, { recommendations }) {
  if (!before || !byId("tuning").open || isInSight(byId("songs"))) return;
  const known = new Set(before.recommendations.map(({ uri }) => uri));
  const others = recommendations.filter(({ uri }) => !known.has(uri)).length;
  tell(others ? `${counted(others, "song")} changed` : "The same songs fit", bringChanged, "Look");
}

function isInSight(list) {
  const { top, bottom } = list.getBoundingClientRect();
  return top < innerHeight - 100 && bottom > 100;
}
