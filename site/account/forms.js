// What forms of the account have in common: busy while they wait, and a kind word when something is refused.
import { byId } from "../elements.js";
import { hush } from "../notice.js";
import { showPageProblem } from "../page_problem.js";

// Runs `act` while `control` cannot be pressed; true if it went well. `words` as in showPageProblem.
export async function doing(control, act, words = {}) {
  hush();
  byId("problem").hidden = true;
  control.disabled = true;
  try {
    await act();
    return true;
  } catch (error) {
    showPageProblem(error, words);
    return false;
  } finally {
    control.disabled = false;
  }
}
