// The dialog in which a piece of the input gets another song, or none.
import { openDialog } from "../dialog.js";
import { button, element, outside } from "../elements.js";
import { suggestSongs } from "./suggest.js";
import { isLeftOut, takenFor } from "./taken.js";

// `choose` is called with the id of the song, "" to leave the piece out.
export function openPutRight(piece, choose) {
  const body = element("div");
  const dialog = openDialog("Which song is meant?", body);
  const pick = (track) => {
    dialog.close();
    choose(track);
  };
  body.append(element("p", {}, outside(piece.source)), element("p", { class: "hint" }, state(piece)));
  if (piece.alternatives?.length) body.append(alternatives(piece.alternatives, pick));
  const [label, box, list] = searching(piece.source, pick);
  body.append(label, element("div", { class: "combo" }, box, list));
  if (piece.uri || isLeftOut(piece)) body.append(element("p", {}, button({}, "Leave it out", () => pick(""))));
  else searchAtOnce(box);
}

function state(piece) {
  if (piece.uri) return `${takenFor(piece)}.`;
  return isLeftOut(piece) ? `${piece.why}.` : `Not found: ${piece.why}.`;
}

function alternatives(songs, pick) {
  const list = element("ul", { class: "choices-list", "aria-label": "It may be" });
  list.append(...songs.map(({ uri, name, artist }) => {
    const made = button({ class: "choice" }, outside(name), () => pick(uri));
    made.append(outside(artist, "artist"));
    return element("li", {}, made);
  }));
  return list;
}

function searching(source, pick) {
  const list = element("ul", { id: "other-songs", class: "listbox", role: "listbox", "aria-label": "Songs found", hidden: "" });
  const box = element("input", {
    id: "other-song", type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": "other-songs", autocomplete: "off", spellcheck: "false", maxlength: 300, value: source,
  });
  suggestSongs(box, list, (song) => pick(song.uri), { overlays: false });
  return [element("label", { class: "field", for: "other-song" }, "Search for the song"), box, list];
}

function searchAtOnce(box) {
  box.focus();
  box.select();
  box.dispatchEvent(new Event("input"));
}
