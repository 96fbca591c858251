// The answer to what is asked by the page's state.
import { recommend } from "../api.js";
import { afterOf, focusOn, toRequest } from "./request.js";

// The model may be another one since the answer was shown: if it knows less of sound, or other kinds of songs, the list
// goes without; and an answer that is not kept any more is not gone on from.
export async function answered(state, signal) {
  try {
    return await recommend(toRequest(state), signal);
  } catch (error) {
    if (error.slug === "unknown-feature") state.targets = {};
    else if (error.slug === "no-such-crowd") focusOn(state, null);
    else if (error.slug === "not-found" && afterOf(state)) state.after = null;
    else throw error;
    return recommend(toRequest(state), signal);
  }
}
