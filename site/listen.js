// Ways to hear a song. The functions decide what there is: `listen` is {spotify, musicbrainz, player, links: [{name, url}]}.
import { element } from "./elements.js";

// A link to a song that has a player, "" for another.
export function openLink({ listen: { player, links: [best] } }) {
  return player ? element("a", { href: best.url, rel: "noreferrer" }, `Open in ${best.name}`) : "";
}

// A menu of the places where a song without a player is found, "" where there is none.
export function placesMenu({ name, listen: { player, links } }) {
  if (player || !links.length) return "";
  const items = links.map((link) => element("li", {}, element("a", { class: "button", href: link.url, rel: "noreferrer" }, link.name)));
  const list = element("ul", { "aria-label": `Where to find ${name}` }, ...items);
  return element("details", { class: "places", name: "places" }, element("summary", {}, "Find it on…"), list);
}
