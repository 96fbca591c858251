// The form in which somebody gives their songs for a blend: lines, links or files, and a name.
import { recommend } from "../api.js";
import { button, chip, element } from "../elements.js";
import { Refusal, withFiles } from "../find/files.js";
import { songsAndArtists } from "../find/finding.js";
import { playlistWays } from "../find/playlist_help.js";
import { previewOf } from "../find/preview.js";
import { suggestSongs } from "../find/suggest.js";
import { explain } from "../problems.js";
import { nameField } from "./name.js";

const SETTLE_MS = 300;
const MOST_MISSED = 5;

// What was not found, "" where everything was.
export function missedWords(missed) {
  if (!missed.length) return "";
  const more = missed.length - MOST_MISSED;
  return `Not in our catalogue: ${missed.slice(0, MOST_MISSED).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

// `go(search, name, missed)` is called with the id of the answer to the songs, and the lines that are in no catalogue of ours;
// what it throws is told as any other failure.
export class SongsForm {
  #files = [];
  #chosen = []; // of the suggestions: songs, and artists, who have no uri
  #part = "";
  #looking = new AbortController();
  #go;
  #box = element("textarea", { rows: "5", spellcheck: "false", autocomplete: "off", "aria-describedby": "looks-like", placeholder: "Glory Box - Portishead",
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" });
  #list = element("ul", { id: "suggestions", class: "listbox", role: "listbox", "aria-label": "Songs, artists and genres", hidden: "" });
  #looks = element("p", { id: "looks-like", class: "hint", role: "status" });
  #ways = element("section", { "aria-label": "How to bring a playlist" });
  #chips = element("ul", { class: "chips", "aria-label": "Chosen songs and opened files" });
  #told = element("div", { role: "alert" });
  #name = nameField();
  #submit;

  constructor(words, go) {
    this.#go = go;
    this.#submit = element("button", { class: "primary" }, words);
    this.form = this.#built();
  }

  #built() {
    const file = element("input", { type: "file", multiple: "" });
    file.addEventListener("change", () => this.#open(file));
    let settling = 0;
    this.#box.addEventListener("input", () => {
      clearTimeout(settling);
      settling = setTimeout(() => this.#look(), SETTLE_MS);
    });
    suggestSongs(this.#box, this.#list, (found) => this.#choose(found), { find: songsAndArtists });
    const form = element("form", { novalidate: "" },
      element("div", { class: "combo" }, element("label", { class: "field" }, "Songs, one a line: names, links, or a whole playlist", this.#box), this.#list),
      this.#looks, this.#ways, this.#chips,
      element("p", { class: "row" }, element("label", { class: "button file" }, "Open files", file)),
      this.#name.field, element("p", { class: "row" }, this.#submit), this.#told,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    return form;
  }

  // A genre is asked by in words.
  #choose(found) {
    this.#box.value = found.genre ?? "";
    if (!found.genre && !this.#chosen.some(({ uri, name }) => uri === found.uri && name === found.name)) this.#chosen.push(found);
    this.#look();
    this.#show();
  }

  async #look() {
    this.#part = "";
    this.#looking.abort();
    const { signal } = (this.#looking = new AbortController());
    const { words, playlist } = await previewOf(this.#box.value, signal).catch(() => ({ words: "" }));
    if (signal.aborted) return;
    this.#looks.textContent = words;
    this.#ways.replaceChildren(...(playlist ? playlistWays() : []));
  }

  async #open(input) {
    const files = [...input.files];
    input.value = "";
    this.#told.replaceChildren();
    try {
      this.#files = await withFiles(this.#files, files);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#tell(`${error.title}: ${error.step}.`);
    }
    this.#show();
  }

  #show() {
    const drop = (from, each) => () => {
      from.splice(from.indexOf(each), 1);
      this.#show();
    };
    const songs = this.#chosen.map((each) => chip(each.uri ? `${each.name} by ${each.artist}` : `Artist: ${each.name}`, drop(this.#chosen, each)));
    this.#chips.replaceChildren(...songs, ...this.#files.map((file) => chip(file.name, drop(this.#files, file))));
  }

  async #send() {
    const text = this.#box.value.trim();
    this.#told.replaceChildren();
    if (!text && !this.#files.length && !this.#chosen.length) return this.#miss(this.#box, "Add a song first: its name, or a link.");
    if (!this.#name.input.value.trim()) return this.#miss(this.#name.input, "Add a name, so that each of you knows whose songs are whose.");
    this.#submit.disabled = true;
    try {
      const { id, unmatched } = await recommend(this.#request(text));
      await this.#go(id, this.#name.input.value.trim(), unmatched.map(({ source }) => source));
    } catch (error) {
      this.#refuse(error);
    }
    this.#submit.disabled = false;
  }

  #request(typed) {
    const files = this.#files.map(({ name, data }) => ({ name, data }));
    const tracks = this.#chosen.filter(({ uri }) => uri).map(({ uri }) => uri);
    const text = [...this.#chosen.filter(({ uri }) => !uri).map(({ name }) => name), typed].filter(Boolean).join("\n");
    return { ...(tracks.length && { tracks }), ...(text && { text }), ...(files.length && { files }), ...(this.#part && { part: this.#part }) };
  }

  #miss(field, words) {
    this.#tell(words);
    field.focus();
  }

  #refuse(error) {
    const { title, detail, steps } = explain(error);
    if (error.slug === "unreadable-playlist") return this.#tell(`${title}. The ways that work on this device are above.`);
    if (error.slug !== "several-playlists" || !error.parts?.length) return this.#tell(`${title}. ${detail} ${steps.join("; ")}.`);
    const parts = error.parts.map(({ name }) => button({}, name, () => {
      this.#part = name;
      this.#send();
    }));
    this.#told.replaceChildren(element("div", { class: "notice" }, "There are several playlists in this. Which one?", element("p", { class: "row" }, ...parts)));
  }

  #tell(words) {
    this.#told.replaceChildren(element("p", { class: "notice" }, words));
  }
}
