// How a list was understood, as chips that can be taken out, and the field that changes it in words.
import { byId, chip } from "../elements.js";
import { goOnFrom, ignore } from "./request.js";

export class Refining {
  #state;
  #ask;
  #changed;
  #field = byId("change");
  #last = null;

  // Over `state`; `ask` sends the question, `changed` is called once the list was changed in words.
  constructor(state, ask, changed) {
    this.#state = state;
    this.#ask = ask;
    this.#changed = changed;
    byId("refine").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#change(this.#field.value.trim());
    });
  }

  // Takes an answer in; where it was asked for in words, the next question goes on from it.
  settle(answer) {
    this.#steer((answer.understood?.parts ?? []).filter(({ track }) => track));
    if (this.#state.sentence) this.#field.value = "";
    if (this.#state.after) goOnFrom(this.#state, answer.id);
    this.#last = answer;
  }

  show({ understood }) {
    const parts = (understood?.parts ?? []).filter(({ track }) => !track);
    byId("understood").replaceChildren(...parts.map((part) => chip(part.meaning, () => this.#leaveOut(part))));
    byId("understood").hidden = !parts.length;
    byId("unread").textContent = [unread(understood), readOtherwise(parts)].filter(Boolean).join(" ");
  }

  async #change(sentence) {
    if (!sentence || !this.#last) return this.#field.focus();
    goOnFrom(this.#state, this.#last.id);
    this.#state.sentence = sentence;
    await this.#ask();
    this.#state.sentence = "";
    this.#changed();
  }

  // Songs of the last list that more or less is wanted of are steered by as if their buttons had been pressed.
  #steer(parts) {
    const state = this.#state;
    for (const { kind, track } of parts) {
      const song = this.#last?.recommendations.find(({ uri }) => uri === track);
      if (!song) continue;
      const [to, from] = kind === "more_like" ? ["loved", "hated"] : ["hated", "loved"];
      state[from] = state[from].filter(({ uri }) => uri !== track);
      state[to] = [...state[to].filter(({ uri }) => uri !== track), { uri: track, name: song.name }];
    }
  }

  #leaveOut({ text }) {
    ignore(this.#state, text);
    this.#ask();
  }
}

function unread(understood) {
  const texts = (understood?.unread ?? []).map((text) => `“${text}”`);
  return texts.length && `We could not make anything of ${texts.join(", ")}.`;
}

function readOtherwise(parts) {
  const others = parts.flatMap(({ alternatives }) => alternatives);
  return others.length && `It could also mean ${others.join(", ")}.`;
}
