// Numbers as text, and tables of them.
import { element, outside } from "./elements.js";

const DAY_MS = 86_400_000;
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });

export const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 3 });
// Small shares keep two digits, so that few are not shown as none, nor nearly all as all.
export function percent(share) {
  if (share === null) return "–";
  const hundredths = 100 * share;
  const rare = Math.min(hundredths, 100 - hundredths);
  if (rare > 0 && rare < 0.01) return hundredths < 1 ? "under 0.01%" : "over 99.99%";
  return `${hundredths.toLocaleString("en", { maximumFractionDigits: rare < 1 ? 2 : 0 })}%`;
}
export const average = (value) => (value === null ? "–" : `${value.toFixed(1)} of 4`);
export const when = (text) => (text ? moment.format(new Date(text)) : "never");

// The Monday of an ISO week such as 2026-W48: week 1 is the one with the 4th of January.
export function monday(week) {
  const [year, count] = week.split("-W").map(Number);
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return new Date(fourth + ((count - 1) * 7 - weekday) * DAY_MS);
}

export const dayName = (iso) => day.format(new Date(`${iso}T00:00:00Z`));

export const weekName = (week) => day.format(monday(week));

// `rows` are lists of texts and numbers; the first of each is the row's header.
export function table(caption, heads, rows) {
  const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
  const lines = rows.map(([first, ...rest]) => {
    const cells = rest.map((value) => element("td", {}, typeof value === "number" ? number(value) : outside(value ?? "–")));
    return element("tr", {}, element("th", { scope: "row" }, outside(first)), ...cells);
  });
  const made = element("table", {}, element("caption", { class: "visually-hidden" }, caption));
  made.append(element("thead", {}, head), element("tbody", {}, ...lines));
  return element("div", { class: "table", role: "region", "aria-label": caption, tabindex: "0" }, made);
}

// A panel with a title, a chart, and its numbers as an accessible table.
export function figure(title, drawn, heads, rows, hint = "") {
  const made = element("section", { class: "panel figure" }, element("h2", {}, title));
  if (hint) made.append(element("p", { class: "hint" }, hint));
  const details = element("details", {}, element("summary", {}, "The numbers"), table(title, heads, rows));
  made.append(drawn, details);
  return made;
}

// One large number with its label.
export function tile(value, words) {
  return element("div", { class: "tile" }, element("dd", {}, value), element("dt", {}, words));
}

export const OPINIONS = ["love", "like", "okay", "hate"];
export const OPINION_NAMES = ["Love", "Like", "Okay", "Hate"];
