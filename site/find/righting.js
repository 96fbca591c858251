// Puts right what was misread: the dialog is loaded on the first press, and the list follows.
import { byId } from "../elements.js";
import { tell } from "../notice.js";
import { withCorrection, without } from "./corrections.js";
import { isPicked } from "./request.js";

// `ask` asks again, and ends when the list is there.
export function righting(state, ask) {
  return { isChosen: (source) => isPicked(state, source), change: (piece) => change(state, ask, piece) };
}

async function change(state, ask, piece) {
  const { openPutRight } = await import("./put_right.js");
  openPutRight(piece, (track) => putRight(state, ask, piece, track));
}

async function putRight(state, ask, piece, track) {
  state.corrections = withCorrection(state.corrections, piece, track);
  await ask();
  byId("found").open = true; // there may be more to put right
  byId("found").querySelector("summary").focus();
  tell(track ? `Put right: ${piece.source}` : `Left out: ${piece.source}`, () => {
    state.corrections = without(state.corrections, piece);
    ask();
  });
}
