// The player of a page, once something plays: its rules, its bar, and what is kept for the next page.
import { element } from "../elements.js";
import { Bar } from "./bar.js";
import { forgetPlaying, keepPlaying, keptPlaying } from "./kept.js";
import { Player } from "./player.js";
import { SpotifyFrame } from "./spotify_frame.js";

const JUST_LEFT_MS = 15_000;
const KEPT_EVERY_MS = 2_000;

// Returns what play.js needs of a player; `show` is told {uri, playing} after every change.
export async function run(show) {
  await styled();
  const player = new Player((acts) => new SpotifyFrame(bar.place, acts), changed);
  const bar = new Bar(player);
  let kept = { at: 0, of: "" };

  function changed() {
    const song = player.queue.song;
    show({ uri: song?.uri ?? null, playing: player.state === "playing" });
    bar.show();
    if (!song) return forgetPlaying();
    const of = `${song.uri} ${player.state} ${player.skim} ${player.queue.songs.length}`;
    if (of === kept.of && Date.now() - kept.at < KEPT_EVERY_MS) return;
    kept = { at: Date.now(), of };
    keepPlaying(whatPlays(player));
  }

  addEventListener("pagehide", () => {
    if (player.queue.song) keepPlaying({ ...whatPlays(player), left: player.state === "playing" ? Date.now() : 0 });
  });
  return {
    play: (name, songs, uri) => player.play(name, songs, uri),
    follow: (name, songs) => player.follow(name, songs),
    toggle: () => player.toggle(),
    takeUp() {
      const left = keptPlaying();
      if (left) player.restore(left, Date.now() - (left.left ?? 0) < JUST_LEFT_MS);
      else player.close();
    },
  };
}

// Of a song only what the bar shows is kept.
function whatPlays({ queue: { name, songs, at }, position, skim }) {
  const slim = songs.map(({ uri, name, artist, listen, colours }) => ({ uri, name, artist, listen, colours }));
  return { name, songs: slim, at, second: Math.floor(position / 1000), skim };
}

function styled() {
  const sheet = element("link", { rel: "stylesheet", href: "/player/player.css" });
  return new Promise((done) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done); // unstyled it still plays
    document.head.append(sheet);
  });
}
