// Ways to hear a song. The functions decide what there is: `listen` is {spotify, musicbrainz, player, links: [{name, url}]}.
import { button, element } from "./elements.js";
import { icon } from "./icons.js";

// A button that plays a song, "" where there is no player. The player is loaded on the first press, replaces the button
// and stands at the end of `host`.
export function playButton(host, { name, artist, listen }) {
  if (!listen.player) return "";
  const play = button({ class: "with-icon", "aria-label": `Listen to ${name}` }, icon("play"), () => {
    const title = artist ? `${name} by ${artist}` : name;
    const player = element("iframe", { src: listen.player, title, allow: "encrypted-media", tabindex: "0" });
    host.append(player);
    player.focus();
    play.remove();
  });
  play.append("Listen");
  return play;
}

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
