// The listener's input: chosen songs, an opened file, typed text; shown as chips, with a preview of a text.
import { byId, chip, counted } from "../elements.js";
import { inText } from "./preview.js";

const LARGEST_FILE_BYTES = 20 * 1024 * 1024;
const SETTLE_MS = 300;

// Watches `state`'s inputs. `changed` is called when a chip was removed, `given` when an addition triggers a request,
// `refused` with a file that is too large.
export class Given {
  #state;
  #acts;
  #settling = 0;

  constructor(state, acts) {
    this.#state = state;
    this.#acts = acts;
    byId("given").addEventListener("input", () => this.#countSoon());
    byId("file").addEventListener("change", ({ target }) => this.#open(target));
    const form = byId("ask");
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => this.#dropped(event));
  }

  addSong(song) {
    this.#clearText();
    if (!this.#state.seeds.some((seed) => seed.uri === song.uri)) this.#state.seeds.push(song);
    this.show();
    this.#acts.given();
  }

  // Replaces the chosen songs, for example by those of a shared list.
  setSongs(songs) {
    this.#clearText();
    Object.assign(this.#state, { seeds: [...songs], file: null, library: null, history: null });
    this.show();
    this.#acts.given();
  }

  setLibrary(library) {
    this.#state.library = library;
    this.show();
    this.#acts.given();
  }

  setHistory(history) {
    this.#state.history = history;
    this.show();
    this.#acts.given();
  }

  // Takes the history back without asking anew. Returns whether there was one.
  dropHistory() {
    const { history } = this.#state;
    this.#state.history = null;
    this.show();
    return history !== null;
  }

  show() {
    const { seeds, file, library, history } = this.#state;
    const chips = seeds.map((song) => chip(song.artist ? `${song.name} by ${song.artist}` : song.name, () => this.#remove(song)));
    if (file) chips.push(chip(file.name, () => this.#drop("file")));
    if (library) {
      chips.push(chip(`${library.name}: ${counted(library.uris.length, "song")}`, () => this.#drop("library")));
    }
    if (history) chips.push(chip(`${history.name}: ${history.label}`, () => this.#drop("history")));
    byId("seeds").replaceChildren(...chips);
    byId("learn").disabled = Boolean(library || history);
  }

  #remove(song) {
    this.#state.seeds = this.#state.seeds.filter((seed) => seed !== song);
    this.#removed();
  }

  #drop(part) {
    this.#state[part] = null;
    this.#removed();
  }

  #removed() {
    this.show();
    byId("given").focus();
    this.#acts.changed();
  }

  #clearText() {
    byId("given").value = this.#state.text = "";
    this.#count();
  }

  #countSoon() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#count(), SETTLE_MS);
  }

  #count() {
    const held = inText(byId("given").value);
    byId("preview").textContent = held && `This looks like ${held}.`;
  }

  #dropped(event) {
    if (!event.dataTransfer.files.length) return; // text that is dropped lands in the box by itself
    event.preventDefault();
    this.#read(event.dataTransfer.files[0]);
  }

  #open(input) {
    const [file] = input.files;
    input.value = ""; // so that the same file can be opened again
    if (file) this.#read(file);
  }

  async #read(file) {
    if (file.size > LARGEST_FILE_BYTES) return this.#acts.refused(file);
    this.#state.file = { name: file.name.slice(0, 300), data: await base64Of(file) };
    this.show();
    this.#acts.given();
  }
}

// The bytes of a file in base64: its encoding is told where it is read, and it may be no text.
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
