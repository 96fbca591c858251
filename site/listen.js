// A button that plays a song: the player comes from Spotify, when somebody wants to listen and not before.
import { button, element } from "./elements.js";
import { icon } from "./icons.js";

// The player is put at the end of `host`, in the button's stead.
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
