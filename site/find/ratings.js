// Opinions of a list and of its songs. Of the list: love, like, okay, hate, with undo; of a song a heart, that is on or not.
import { ratingsOf } from "../api.js";
import { heart, setHeart } from "../cards/card.js";
import { button, element } from "../elements.js";
import { icon } from "../icons.js";
import { say, tell } from "../notice.js";
import { opine, showWaiting, waitingOpinions, WAITS } from "../opinions.js";
import { explain } from "../problems.js";

const OPINIONS = [["love", "Love it"], ["like", "Like it"], ["okay", "It is okay"], ["hate", "Hate it"]];
const SAID = { love: "You love", like: "You like", okay: "Okay with you:", hate: "You hate" };

// The latest opinions on one list, by the target's URI or, for the list, its id.
export class Ratings {
  #search;
  #shows = new Map(); // target -> what shows the opinion of it
  #said = new Map();

  constructor(search) {
    this.#search = search;
  }

  // Returns a group of buttons for the list.
  group() {
    const group = element("div", { class: "choices", role: "group", "aria-label": "What you think of this list", "data-rates": this.#search });
    const show = (said) => {
      for (const choice of group.children) choice.setAttribute("aria-pressed", String(choice.dataset.opinion === said));
    };
    for (const [opinion, words] of OPINIONS) {
      const attributes = { class: "quiet", "data-opinion": opinion, "aria-label": words, title: words };
      group.append(button(attributes, icon(opinion), () => this.#press(opinion, group)));
    }
    return this.#shown(this.#search, group, show);
  }

  // Returns the heart of a song.
  heart(song) {
    const made = heart(song, { on: false, press: (on) => this.#say(song.uri, on ? "love" : null) });
    return this.#shown(song.uri, made, (said) => setHeart(made, said === "love"));
  }

  // Returns the opinion of a target, or null.
  of(target) {
    return this.#said.get(target) ?? null;
  }

  // Shows an opinion and stores it; returns false while it waits. Raises ApiProblem, and then shows the one before.
  async store(target, opinion) {
    const before = this.of(target);
    this.#set(target, opinion);
    try {
      return await opine({ search: this.#search, track: target === this.#search ? "" : target, opinion });
    } catch (error) {
      this.#set(target, before);
      throw error;
    }
  }

  // Fetches this listener's earlier opinions on the list, none after a failure; what waits here is newer.
  async restore() {
    const { ratings } = await ratingsOf(this.#search).catch(() => ({ ratings: [] }));
    for (const { target, opinion } of ratings) this.#set(target, opinion);
    for (const [target, opinion] of waitingOpinions()) this.#set(target, opinion);
    showWaiting();
  }

  // Pressing an active button takes the opinion back.
  async #press(pressed, group) {
    const before = this.of(this.#search);
    const opinion = before === pressed ? null : pressed;
    const undo = async () => {
      if (await this.#say(this.#search, before)) say("Taken back");
      group.querySelector(`[data-opinion="${pressed}"]`).focus();
    };
    const words = opinion ? `${SAID[opinion]} this list` : "No opinion of this list";
    if (await this.#say(this.#search, opinion)) tell(words, undo);
  }

  // Returns whether it is stored; else that is told.
  async #say(target, opinion) {
    try {
      const stored = await this.store(target, opinion);
      if (!stored) tell(WAITS);
      return stored;
    } catch (error) {
      const { title, steps } = explain(error);
      tell(`${title}: ${steps[0]}`);
      return false;
    }
  }

  #shown(target, made, show) {
    this.#shows.set(target, show);
    show(this.of(target));
    return made;
  }

  #set(target, opinion) {
    this.#said.set(target, opinion);
    this.#shows.get(target)?.(opinion);
  }
}
