// Shared behaviour of the account's forms: busy while waiting, and a friendly message after a refusal.
import { byId } from "../elements.js";
import { hush } from "../notice.js";
import { showPageProblem } from "../page_problem.js";

// Runs `act` with `control` disabled; true on success. `words` as in showPageProblem.
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
