// The panel beside the map: the chosen song, ways from song to song, own searches, what is in sight, and every neighbourhood.
import { cardAlone } from "../cards/alone.js";
import { button, counted, element, outside } from "../elements.js";
import { explain } from "../problems.js";
import { styleOf } from "./colours.js";
import { namesOf } from "./names.js";

const SONGS = 10; // of a cluster that is opened

const alike = (uri) => `/?${new URLSearchParams({ track: uri })}`;

// The chosen song with its actions; `more` are buttons beside them.
export function chosenSong(track, cluster, more = []) {
  const list = element("ul", { class: "cards" }, cardAlone(track, { line: cluster ? `In ${cluster.name}` : "" }));
  const find = element("a", { class: "button", href: alike(track.uri) }, "Find songs like this");
  return element("div", { class: "song-card" }, list, element("div", { class: "row" }, find, ...more));
}

// A disclosure for each cluster, the largest first; opening one shows it on the map and names its songs.
export function clusterList(atlas, opened, choose) {
  return atlas.clusters.map((cluster) => {
    const part = element("details", { name: "cluster" });
    const dot = element("span", { class: "dot", "aria-hidden": "true" });
    dot.style.background = styleOf(cluster);
    const count = element("span", { class: "soft" }, counted(cluster.songs, "song"));
    const list = element("ul", { class: "cards", "aria-label": `Songs of ${cluster.name}` });
    part.append(element("summary", {}, dot, outside(cluster.name), " ", count));
    if (cluster.words.length) part.append(element("p", { class: "hint" }, outside(cluster.words.join(", "))));
    part.append(list);
    part.addEventListener("toggle", () => {
      opened(cluster, part.open);
      if (part.open && !list.children.length) fill(list, atlas.songsOf(cluster.id, SONGS), choose);
    });
    return part;
  });
}

// Fills a list with the songs at some points, which are returned; a failure is said in its place.
export async function fill(list, points, choose) {
  if (!list.children.length) list.append(element("li", { class: "soft" }, "Looking…"));
  try {
    const tracks = (await namesOf(points)).filter(Boolean);
    list.replaceChildren(...tracks.map((track) => songLine(track, choose)));
    return tracks;
  } catch (error) {
    list.replaceChildren(element("li", { role: "alert" }, explain(error).title));
    return [];
  }
}

// A song in a list: its name shows it on the map.
export function songLine(track, choose, sign = "") {
  const item = cardAlone(track, { names: { label: `Show on the map: ${track.name} by ${track.artist}`, act: () => choose(track) } });
  item.append(sign && element("span", { class: "sign", "aria-hidden": "true" }, sign));
  return item;
}

// The stops of a way, in its order.
export const wayList = (stops, choose) => stops.map((stop) => songLine(stop, choose, stop.sign));

// The listener's earlier searches, the latest first.
export function pastList(past, go) {
  return past.filter(({ place }) => place).map((search) => {
    const day = new Date(search.asked_at).toLocaleDateString("en", { day: "numeric", month: "short" });
    const words = search.songs.join(", ") || "A search";
    const show = button({ class: "quiet past", "aria-label": `Show on the map: ${words}` }, outside(words), () => go(search.place));
    return element("li", {}, show, element("span", { class: "soft" }, day));
  });
}
