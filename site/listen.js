// A button that plays a song: Spotify's player is loaded on the first press.
import { button, element } from "./elements.js";
import { icon } from "./icons.js";

// The player replaces the button, at the end of `host`.
export function listenButton(host, { uri, name, artist }) {
  const listen = button({ class: "with-icon", "aria-label": `Listen to ${name}` }, icon("play"), () => {
    const src = `https://open.spotify.com/embed/track/${uri.split(":").at(-1)}`;
    const player = element("iframe", { src, title: `${name} by ${artist}`, allow: "encrypted-media", tabindex: "0" });
    host.append(player);
    player.focus();
    listen.remove();
  });
  listen.append("Listen");
  return listen;
}
