// Charts of the service's usage.
import { bars, lines } from "../charts.js";
import { element } from "../elements.js";
import { figure, OPINION_NAMES, OPINIONS, percent, table, weekName } from "../figures.js";

const MOST = 15;
const MOST_MODELS = 4; // lines that can still be told apart: those rated latest

export const figures = (all) => [ratings(all), weeks(all), likeRates(all), genres(all), loved(all), clusters(all)].filter(Boolean);

function ratings({ ratings }) {
  const counts = OPINIONS.map((opinion) => ratings[opinion]);
  const drawn = bars("Ratings", OPINION_NAMES, [{ label: "Ratings", data: counts }]);
  return figure("Ratings", drawn, ["Opinion", "Ratings"], OPINION_NAMES.map((name, i) => [name, counts[i]]));
}

function weeks({ searches_by_week: weeks }) {
  const rows = weeks.map(({ week, count }) => [weekName(week), count]);
  const series = [{ label: "Searches", data: rows.map(([, count]) => count) }];
  return figure("Searches, week by week", bars("Searches, week by week", rows.map(([name]) => name), series), ["Week of", "Searches"], rows);
}

// A model without ratings in a week has a gap there.
function likeRates({ ratings_by_week: all, ratings_by_model: models }) {
  if (!all.length) return null;
  const weeks = [...new Set(all.map(({ week }) => week))].sort();
  const latest = (model) => all.filter((each) => each.model === model).map(({ week }) => week).sort().at(-1) ?? "";
  const versions = models.map(({ model }) => model).sort((a, b) => latest(b).localeCompare(latest(a))).slice(0, MOST_MODELS);
  const rate = (model, week) => all.find((each) => each.model === model && each.week === week)?.ratings.like_rate ?? null;
  const series = versions.map((model) => ({ label: model, data: weeks.map((week) => rate(model, week)) }));
  const rows = weeks.map((week) => [weekName(week), ...versions.map((model) => percent(rate(model, week)))]);
  const title = "Love or like, per model";
  return figure(title, lines(title, weeks.map(weekName), series, { most: 1, shares: true }), ["Week of", ...versions], rows);
}

function genres({ genres }) {
  const some = genres.slice(0, MOST);
  if (!some.length) return null;
  const rows = some.map(({ name, count }) => [name, count]);
  const series = [{ label: "Searches", data: some.map(({ count }) => count) }];
  const title = "Most popular genres";
  return figure(title, bars(title, some.map(({ name }) => name), series, { sideways: true }), ["Genre", "Searches"], rows);
}

function loved({ loved }) {
  const part = element("section", { class: "panel figure" }, element("h2", {}, "Most loved songs"));
  const rows = loved.map(({ name, artist, count }) => [`${name} · ${artist}`, count]);
  part.append(rows.length ? table("Most loved songs", ["Song", "Loves"], rows) : element("p", { class: "hint" }, "None yet: who is signed in counts, from the day after they joined."));
  return part;
}

function clusters({ ratings_by_cluster: clusters }) {
  if (!clusters.length) return null;
  const part = element("section", { class: "panel figure" }, element("h2", {}, "Love or like, per neighbourhood"));
  const total = ({ ratings }) => OPINIONS.reduce((sum, opinion) => sum + ratings[opinion], 0);
  const rows = clusters.map((each) => [each.name, percent(each.ratings.like_rate), total(each)]);
  part.append(table("Love or like, per neighbourhood", ["Neighbourhood", "Love or like", "Ratings"], rows));
  return part;
}
