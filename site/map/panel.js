// The panel beside the map: the chosen song, own searches, and every cluster as a list.
import { button, counted, element, outside } from "../elements.js";
import { placesMenu, playButton } from "../listen.js";
import { colour } from "../palette.js";
import { explain } from "../problems.js";
import { namesOf } from "./names.js";

const SONGS = 10; // of a cluster that is opened

const alike = (uri) => `/?${new URLSearchParams({ track: uri })}`;

// One song with its actions.
export function songCard(track, cluster) {
  const card = element("div", { class: "song-card" });
  const title = element("p", {}, outside(track.name, "name"), " ", outside(track.artist, "artist"));
  const find = element("a", { class: "button", href: alike(track.uri) }, "Find songs like this");
  card.append(title);
  if (cluster) card.append(element("p", { class: "hint" }, "In ", outside(cluster.name)));
  card.append(element("div", { class: "row" }, playButton(card, track), find, placesMenu(track)));
  return card;
}

// A disclosure for each cluster, the largest first; opening one shows it on the map and names its songs.
export function clusterList(atlas, opened) {
  return atlas.clusters.map((cluster) => {
    const part = element("details", { name: "cluster" });
    const dot = element("span", { class: "dot", "aria-hidden": "true" });
    dot.style.background = colour(cluster.rank);
    const count = element("span", { class: "soft" }, counted(cluster.songs, "song"));
    const list = element("ul", { class: "plain", "aria-label": `Songs of ${cluster.name}` });
    part.append(element("summary", {}, dot, outside(cluster.name), " ", count));
    if (cluster.words.length) part.append(element("p", { class: "hint" }, outside(cluster.words.join(", "))));
    part.append(list);
    part.addEventListener("toggle", () => {
      opened(cluster, part.open);
      if (part.open && !list.children.length) fill(list, atlas, cluster);
    });
    return part;
  });
}

async function fill(list, atlas, cluster) {
  list.append(element("li", { class: "soft" }, "Looking…"));
  try {
    const tracks = await namesOf(atlas.songsOf(cluster.id, SONGS));
    list.replaceChildren(...tracks.map(songLine));
  } catch (error) {
    list.replaceChildren();
    list.after(element("p", { role: "alert" }, explain(error).title));
  }
}

function songLine(track) {
  const find = element("a", { href: alike(track.uri), "aria-label": `Find songs like ${track.name}` }, outside(track.name));
  const item = element("li", {});
  item.append(element("span", {}, find, " ", outside(track.artist, "artist")), playButton(item, track), placesMenu(track));
  return item;
}

// The listener's earlier searches, the latest first.
export function pastList(past, go) {
  return past.filter(({ place }) => place).map((search) => {
    const day = new Date(search.asked_at).toLocaleDateString("en", { day: "numeric", month: "short" });
    const words = search.songs.join(", ") || "A search";
    const show = button({ class: "quiet past", "aria-label": `Show on the map: ${words}` }, outside(words), () => go(search.place));
    return element("li", {}, show, element("span", { class: "soft" }, day));
  });
}
