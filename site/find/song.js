// One song of an answer: its name, reasons and actions.
import { cover } from "../covers.js";
import { button, element, outside } from "../elements.js";
import { icon } from "../icons.js";
import { openLink, placesMenu } from "../listen.js";
import { playButton } from "../player/play.js";

// `acts` are {more, less}, each called with the song; `choices` is its group of rating buttons.
export function songItem(song, choices, acts) {
  const { uri, name, artist, because } = song;
  const item = element("li", { "data-uri": uri });
  const reasons = element("ul", { class: "because", "aria-label": "Why" });
  reasons.append(...because.map(({ text }) => element("li", {}, outside(text))));
  const text = element("div", {}, outside(name, "name"), " ", outside(artist, "artist"), reasons);
  item.append(cover(song), text, element("div", { class: "links" }, openLink(song), playButton(song)));
  item.append(element("div", { class: "acts" }, choices, ...steering(song, acts), placesMenu(song)));
  return item;
}

function steering(song, acts) {
  const more = button({ class: "quiet", "aria-label": `More like ${song.name}`, title: "More like this" }, icon("more"), () => acts.more(song));
  const less = button({ class: "quiet", "aria-label": `Not ${song.name}`, title: "Not this" }, icon("less"), () => acts.less(song));
  more.append(element("span", { class: "words" }, "More like this"));
  less.append(element("span", { class: "words" }, "Not this"));
  return [more, less];
}

export function waitingItem() {
  const bar = (className) => element("div", { class: `skeleton ${className}` });
  return element("li", { "aria-hidden": "true" }, element("div", {}, bar("wide"), bar("narrow")));
}
