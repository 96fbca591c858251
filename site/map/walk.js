// A walk: songs that lead from one song to another, chosen on the map.
import { recommend } from "../api.js";
import { button, element, outside } from "../elements.js";
import { explain } from "../problems.js";
import { tracksOf } from "./names.js";

const STOPS = 8; // between the two songs

export class Walk {
  #part;
  #ends = { from: null, to: null };
  #arrived;

  // `part` is the section that tells of the walk; `arrived` is called with its stops, [] for none.
  constructor(part, arrived) {
    this.#part = part;
    this.#arrived = arrived;
  }

  // The buttons of a song that is chosen: it may be the start, and then another one the end.
  buttonsFor(track) {
    const { from } = this.#ends;
    const start = button({}, "Walk from here", () => this.#start(track));
    if (!from || from.uri === track.uri) return [start];
    return [start, button({ class: "primary" }, "Walk to here", () => this.#go(track))];
  }

  #start(track) {
    this.#ends = { from: track, to: null };
    this.#tell(element("p", {}, "From ", outside(track.name, "name"), ". Now tap or find another song, and press “Walk to here”."));
    this.#arrived([]);
  }

  async #go(track) {
    this.#ends.to = track;
    const { from, to } = this.#ends;
    this.#tell(element("p", { role: "status" }, "Looking for a way…"));
    try {
      const { journey } = await recommend({ from: from.uri, to: to.uri, n: STOPS });
      if (this.#ends.to === track) await this.#show(journey);
    } catch (error) {
      const { title, steps } = explain(error);
      this.#tell(element("p", { role: "alert" }, [title, ...steps].join(": ")), button({}, "Try again", () => this.#go(track)));
    }
  }

  async #show({ stops, holes, note }) {
    const known = new Map((await tracksOf(stops.map(({ uri }) => uri))).map((track) => [track.uri, track]));
    const tracks = stops.map(({ uri }) => known.get(uri)).filter(Boolean);
    const words = [note && `Here ${note}.`, ...holes.map(({ text }) => text)].filter(Boolean);
    this.#tell(...words.map((text) => element("p", { class: "hint" }, outside(text))));
    this.#arrived(tracks.map((track, at) => ({ ...track, sign: String(at + 1), inOrder: true })));
  }

  #tell(...parts) {
    const { from, to } = this.#ends;
    const title = to ? element("p", {}, outside(from.name, "name"), " → ", outside(to.name, "name")) : "";
    const end = button({ class: "quiet" }, "End the walk", () => this.#end());
    this.#part.querySelector(".telling").replaceChildren(title, ...parts, end);
    this.#part.hidden = false;
  }

  #end() {
    this.#ends = { from: null, to: null };
    this.#part.hidden = true;
    this.#arrived([]);
  }
}
