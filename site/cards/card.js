// A song as a card, on every page that lists songs: cover or tile, name, artist, one line, play, one heart, one "not for
// me", and one button for everything else.
//
//   import { heart, songCard } from "../cards/card.js";
//   list.append(songCard(song, { heart: heart(song, { on: false, press }), dismiss: () => takeOut(song), items }));
//
// The list is an <ol class="cards"> (numbered) or <ul class="cards">; the page links /cards/cards.css. A song is as the
// functions describe it: {uri, name, artist, listen}, and, where they are known, {because, colours}. Each part may be left
// out: without `heart` there is none, without `dismiss` no "not for me", `play: false` leaves out the player's button and
// `menu: false` the menu. `line` is shown in place of the best reason, and the names are a button where `names` has {label, act}. The page calls `offerSongs` (player/play.js) itself.
import { cover } from "../covers.js";
import { button, element, outside } from "../elements.js";
import { icon } from "../icons.js";
import { playButton } from "../player/play.js";

// Returns the card, an <li data-uri>. `items` returns what the menu holds beside what every song has: {label, act} or
// {label, href}; it is called when the menu opens.
export function songCard(song, { line = bestReason(song), names = null, ...keys } = {}) {
  const named = names ? button({ class: "card-names", "aria-label": names.label }, outside(song.name, "name"), names.act) : element("div", { class: "card-names" }, outside(song.name, "name"));
  named.append(" ", outside(song.artist, "artist"));
  const text = element("div", { class: "card-text" }, named);
  if (line) text.append(element("p", { class: "card-line" }, outside(line)));
  return element("li", { "data-uri": song.uri }, cover(song), text, keysOf(song, keys));
}

function keysOf(song, { play = true, heart = "", dismiss = null, menu = true, items = () => [] }) {
  const keys = element("div", { class: "card-keys" });
  if (play) keys.append(playButton(song) || placesButton(song, items));
  keys.append(heart);
  if (dismiss) keys.append(button({ class: "quiet", "data-dismiss": "", "aria-label": `Not for me: ${song.name}`, title: "Not for me" }, icon("hate"), dismiss));
  if (menu) keys.append(menuButton(song, items));
  return keys;
}

// A heart that is `on` or not; `press` is called with whether it is to be on, and `setHeart` shows what came of it.
export function heart({ uri, name }, { on, press }) {
  const made = button({ class: "quiet", "data-heart": "", "data-rates": uri, "aria-label": `Love ${name}`, title: "Love it" }, icon("love"), () => press(made.getAttribute("aria-pressed") !== "true"));
  setHeart(made, on);
  return made;
}

export function setHeart(made, on) {
  made.setAttribute("aria-pressed", String(on));
}

// A place in a list that holds a song no more, or not yet: as high as a card, so that no other one moves.
export function emptyCard(...children) {
  return element("li", { class: "card-empty" }, ...children);
}

export function waitingCard() {
  const bar = (className) => element("div", { class: `skeleton ${className}` });
  return element("li", { "aria-hidden": "true" }, element("div", { class: "skeleton cover" }), element("div", { class: "card-text" }, bar("wide"), bar("narrow")));
}

const bestReason = ({ because = [] }) => because[0]?.text ?? "";

const menuButton = (song, items) => opener("dots", `More for ${song.name}`, "More", song, items);

// In place of the player's button: the menu has the places where the song is heard.
const placesButton = (song, items) => opener("out", `Where to hear ${song.name}`, "Where to hear it", song, items);

function opener(drawing, label, title, song, items) {
  const attributes = { class: "quiet", [`data-${drawing}`]: "", "aria-haspopup": "dialog", "aria-label": label, title };
  return button(attributes, icon(drawing), async () => {
    const { openMenu } = await import("./menu.js");
    openMenu(song, items());
  });
}
