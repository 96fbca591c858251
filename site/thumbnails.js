// Covers as Spotify's oEmbed names them: asked for by the browser, of songs on screen alone, a few at a time. They are shown
// as they are, from where they are, and link back to the song.
import { COVERS } from "./config.js";
import { element } from "./elements.js";
import { ofTab } from "./storage.js";

const AT_ONCE = 3;
const MOST_REFUSALS = 2; // in a row: then Spotify is not asked again on this page
const KEY = "segue.covers";
const MOST_KEPT = 300;

const known = new Map(ofTab.read(KEY)); // Spotify's URI -> the address of its picture, "" without one
const songs = new WeakMap(); // tile -> song
const waiting = [];
let asking = 0;
let refusals = 0;

const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && want(target)), { rootMargin: "100px" });

export function showThumbnail(tile, song) {
  songs.set(tile, song);
  if (known.has(song.listen.spotify)) place(tile);
  else seen.observe(tile);
}

function want(tile) {
  seen.unobserve(tile);
  waiting.push(tile);
  next();
}

async function next() {
  if (asking >= AT_ONCE || refusals >= MOST_REFUSALS || !waiting.length) return;
  const tile = waiting.shift();
  if (tile.isConnected) {
    asking++;
    await ask(songs.get(tile));
    asking--;
    place(tile);
  }
  next();
}

async function ask({ listen: { spotify } }) {
  if (known.has(spotify)) return;
  const url = `https://open.spotify.com/track/${spotify.split(":").at(-1)}`;
  try {
    const answer = await fetch(`${COVERS}?${new URLSearchParams({ url })}`, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (answer.status !== 404 && !answer.ok) throw new Error(answer.status);
    known.set(spotify, answer.ok ? ((await answer.json()).thumbnail_url ?? "") : "");
    refusals = 0;
    ofTab.write(KEY, [...known].slice(-MOST_KEPT));
  } catch {
    refusals++;
  }
}

async function place(tile) {
  const { name, listen: { spotify, links } } = songs.get(tile);
  const address = known.get(spotify);
  if (!address) return;
  const picture = element("img", { src: address, alt: "", width: "48", height: "48", referrerpolicy: "no-referrer" });
  try {
    await picture.decode();
  } catch {
    return; // the tile stays
  }
  // The song has a link of its own: a second one is for the pointer alone.
  tile.replaceChildren(element("a", { href: links[0].url, rel: "noreferrer", tabindex: "-1", title: `${name} on ${links[0].name}` }, picture));
}
