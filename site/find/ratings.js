// Love, like, okay, hate: of a list and of each of its songs, with undo.
import { rate, ratingsOf } from "../api.js";
import { button, element } from "../elements.js";
import { icon } from "../icons.js";
import { say, tell } from "../notice.js";
import { explain } from "../problems.js";

const OPINIONS = [["love", "Love it"], ["like", "Like it"], ["okay", "It is okay"], ["hate", "Hate it"]];
const SAID = { love: "You love", like: "You like", okay: "Okay with you:", hate: "You hate" };

// The latest opinions on one list, by the target's URI or, for the list, its id.
export class Ratings {
  #search;
  #groups = new Map();
  #said = new Map();

  constructor(search) {
    this.#search = search;
  }

  // Returns a group of buttons for a target; `name` is its accessible name.
  group(target, name) {
    const group = element("div", { class: "choices", role: "group", "aria-label": `What you think of ${name}` });
    for (const [opinion, words] of OPINIONS) {
      const attributes = { class: "quiet", "data-opinion": opinion, "aria-label": words, title: words };
      group.append(button(attributes, icon(opinion), () => this.#press(target, name, opinion)));
    }
    this.#groups.set(target, group);
    this.#show(target);
    return group;
  }

  // Fetches this listener's earlier opinions on the list; after a failure none is marked.
  async restore() {
    const { ratings } = await ratingsOf(this.#search).catch(() => ({ ratings: [] }));
    for (const { target, opinion } of ratings) {
      this.#said.set(target, opinion);
      this.#show(target);
    }
  }

  // Pressing an active button takes the opinion back.
  #press(target, name, pressed) {
    const before = this.#said.get(target) ?? null;
    const opinion = before === pressed ? null : pressed;
    const words = opinion ? `${SAID[opinion]} ${name}` : `No opinion of ${name}`;
    const undo = () => {
      this.#say(target, before, () => say("Taken back"));
      this.#groups.get(target).querySelector(`[data-opinion="${pressed}"]`).focus();
    };
    return this.#say(target, opinion, () => tell(words, undo));
  }

  // Shows the opinion at once and reverts it if it could not be stored.
  async #say(target, opinion, done) {
    const before = this.#said.get(target) ?? null;
    this.#set(target, opinion);
    const track = target === this.#search ? "" : target;
    try {
      await rate({ search: this.#search, track, opinion });
      done();
    } catch (error) {
      this.#set(target, before);
      const { title, steps } = explain(error);
      tell(`${title}: ${steps[0]}`);
    }
  }

  #set(target, opinion) {
    this.#said.set(target, opinion);
    this.#show(target);
  }

  #show(target) {
    const said = this.#said.get(target) ?? null;
    for (const choice of this.#groups.get(target)?.children ?? []) {
      choice.setAttribute("aria-pressed", String(choice.dataset.opinion === said));
    }
  }
}
