// Brings the answer into view once it is asked for, its heading first: on a phone it is below what one sees.
import { byId } from "../elements.js";

// At once, not smoothly: what is told meanwhile above it would be missed by a scroll that is under way, while the browser
// keeps in its place what is in view.
export function bringAnswer() {
  const answer = byId("answer");
  if (answer.hidden || !byId("problem").hidden) return;
  answer.focus({ preventScroll: true }); // by focus alone the middle of a long list is shown
  answer.scrollIntoView({ block: "start" });
}
