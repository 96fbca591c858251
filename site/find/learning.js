// Learning from what is given: offered to those who are signed in; others are told how, once they gave something. What came of it is said with the
// answer.
import { byId } from "../elements.js";
import { isSignedIn } from "../session.js";

export function startLearning(state) {
  byId("learn").addEventListener("change", ({ target }) => (state.learn = target.checked));
  addEventListener("storage", () => offerLearning(state)); // signed in, or out, in another tab
  offerLearning(state);
}

let holding = false; // whether anything is given

export function offerLearning(state, holds = holding) {
  const may = isSignedIn();
  holding = holds;
  byId("learning").hidden = !may;
  byId("learning-needs").hidden = may || !holds;
  state.learn &&= may;
  byId("learn").checked = state.learn;
}

export function tellShared({ shared }) {
  byId("shared").hidden = !shared;
  if (shared) byId("shared").textContent = shared.kept ? "Thank you: Segue learns from this playlist with its next training." : `Segue does not learn from this: ${shared.because}.`;
}
