// The page of a shared list: its songs get a player and pictures. Without this script each still has its links.
import { cover } from "./covers.js";
import { byId } from "./elements.js";
import { goOn, offerSongs, playAllButton, playButton } from "./player/play.js";

const rows = [...document.querySelectorAll("#songs > li")].map((row) => [row, songOf(row)]);
offerSongs("shared", rows.map(([, song]) => song));
for (const [row, song] of rows) {
  row.prepend(cover(song));
  (row.querySelector(".links") ?? row).append(playButton(song));
}
byId("ways").prepend(playAllButton("shared"));
goOn();

// A song as the functions describe it, read off the page.
function songOf(row) {
  const { uri, spotify = "" } = row.dataset;
  const links = [...row.querySelectorAll("a")].map(({ href, textContent }) => ({ url: href, name: textContent.replace("Open in ", "") }));
  return { uri, name: textOf(row, ".name"), artist: textOf(row, ".artist"), listen: { spotify, player: spotify, links } };
}

function textOf(row, selector) {
  return row.querySelector(selector).textContent;
}
