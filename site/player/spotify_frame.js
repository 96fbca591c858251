// The page's side of the frame with Spotify's player: it is told what to do and tells what it plays, by messages.
import { element } from "../elements.js";

const PATIENCE_MS = 10_000; // until the frame is there

export class SpotifyFrame {
  #frame = element("iframe", { src: "/player/frame.html", title: "Spotify’s player" });
  #waiting = []; // what was said before the frame could hear
  #hear = (event) => this.#told(event);
  #timer = setTimeout(() => this.#acts.failed({ why: "late" }), PATIENCE_MS);
  #acts;

  // `acts` are {shown, heard, failed}: the player is to be seen, it tells of a song, or it cannot be had.
  constructor(place, acts) {
    this.#acts = acts;
    addEventListener("message", this.#hear);
    place.replaceChildren(this.#frame);
  }

  // Loads a song and plays it from a second on.
  load(uri, second) {
    this.#say({ act: "load", uri, second });
  }

  play() {
    this.#say({ act: "play" });
  }

  pause() {
    this.#say({ act: "pause" });
  }

  close() {
    clearTimeout(this.#timer);
    removeEventListener("message", this.#hear);
    this.#frame.remove();
  }

  #say(message) {
    if (this.#waiting) this.#waiting.push(message);
    else this.#frame.contentWindow.postMessage(message, location.origin);
  }

  #told({ origin, source, data }) {
    if (origin !== location.origin || source !== this.#frame.contentWindow) return;
    if (data.told === "here") this.#begin();
    else this.#acts[data.told]?.(data);
  }

  #begin() {
    clearTimeout(this.#timer);
    const said = this.#waiting ?? [];
    this.#waiting = null;
    said.forEach((message) => this.#say(message));
  }
}
