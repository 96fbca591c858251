// The page of a shared list: its songs become the cards of every other page, with a player. Without this script each has its
// reasons and links all the same.
import { songCard } from "./cards/card.js";
import { byId } from "./elements.js";
import { goOn, offerSongs, playAllButton } from "./player/play.js";

const rows = [...byId("songs").children];
const songs = rows.map(songOf);
offerSongs("shared", songs);
const line = "blend" in byId("songs").dataset ? ({ because }) => because.map(({ text }) => text).join(" · ") : () => undefined;
rows.forEach((row, place) => row.replaceWith(songCard(songs[place], { line: line(songs[place]) })));
const all = playAllButton("shared");
if (all) all.classList.add("primary");
byId("play-all")?.replaceWith(all);
goOn();

// A song as the functions describe it, read off the page.
function songOf(row) {
  const { uri, spotify = "", day, night } = row.dataset;
  const links = [...row.querySelectorAll("a")].map(({ href, textContent }) => ({ url: href, name: textContent.replace("Open in ", "") }));
  return {
    uri,
    name: textOf(row, ".name"),
    artist: textOf(row, ".artist"),
    because: [...row.querySelectorAll(".card-line")].map(({ textContent }) => ({ text: textContent })),
    colours: night ? { day, night } : null,
    listen: { spotify, player: spotify, links },
  };
}

function textOf(row, selector) {
  return row.querySelector(selector).textContent;
}
