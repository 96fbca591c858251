// What else there is for a song, a tap away: all its reasons, the places where it can be heard, and what the page adds.
import { openDialog } from "../dialog.js";
import { button, element, outside } from "../elements.js";

// `items` are those of the page, {label, act} or {label, href}; they come first. An act is called once the menu is closed.
export function openMenu(song, items) {
  const { name, artist, because = [] } = song;
  const body = element("div", {}, outside(artist, "artist"));
  if (because.length) body.append(reasons(because));
  const list = element("ul", { class: "menu", "aria-label": `More for ${name}` });
  const told = element("p", { role: "status", class: "hint" });
  body.append(list, told);
  const dialog = openDialog(name, body);
  dialog.classList.add("sheet");
  list.append(...[...items, ...forEvery(song, told)].map((item) => element("li", {}, made(item, dialog))));
}

function reasons(because) {
  const list = element("ul", { class: "because", "aria-label": "Why" });
  list.append(...because.map(({ text }) => element("li", {}, outside(text))));
  return list;
}

function made({ label, href, act, stays = false }, dialog) {
  if (href) return element("a", { href, ...(href.startsWith("/") ? {} : { rel: "noreferrer" }) }, label);
  return button({}, label, () => {
    if (!stays) dialog.close();
    act();
  });
}

function forEvery(song, told) {
  const { uri, listen } = song;
  const places = listen.links.map(({ name, url }, i) => ({ label: i || !listen.player ? `Find it on ${name}` : `Open in ${name}`, href: url }));
  const start = { label: "Start from this song", href: `/?${new URLSearchParams({ track: uri })}` };
  return [...places, start, { label: "Copy its name", stays: true, act: () => copy(song, told) }];
}

async function copy({ name, artist }, told) {
  const words = artist ? `${artist} - ${name}` : name;
  try {
    await navigator.clipboard.writeText(words);
    told.textContent = `Copied: ${words}`;
  } catch {
    told.textContent = "The browser did not let us copy.";
  }
}
