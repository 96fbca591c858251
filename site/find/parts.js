// The choice of one playlist where a file or a text has several.
import { button, byId, counted, element } from "../elements.js";

// `parts` are {name, songs}; `choose` is called with the name of one.
export function showParts(parts, choose) {
  const list = element("ul", { class: "choices-list", "aria-label": "Playlists" });
  list.append(...parts.map((part) => element("li", {}, partButton(part, choose))));
  const title = element("h2", { id: "parts-title", tabindex: "-1" }, "Which playlist?");
  byId("parts").replaceChildren(title, element("p", {}, `There are ${counted(parts.length, "playlist")} in this.`), list);
  byId("parts").hidden = false;
  title.focus();
}

export function hideParts() {
  byId("parts").hidden = true;
}

function partButton({ name, songs }, choose) {
  const made = button({ class: "choice" }, element("bdi", {}, name), () => choose(name));
  made.append(element("span", {}, counted(songs, "song")));
  return made;
}
