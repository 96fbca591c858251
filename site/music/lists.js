// Your lists: each opens on the first page as it was given; it can be renamed, gone on from, shared and deleted.
import { ownLists } from "../api.js";
import { cover } from "../covers.js";
import { button, byId, counted, element, outside } from "../elements.js";
import { icon } from "../icons.js";
import { tell } from "../notice.js";
import { explain } from "../problems.js";

const day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

let cursor = null;
let changed = () => {};

// Shows the first lists of an answer; `deletes` is called when one of them was deleted.
export function showLists(page, deletes) {
  changed = deletes;
  add(page);
  byId("older").addEventListener("click", older);
}

function add({ lists, cursor: next }) {
  byId("lists").append(...lists.map(row));
  cursor = next;
  byId("older").hidden = next === null;
  byId("no-lists").hidden = byId("lists").children.length > 0;
}

async function older() {
  byId("older").disabled = true;
  try {
    const page = await ownLists(cursor);
    add(page);
    byId("lists").children[byId("lists").children.length - page.lists.length]?.querySelector("a").focus();
  } catch (error) {
    tell(`${explain(error).title}: try again`);
  }
  byId("older").disabled = false;
}

function row(list) {
  const made = element("li", { "data-list": list.id });
  fill(made, list);
  return made;
}

function fill(made, list) {
  const { id, name, asked_at: at, songs, first } = list;
  const open = element("a", { href: `/?${new URLSearchParams({ list: id })}` }, outside(name, "name"));
  const facts = element("span", { class: "hint" }, `${counted(songs, "song")} · ${day.format(new Date(at))}`);
  const more = button({ class: "quiet", "aria-haspopup": "dialog", "aria-label": `More for ${name}`, title: "More" }, icon("dots"), async () => {
    const { openListMenu } = await import("./list_menu.js");
    openListMenu(list, { renamed: (next) => renamed(made, next), deleted: () => deleted(made) });
  });
  const mosaic = element("span", { class: "mosaic", "aria-hidden": "true" }, ...first.map(cover));
  made.replaceChildren(mosaic, element("div", {}, open, facts), more);
}

function renamed(made, list) {
  fill(made, list);
  made.querySelector("button").focus();
}

function deleted(made) {
  made.remove();
  byId("no-lists").hidden = byId("lists").children.length > 0;
  byId("lists-title").focus();
  changed();
}
