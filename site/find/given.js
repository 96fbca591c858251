// The listener's input: chosen songs, opened files, typed text; shown as chips, with a preview of a text.
import { byId, chip, counted } from "../elements.js";
import { Refusal, withFiles } from "./files.js";
import { offerBlend } from "./blending.js";
import { hidePlaylistHelp, showPlaylistHelp } from "./playlist_help.js";
import { previewOf } from "./preview.js";
import { looksLikeName } from "./request.js";
import { offerWalk } from "./walking.js";

const SETTLE_MS = 300;
const NOTHING = { artists: [], walk: false, files: [], part: "", title: "", library: null, history: null, corrections: [] };

// Watches `state`'s inputs. `changed` is called when a chip was removed, `given` when an addition triggers a request (with true where it is of other songs),
// `refused` with the Refusal of files, `holds` with whether anything is given, but not for what may be a name half typed.
export class Given {
  #state;
  #acts;
  #settling = 0;
  #looking = new AbortController();

  constructor(state, acts) {
    this.#state = state;
    this.#acts = acts;
    byId("given").addEventListener("input", () => this.#typed());
    byId("file").addEventListener("change", ({ target }) => this.#open(target));
    const form = byId("ask");
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => this.#dropped(event));
  }

  // Adds a song, or an artist, who has no uri; a genre is asked by in words.
  add(found) {
    if (found.genre) return this.#say(found.genre);
    this.#clearText();
    const { seeds, artists } = this.#state;
    if (!found.uri) this.#state.artists = [...new Set([...artists, found.name])];
    else if (!seeds.some((seed) => seed.uri === found.uri)) seeds.push(found);
    this.show();
    this.#acts.given();
  }

  // Replaces the chosen songs, for example by those of a shared list; returns when they are answered.
  setSongs(songs) {
    this.#clearText();
    Object.assign(this.#state, { seeds: [...songs], lists: [], ...NOTHING });
    this.show();
    return this.#acts.given(true);
  }

  #say(words) {
    byId("given").value = this.#state.text = words;
    this.#look();
    this.show();
    return this.#acts.given();
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

  setPart(name) {
    this.#state.part = name;
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
    const { seeds, artists, files, part, library, history } = this.#state;
    const chips = this.#state.lists.map((list) => chip(list.name, () => this.#drop({ lists: this.#state.lists.filter((each) => each !== list) })));
    chips.push(...seeds.map((song) => chip(song.artist ? `${song.name} by ${song.artist}` : song.name, () => this.#remove(song))));
    chips.push(...artists.map((name) => chip(`Artist: ${name}`, () => this.#drop({ artists: artists.filter((each) => each !== name) }))));
    chips.push(...files.map((file) => chip(file.name, () => this.#close(file))));
    if (part) chips.push(chip(`Playlist: ${part}`, () => this.#drop({ part: "" })));
    if (library) {
      chips.push(chip(`${library.name}: ${counted(library.uris.length, "song")}`, () => this.#drop({ library: null })));
    }
    if (history) chips.push(chip(`${history.name}: ${history.label}`, () => this.#drop({ history: null })));
    byId("seeds").replaceChildren(...chips);
    offerWalk(this.#state, () => this.#acts.given());
    offerBlend(this.#state, () => this.#beginList());
    byId("learn").disabled = Boolean(library || history);
    this.#tell();
  }

  // Another list of a blend: what was given before is set apart.
  #beginList() {
    this.#clearText();
    Object.assign(this.#state, { seeds: [], ...NOTHING });
    this.show();
    byId("given").focus();
  }

  #tell() {
    const text = byId("given").value;
    const chips = byId("seeds").childElementCount > 0;
    if (chips || !looksLikeName(text)) this.#acts.holds(chips || Boolean(text.trim()));
  }

  #remove(song) {
    this.#drop({ seeds: this.#state.seeds.filter((seed) => seed !== song) });
  }

  #close(file) {
    this.#drop({ files: this.#state.files.filter((each) => each !== file), part: "" });
  }

  #drop(rest) {
    Object.assign(this.#state, rest);
    this.show();
    byId("given").focus();
    this.#acts.changed();
  }

  #clearText() {
    byId("given").value = this.#state.text = "";
    this.#look();
  }

  #typed() {
    if (this.#state.part) {
      this.#state.part = ""; // it may be none of the new text's playlists
      this.show();
    }
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#state.text = byId("given").value;
      this.#look();
      this.#tell();
      offerBlend(this.#state, () => this.#beginList());
    }, SETTLE_MS);
  }

  // Says what the text will be taken for; of two looks the later one counts.
  async #look() {
    this.#looking.abort();
    const { signal } = (this.#looking = new AbortController());
    const { words, playlist } = await previewOf(byId("given").value, signal).catch(() => ({ words: null }));
    if (signal.aborted) return;
    byId("preview").textContent = words + (playlist ? " Below is what works on this device." : "");
    if (playlist) showPlaylistHelp();
    else if (byId("problem").hidden) hidePlaylistHelp(); // a problem that tells of the ways keeps them
  }

  #dropped(event) {
    if (!event.dataTransfer.files.length) return; // text that is dropped lands in the box by itself
    event.preventDefault();
    this.#read([...event.dataTransfer.files]);
  }

  #open(input) {
    const files = [...input.files];
    input.value = ""; // so that the same file can be opened again
    if (files.length) this.#read(files);
  }

  async #read(files) {
    try {
      Object.assign(this.#state, { files: await withFiles(this.#state.files, files), part: "" });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#acts.refused(error);
    }
    this.show();
    this.#acts.given();
  }
}
