// The picture of a song: a tile in the colour of its place on the map, with its initial; over it, where the deployment
// allows it and Spotify knows the song, the cover there.
import { COVERS } from "./config.js";
import { element } from "./elements.js";
import { styleOf } from "./map/colours.js";
import { tint } from "./palette.js";

// Keeps its place before and after the cover is there. A reader of the screen hears the song's name beside it.
export function cover(song) {
  const tile = element("span", { class: "cover", "aria-hidden": "true" }, initial(song.name));
  tile.style.background = song.colours ? styleOf(song) : tint(numbered(song.artist));
  if (COVERS && song.listen.spotify) import("./thumbnails.js").then(({ showThumbnail }) => showThumbnail(tile, song), () => {});
  return tile;
}

const initial = (name) => /[\p{L}\p{N}]/u.exec(name)?.[0].toLocaleUpperCase() ?? "♪";

// A number for an artist whose place is not known: all their songs have one colour.
const numbered = (text) => [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7);
