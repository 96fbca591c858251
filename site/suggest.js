// As-you-type suggestions: the editable combobox with a list, as the ARIA Authoring Practices describe it.
import { search } from "./api.js";
import { looksLikeName } from "./request.js";
import { element } from "./elements.js";

const WAIT_MS = 120;

export function suggestSongs(input, list, choose) {
  let timer = 0;
  let asking = new AbortController();
  let songs = [];
  let active = -1;

  const show = (found) => {
    songs = found;
    active = -1;
    list.replaceChildren(
      ...found.map((song, place) => {
        const item = element("li", { role: "option", id: `suggestion-${place}`, "aria-selected": "false" }, song.name);
        item.append(element("span", {}, ` ${song.artist}`));
        item.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
        item.addEventListener("click", () => pick(place));
        return item;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (place) => {
    active = (place + songs.length) % songs.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", `suggestion-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  };

  const pick = (place) => {
    const song = songs[place];
    show([]);
    choose(song);
  };

  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    if (!looksLikeName(input.value)) return show([]);
    try {
      const { results } = await search(input.value.trim(), asking.signal);
      if (document.activeElement === input) show(results);
    } catch (error) {
      if (error.name !== "AbortError") show([]); // no suggestions is no reason to disturb who is typing
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const act = {
      ArrowDown: () => mark(active + 1),
      ArrowUp: () => mark(active < 0 ? songs.length - 1 : active - 1),
      Enter: () => (active < 0 ? null : pick(active)),
      Escape: () => show([]),
    }[event.key];
    if (!act || (event.key === "Enter" && active < 0)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  });
}
