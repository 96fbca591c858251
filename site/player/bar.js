// The bar at the foot of the page: what plays, and the keys. The player's frame is in it, in sight, while Spotify plays.
import { cover } from "../covers.js";
import { button, element, outside } from "../elements.js";
import { icon } from "../icons.js";
import { openLink } from "../listen.js";
import { wordsOf } from "./words.js";

const key = (name, drawing, act) => button({ class: "quiet", "aria-label": name, title: name }, icon(drawing), act);

export class Bar {
  place = element("div", { class: "player-place" });
  #player;
  #keys;
  #song = element("div", { class: "player-song" });
  #words = element("p", { class: "player-words" });
  #said = element("p", { class: "visually-hidden", role: "status" });
  #progress = element("progress", { "aria-label": "Heard of this song", max: "1", value: "0" });
  #count = element("span", { class: "player-count" });
  #bar;
  #shown = ""; // the song and what is said of it

  constructor(player) {
    this.#player = player;
    this.#keys = {
      previous: key("Previous song", "previous", () => player.previous()),
      toggle: key("Play", "play", () => player.toggle()),
      next: key("Next song", "next", () => player.next()),
      skim: button({ class: "quiet", "aria-pressed": "false", title: "30 seconds of each song" }, "Skim", () => player.setSkim(!player.skim)),
      find: key("Show the song in the list", "find", () => this.#find()),
      close: key("Close the player", "close", () => this.#close()),
    };
    const now = element("div", { class: "player-now" }, element("div", { class: "player-stage" }, this.place, this.#song), this.#words);
    const keys = element("div", { class: "player-keys" }, ...Object.values(this.#keys).slice(0, 4), this.#count, ...Object.values(this.#keys).slice(4));
    this.#bar = element("section", { id: "player", "aria-label": "Player" }, this.#progress, now, keys, this.#said);
    this.#keys.toggle.dataset.toggle = "";
    // The page ends above the bar, and so does what is said at its foot.
    new ResizeObserver(() => this.#makeRoom()).observe(this.#bar);
  }

  // Shows the player as it is now; without a song there is no bar.
  show() {
    const { queue, state, skim, position, duration } = this.#player;
    if (!queue.song) return this.#bar.remove();
    if (!this.#bar.isConnected) document.body.append(this.#bar);
    this.#bar.dataset.state = state;
    this.#bar.dataset.seen = String(this.#player.shown && !["invented", "failed"].includes(state));
    this.#progress.value = duration ? Math.min(1, position / duration) : 0;
    this.#keys.skim.setAttribute("aria-pressed", String(skim));
    this.#count.textContent = `${queue.at + 1} of ${queue.songs.length}`;
    this.#showToggle(state);
    this.#showSong(queue, state);
  }

  #showToggle(state) {
    const { toggle } = this.#keys;
    const plays = state === "playing";
    const name = plays ? "Pause" : { kept: "Go on", ended: "Play again", failed: "Try again" }[state] ?? "Play";
    toggle.disabled = state === "invented";
    if (toggle.getAttribute("aria-label") === name) return;
    toggle.setAttribute("aria-label", name);
    toggle.title = name;
    const spoken = ["Play", "Pause"].includes(name) ? [] : [name];
    toggle.replaceChildren(icon(plays ? "pause" : "play"), ...spoken);
  }

  #showSong({ song, songs }, state) {
    const shown = `${song.uri} ${state} ${this.#player.why}`;
    this.#keys.find.hidden = !rowOf(song);
    this.#keys.next.disabled = songs.length < 2;
    if (shown === this.#shown) return;
    this.#shown = shown;
    const names = element("div", {}, outside(song.name, "name"), " ", outside(song.artist, "artist"));
    this.#song.replaceChildren(cover(song), names);
    const words = wordsOf(this.#player);
    const links = words && ["failed", "silent"].includes(state) ? [" ", openLink(song)] : [];
    this.#words.replaceChildren(words, ...links);
    this.#words.hidden = !words;
    this.#said.textContent = words || (state === "playing" ? `Now playing: ${song.name}${song.artist && ` by ${song.artist}`}` : "");
  }

  #find() {
    const row = rowOf(this.#player.queue.song);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    row.closest("li, article, section").scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    row.focus({ preventScroll: true });
  }

  #close() {
    const row = rowOf(this.#player.queue.song);
    this.#player.close();
    row?.focus({ preventScroll: true });
  }

  #makeRoom() {
    document.documentElement.style.setProperty("--player", `${this.#bar.offsetHeight}px`);
  }
}

// The button of a song on the page, if it is there.
const rowOf = (song) => document.querySelector(`main [data-play="${CSS.escape(song.uri)}"]`);
