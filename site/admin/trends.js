// Trends over a chosen time: listeners, lists and ratings, mails, shared lists, failures, waiting.
import { doing } from "../account/forms.js";
import { bars, forget, lines } from "../charts.js";
import { byId } from "../elements.js";
import { dayName, figure, number, percent, tile } from "../figures.js";
import { trends } from "../insights.js";

const DAY_MS = 86_400_000;
const MOST_BARS = 92; // more days are put together by week
const WEEK_DAYS = 7;

export async function startTrends() {
  byId("span").addEventListener("change", ({ currentTarget }) => doing(currentTarget, show));
  await show();
}

async function show() {
  const days = Number(byId("span").value);
  const found = await trends(isoDay(days - 1), isoDay(0));
  const spans = days > MOST_BARS ? weeksOf(found.days) : found.days.map((day) => [day]);
  forget(byId("trends"));
  byId("trend-tiles").replaceChildren(...tiles(found));
  byId("trends").replaceChildren(...charts(spans, found.within_ms));
}

const isoDay = (daysAgo) => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);

// Seven days each, the last of them whole.
function weeksOf(days) {
  const first = days.length % WEEK_DAYS;
  const weeks = first ? [days.slice(0, first)] : [];
  for (let at = first; at < days.length; at += WEEK_DAYS) weeks.push(days.slice(at, at + WEEK_DAYS));
  return weeks;
}

const sum = (days, name) => days.reduce((total, day) => total + day[name], 0);

function tiles({ days, within_ms: bounds }) {
  const all = requests(days);
  return [
    tile(number(sum(days, "new_listeners")), "new listeners"),
    tile(number(sum(days, "searches")), "lists made"),
    tile(number(sum(days, "ratings")), "ratings"),
    tile(percent(all ? sum(days, "errors") / all : null), "of requests failed"),
    tile(waiting(days, bounds, 0.5), "half of the lists within"),
    tile(waiting(days, bounds, 0.95), "19 of 20 lists within"),
  ];
}

const requests = (days) => sum(days, "answers") + sum(days, "refusals") + sum(days, "errors");

function charts(spans, bounds) {
  return [
    counted(spans, "Listeners", [["new_listeners", "New"], ["returning_listeners", "Returning"]],
      { stacked: true, hint: "Each counts once a day; visitors count, too." }),
    counted(spans, "Lists and ratings", [["searches", "Lists made"], ["ratings", "Ratings"]]),
    counted(spans, "Weekly mails", [["mails_sent", "Sent"], ["mails_opened", "Followed a link"]],
      { hint: "Whether a mail was opened is not tracked: a link in it that was followed is known." }),
    counted(spans, "Shared lists", [["shares_made", "Shared"], ["shares_opened", "Opened"]]),
    failures(spans),
    times(spans, bounds),
  ];
}

const nameOf = ([first]) => dayName(first.day);

function counted(spans, title, columns, { stacked = false, hint = "" } = {}) {
  const series = columns.map(([name, label]) => ({ label, data: spans.map((days) => sum(days, name)) }));
  const rows = spans.map((days) => [nameOf(days), ...columns.map(([name]) => sum(days, name))]);
  return figure(title, bars(title, spans.map(nameOf), series, { stacked }), ["From", ...columns.map(([, label]) => label)], rows, hint);
}

function failures(spans) {
  const share = (days, name) => (requests(days) ? sum(days, name) / requests(days) : null);
  const columns = [["errors", "Failed"], ["refusals", "Refused"]];
  const series = columns.map(([name, label]) => ({ label, data: spans.map((days) => share(days, name)) }));
  const rows = spans.map((days) => [nameOf(days), ...columns.map(([name]) => percent(share(days, name)))]);
  const title = "Requests that failed or were refused";
  const hint = "Failed is our fault, such as a crash. Refused is the request's, such as a song that nobody can read.";
  return figure(title, lines(title, spans.map(nameOf), series, { shares: true }), ["From", "Failed", "Refused"], rows, hint);
}

function times(spans, bounds) {
  const parts = [[0.5, "Half of the lists"], [0.95, "19 of 20 lists"]];
  const series = parts.map(([part, label]) => ({ label, data: spans.map((days) => bound(days, bounds, part)) }));
  const rows = spans.map((days) => [nameOf(days), ...parts.map(([part]) => waiting(days, bounds, part))]);
  const title = "Time to make a list, in milliseconds";
  return figure(title, lines(title, spans.map(nameOf), series), ["From", ...parts.map(([, label]) => label)], rows, "Within this time, without the way to the browser.");
}

// The least bound in ms that this part of the lists met; null without lists, Infinity beyond the last.
function bound(days, bounds, part) {
  const ends = [...bounds, Infinity];
  const within = (end) => days.reduce((all, { took }) => all + took.reduce((some, count, at) => (ends[at] <= end ? some + count : some), 0), 0);
  const total = within(Infinity);
  return total ? ends.find((end) => within(end) >= part * total) : null;
}

function waiting(days, bounds, part) {
  const found = bound(days, bounds, part);
  if (found === null) return "–";
  return found === Infinity ? `over ${number(bounds.at(-1))} ms` : `${number(found)} ms`;
}
