// What a page of songs needs of the player: buttons that play, and the lists they are of. The player itself is loaded on
// the first press, or where another page of this tab played before.
import { button, element } from "../elements.js";
import { icon } from "../icons.js";
import { keptPlaying } from "./kept.js";

const lists = new Map(); // name -> songs
let now = { uri: null, playing: false };
let running = null;

function player() {
  running ??= import("./running.js").then(({ run }) => run(show));
  running.catch(() => (running = null)); // the next press tries again
  return running;
}

// Names a list of songs {uri, name, artist, listen}, whose buttons then play it from their song on. A list of the same name
// takes its place: what plays goes on, and then comes what the page shows now.
export function offerSongs(name, songs) {
  lists.set(name, songs);
  running?.then((it) => it.follow(name, songs));
}

// A button that plays a song, and pauses it while it plays; it shows which. "" for a song that is heard elsewhere alone; of
// an invented one the player says so.
export function playButton(song) {
  if (!song.listen.player && song.listen.links.length) return "";
  const made = button({ class: "play with-icon", "data-play": song.uri, "data-name": song.name }, "", () => press(song, made));
  paint(made);
  return made;
}

// A button that plays a list that was offered, "" where nothing of it can be heard.
export function playAllButton(name, words = "Play all") {
  const songs = lists.get(name) ?? [];
  const first = songs.find((song) => song.listen.spotify);
  if (!first) return "";
  const made = button({ class: "with-icon" }, icon("play"), () => start(name, songs, first.uri, made));
  made.append(words);
  return made;
}

// Goes on with what another page of this tab played; again, where a page that was left is shown as it was.
export function goOn() {
  takeUp();
  addEventListener("pageshow", ({ persisted }) => persisted && takeUp());
}

function takeUp() {
  if (!running && !keptPlaying()) return;
  player().then((it) => it.takeUp(), () => {}); // without a network there is no bar
}

function press(song, made) {
  if (song.uri === now.uri) return player().then((it) => it.toggle());
  const [name, songs] = [...lists].find(([, each]) => each.includes(song) || each.some(({ uri }) => uri === song.uri)) ?? ["", [song]];
  return start(name, songs, song.uri, made);
}

async function start(name, songs, uri, made) {
  try {
    (await player()).play(name, songs, uri);
  } catch {
    made.after(element("span", { class: "hint", role: "alert" }, "The player could not be loaded. Is there a connection?"));
  }
}

// Shows which song is on, on every button of it.
function show(next) {
  if (next.uri === now.uri && next.playing === now.playing) return;
  now = next;
  document.querySelectorAll("[data-play]").forEach(paint);
}

function paint(made) {
  const on = made.dataset.play === now.uri;
  const plays = on && now.playing;
  if (on) made.dataset.on = plays ? "playing" : "paused";
  else delete made.dataset.on;
  made.setAttribute("aria-label", `${plays ? "Pause" : "Play"} ${made.dataset.name}`);
  made.replaceChildren(icon(plays ? "pause" : "play"), element("span", { class: "words" }, plays ? "Pause" : "Play"));
}
