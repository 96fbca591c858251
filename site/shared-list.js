// The page of a shared list: plays a song on request. Without this script each song still has its links.
import { element } from "./elements.js";

for (const button of document.querySelectorAll("[data-listen]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const title = button.getAttribute("aria-label");
    const player = element("iframe", { src: button.dataset.listen, title, allow: "encrypted-media", tabindex: "0" });
    button.closest("#songs > li").append(player);
    player.focus();
    button.remove();
  });
}
