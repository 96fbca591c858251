// Usage by listener, page by page.
import { doing } from "../account/forms.js";
import { byId, element, outside } from "../elements.js";
import { number, when } from "../figures.js";
import { listeners } from "../insights.js";

const LETTERS_OF_ID = 8;

let cursor = null;

export async function startListeners() {
  byId("more").addEventListener("click", ({ currentTarget }) => doing(currentTarget, showMore));
  await showMore();
}

async function showMore() {
  const page = await listeners(cursor);
  byId("listeners").append(...page.listeners.map(line));
  cursor = page.cursor;
  byId("more").hidden = cursor === null;
}

function line(usage) {
  const name = usage.address ?? `a visitor, ${usage.id.slice(0, LETTERS_OF_ID)}…`;
  const cells = [number(usage.searches), number(usage.ratings), when(usage.last_activity_at)];
  return element("tr", {}, element("th", { scope: "row" }, outside(name)), ...cells.map((text) => element("td", {}, text)));
}
