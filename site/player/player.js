// The player's rules: what is on, what comes next, and what went wrong. It knows neither page nor Spotify.
import { playable, Queue } from "./queue.js";

const SKIM_MS = 30_000; // of each song
const BEGUN_MS = 3_000; // from here on "previous" starts the song again
const SILENCE_MS = 12_000; // until a song must be heard; buffering takes some three seconds
const GENTLY_MS = 6_000; // the same after a change of pages, where a browser may well want a tap first
const END_MS = 1_500; // a pause so near the end is the end

// States: kept (from another page, not yet heard here), loading, playing, paused, ended (the list), silent (Spotify does not
// start), failed (`why`), invented (nobody can hear this song).
export class Player {
  queue = new Queue();
  state = "kept";
  why = "";
  position = 0; // ms
  duration = 0;
  skim = false;
  shown = false;
  #open;
  #changed;
  #frame = null;
  #watch = 0;
  #last = ""; // the URI Spotify told last
  #outgoing = ""; // that of the song before: what is told of it is late

  // `open` returns a SpotifyFrame for its acts; `changed` is called after every change.
  constructor(open, changed) {
    this.#open = open;
    this.#changed = changed;
  }

  play(name, songs, uri) {
    this.queue.start(name, songs, uri);
    this.#load(0);
  }

  // Takes over what another page played; `gently`: where the browser refuses to play without a tap, that is no failure.
  restore({ name, songs, at, second, skim }, gently) {
    this.#closeFrame();
    this.queue = new Queue({ name, songs, at });
    Object.assign(this, { skim, position: second * 1000, state: playable(this.queue.song) ? "kept" : "invented" });
    if (gently && this.state === "kept") this.#load(second, GENTLY_MS);
    else this.#changed();
  }

  follow(name, songs) {
    if (name !== this.queue.name || !this.queue.song || !songs.length) return;
    this.queue.follow(songs);
    this.#changed();
  }

  toggle() {
    if (this.state === "playing") {
      this.#frame.pause();
      this.#be("paused");
    } else if (this.state === "ended") {
      this.queue.at = -1;
      this.next();
    } else if (this.#frame && this.state !== "loading") {
      this.#frame.play();
      this.#await(SILENCE_MS);
    } else if (this.state !== "loading") this.#load(this.position / 1000);
  }

  next() {
    if (this.queue.step(1)) this.#load(0);
    else this.#end();
  }

  previous() {
    if (this.position < BEGUN_MS) this.queue.step(-1);
    this.#load(0);
  }

  setSkim(skim) {
    this.skim = skim;
    this.#changed();
  }

  close() {
    this.#closeFrame();
    this.queue = new Queue();
    this.#changed();
  }

  #load(second, patienceMs = SILENCE_MS) {
    Object.assign(this, { position: second * 1000, duration: 0 });
    clearTimeout(this.#watch);
    const { spotify } = this.queue.song.listen;
    if (!spotify) {
      this.#frame?.pause();
      return this.#be("invented");
    }
    this.#outgoing = this.#last === spotify ? "" : this.#last;
    this.#frame ??= this.#open({ shown: () => this.#show(), heard: (told) => this.#heard(told), failed: ({ why }) => this.#fail(why) });
    this.#frame.load(spotify, second);
    this.#be("loading");
    this.#await(patienceMs);
  }

  #await(patienceMs) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#be(patienceMs === GENTLY_MS ? "kept" : "silent"), patienceMs);
  }

  // Tells whether what is heard of is a song that has made way for another.
  #isOver(uri) {
    return this.state === "invented" || Boolean(uri && uri === this.#outgoing);
  }

  // Spotify says nothing of an end: it tells of a pause at the start, after a place close to the end.
  #heard({ uri, paused, buffering, position, duration }) {
    if (this.#isOver(uri)) return;
    this.#last = uri ?? "";
    const moves = position > this.position;
    const stops = paused && this.state === "playing";
    Object.assign(this, { position, duration });
    if (stops && (position === 0 || position >= duration - END_MS)) this.next();
    else if (stops) this.#be("paused");
    else if (moves && !paused && !buffering) this.#plays();
  }

  #plays() {
    clearTimeout(this.#watch);
    this.#be("playing");
    if (this.skim && this.position >= SKIM_MS) this.next();
  }

  #show() {
    this.shown = true;
    this.#changed();
  }

  #end() {
    clearTimeout(this.#watch);
    this.#frame?.pause();
    this.#be("ended");
  }

  // Where one song cannot be played the frame stays for the next, else it is opened anew.
  #fail(why) {
    clearTimeout(this.#watch);
    if (why !== "song") this.#closeFrame();
    this.why = why;
    this.#be("failed");
  }

  #closeFrame() {
    clearTimeout(this.#watch);
    this.#frame?.close();
    this.#frame = null;
    this.shown = false;
  }

  #be(state) {
    this.state = state;
    this.#changed();
  }
}
