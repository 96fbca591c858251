// The field of the list's name: what is typed there is the title of the request; untouched it shows what a file calls its list.
import { byId } from "../elements.js";
import { isTitle } from "./list_name.js";

const SAYS_NOTHING = "No playlist, genre or artist here is called anything like it, so it only names your list.";

// Over `state.title`; `changed` is called once another name was typed.
export class Naming {
  #state;
  #answer = null;

  constructor(state, changed) {
    this.#state = state;
    byId("list-name").addEventListener("input", ({ target }) => this.#typed(target.value.trim()));
    byId("list-name").addEventListener("change", changed);
  }

  // Offers the field to who has given something; without songs there is no list to name.
  offer(isGiven) {
    byId("naming").hidden = !isGiven;
    if (!isGiven) byId("list-name").value = byId("naming-hint").textContent = this.#state.title = "";
  }

  // Returns the answer without what it says of its title, which is told here.
  show(answer) {
    this.#answer = answer;
    byId("naming").hidden = false;
    byId("list-name").value = this.#state.title || (answer.title ?? "");
    byId("naming-hint").textContent = answer.unmatched.some(isTitle) ? SAYS_NOTHING : "";
    return { ...answer, unmatched: answer.unmatched.filter((piece) => !isTitle(piece)) };
  }

  // The list on the page is saved and shared under the new name at once, before another answer has it.
  #typed(title) {
    this.#state.title = title;
    if (this.#answer) this.#answer.title = title;
  }
}
