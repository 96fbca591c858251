// Charts of one listener's music; an empty one says how it is filled.
import { bars, radar } from "../charts.js";
import { element } from "../elements.js";
import { figure, OPINION_NAMES, OPINIONS, percent, weekName } from "../figures.js";
import { wordCloud } from "../words.js";

const MOST_WORDS = 40;
const SHOWN_GENRES = 6;
const RADAR_NAMES = {
  danceability: "danceable",
  energy: "energetic",
  valence: "cheerful",
  tempo: "fast",
  acousticness: "acoustic",
  instrumentalness: "instrumental",
  liveness: "live",
  speechiness: "spoken",
};

const NEIGHBOURS = "Playlists like yours";
const LEAST_AXES = 3; // with fewer a radar has no area

export const figures = (own) =>
  [genres(own), cluster(own), sound(own), genreWeeks(own), ratings(own), weeks(own), playlists(own)].filter(Boolean);

function cloudFigure(title, words, hint = "", counts = true) {
  const some = words.slice(0, MOST_WORDS);
  const rows = some.map(({ name, count }) => (counts ? [name, count] : [name]));
  return figure(title, wordCloud(title, some), counts ? ["Word", "How often"] : ["Word"], rows, hint);
}

const empty = (title, words) =>
  element("section", { class: "panel figure" }, element("h2", {}, title), element("p", { class: "hint" }, words));

function genres({ genres }) {
  const title = "Your genres";
  if (!genres.length) return empty(title, "None of the songs you named has a genre that we know. Other songs may.");
  return cloudFigure(title, genres);
}

// The function returns a cluster's words in order, without counts.
function cluster({ cluster }) {
  const title = "Music like yours in a few words";
  if (!cluster?.words.length) return empty(title, "Find a few songs, and this shows what playlists like yours are about.");
  const words = cluster.words.map((name, i) => ({ name, count: cluster.words.length - i }));
  const sound = cluster.sound.length ? `Yours sounds ${cluster.sound.join(", ")}.` : "";
  return cloudFigure(title, words, sound, false);
}

// Left out where nothing is known of how songs sound.
function sound({ known_features: known, features }) {
  if (!known.length) return null;
  const title = "How your music sounds";
  if (!features) return empty(title, "Find a few songs, and this compares their sound with their neighbours’.");
  const names = features.features.map((name) => RADAR_NAMES[name] ?? name);
  const rows = names.map((name, i) => [name, percent(features.mine[i]), percent(features.cluster[i])]);
  const series = [{ label: "You", data: features.mine }, { label: NEIGHBOURS, data: features.cluster }];
  const hint = "Further out is more than most songs have.";
  const drawn = names.length < LEAST_AXES ? bars(title, names, series, { most: 1 }) : radar(title, names, series);
  return figure(title, drawn, ["Sound", "You", NEIGHBOURS], rows, hint);
}

function genreWeeks({ genres_by_week: weeks }) {
  const title = "Your genres over time";
  if (!weeks.length) return empty(title, "This grows week by week, as you find songs.");
  const totals = new Map();
  for (const { genres } of weeks) for (const { name, count } of genres) totals.set(name, (totals.get(name) ?? 0) + count);
  const names = [...totals].sort((a, b) => b[1] - a[1]).slice(0, SHOWN_GENRES).map(([name]) => name);
  const of = (week, name) => week.genres.find((each) => each.name === name)?.count ?? 0;
  const labels = weeks.map(({ week }) => weekName(week));
  const series = names.map((name) => ({ label: name, data: weeks.map((week) => of(week, name)) }));
  const rows = weeks.map((week, i) => [labels[i], ...names.map((name) => of(week, name))]);
  return figure(title, bars(title, labels, series, { stacked: true }), ["Week of", ...names], rows);
}

function ratings({ ratings }) {
  const title = "What you thought";
  const counts = OPINIONS.map((opinion) => ratings[opinion]);
  if (!counts.some(Boolean)) return empty(title, "You have not rated anything yet. Each rating makes your next list better.");
  const rows = OPINION_NAMES.map((name, i) => [name, counts[i]]);
  return figure(title, bars(title, OPINION_NAMES, [{ label: "Ratings", data: counts }]), ["Opinion", "Ratings"], rows);
}

function weeks({ searches_by_week: weeks }) {
  const title = "Your searches, week by week";
  if (!weeks.length) return empty(title, "This grows week by week, as you find songs.");
  const labels = weeks.map(({ week }) => weekName(week));
  const data = weeks.map(({ count }) => count);
  return figure(title, bars(title, labels, [{ label: "Searches", data }]), ["Week of", "Searches"], labels.map((name, i) => [name, data[i]]));
}

function playlists({ playlist_words: words }) {
  const title = "Words in your playlists’ names";
  if (!words.length) return empty(title, "Let Segue learn from a playlist that has a name, and its words come here.");
  return cloudFigure(title, words);
}
