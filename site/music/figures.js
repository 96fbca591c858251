// Charts of one listener's music; an empty one says how it is filled, and one with a single bar is said in words.
import { bars, radar } from "../charts.js";
import { counted, element, outside } from "../elements.js";
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

const inWords = (title, ...words) =>
  element("section", { class: "panel figure" }, element("h2", {}, title), element("p", {}, ...words));

function genres({ genres }) {
  const title = "Your genres";
  if (!genres.length) return empty(title, "None of the songs you named has a genre that we know. Other songs may.");
  if (genres.length === 1) return inWords(title, "All of it is ", outside(genres[0].name), ".");
  return cloudFigure(title, genres);
}

// The function returns a cluster's words in order, without counts; of a mixed taste no cluster tells.
function cluster({ cluster }) {
  const title = "Music like yours in a few words";
  if (!cluster?.words.length) return null;
  const words = cluster.words.map((name, i) => ({ name, count: cluster.words.length - i }));
  const sound = cluster.sound.length ? `Yours sounds ${cluster.sound.join(", ")}.` : "";
  return cloudFigure(title, words, sound, false);
}

// Left out where nothing is known of how songs sound, and for a mixed taste, too.
function sound({ known_features: known, features }) {
  if (!known.length || !features) return null;
  const title = "How your music sounds";
  const names = features.features.map((name) => RADAR_NAMES[name] ?? name);
  const rows = names.map((name, i) => [name, percent(features.mine[i]), percent(features.cluster[i])]);
  const series = [{ label: "You", data: features.mine }, { label: NEIGHBOURS, data: features.cluster }];
  if (rows.length === 1) return inWords(title, `How ${rows[0][0]} it is, of 100%: yours ${rows[0][1]}, playlists like yours ${rows[0][2]}.`);
  const hint = "Further out is more than most songs have.";
  const drawn = names.length < LEAST_AXES ? bars(title, names, series, { most: 1 }) : radar(title, names, series);
  return figure(title, drawn, ["Sound", "You", NEIGHBOURS], rows, hint);
}

function genreWeeks({ genres_by_week: weeks }) {
  const title = "Your genres over time";
  if (weeks.length < 2) return null; // a single bar says what "Your genres" says
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
  const one = onlyOne(counts);
  if (one >= 0) return inWords(title, `${counted(counts[one], "rating")}, and each says “${OPINION_NAMES[one].toLowerCase()}”.`);
  const rows = OPINION_NAMES.map((name, i) => [name, counts[i]]);
  return figure(title, bars(title, OPINION_NAMES, [{ label: "Ratings", data: counts }]), ["Opinion", "Ratings"], rows);
}

function weeks({ searches_by_week: weeks }) {
  const title = "How often you asked, week by week";
  if (!weeks.length) return empty(title, "This grows week by week, as you find songs.");
  if (weeks.length === 1) return inWords(title, `${counted(weeks[0].count, "time")} so far, all in the week of ${weekName(weeks[0].week)}.`);
  const labels = weeks.map(({ week }) => weekName(week));
  const data = weeks.map(({ count }) => count);
  return figure(title, bars(title, labels, [{ label: "Times", data }]), ["Week of", "Times"], labels.map((name, i) => [name, data[i]]));
}

function playlists({ playlist_words: words }) {
  const title = "Words in your playlists’ names";
  if (!words.length) return null;
  if (words.length === 1) return inWords(title, outside(words[0].name));
  return cloudFigure(title, words);
}

// The place of the only number that is not 0, -1 if there are several.
const onlyOne = (counts) => (counts.filter(Boolean).length === 1 ? counts.findIndex(Boolean) : -1);
