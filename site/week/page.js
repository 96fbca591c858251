// This week: the songs and artists most searched and most loved.
import { tellInvented } from "../catalogue.js";
import { cover } from "../covers.js";
import { button, byId, counted, element, outside } from "../elements.js";
import { weekName } from "../figures.js";
import { week } from "../insights.js";
import { placesMenu } from "../listen.js";
import { showPageProblem } from "../page_problem.js";
import { showMailed } from "./mailed.js";
import { offerSongs, playButton } from "../player/play.js";

async function start() {
  try {
    const [charts] = await Promise.all([week(), mailed]); // at once, so that neither moves the other
    byId("of").textContent = `Since Monday, ${weekName(charts.week)}; each signed-in listener counts once a song.`;
    if (charts.songs.searched.length || charts.songs.loved.length) show(charts);
    else byId("nothing").hidden = false;
  } catch (error) {
    showPageProblem(error);
  }
}

function show(charts) {
  const choices = ["searched", "loved"].map((kind) => {
    const words = kind === "searched" ? "Most searched" : "Most loved";
    return button({ "aria-pressed": "false" }, words, () => choose(charts, kind, choices));
  });
  byId("kinds").append(...choices);
  choose(charts, charts.songs.searched.length ? "searched" : "loved", choices);
  byId("charts").hidden = false;
}

function choose({ songs, artists }, kind, choices) {
  choices.forEach((choice, i) => choice.setAttribute("aria-pressed", String(["searched", "loved"][i] === kind)));
  offerSongs("week", songs[kind]);
  fill(byId("songs"), songs[kind].map(songLine));
  fill(byId("artists"), artists[kind].map(artistLine));
}

function fill(list, lines) {
  const none = element("li", { class: "none hint" }, "No song has three listeners yet.");
  list.replaceChildren(...(lines.length ? lines : [none]));
}

function songLine(song) {
  const item = element("li", {});
  const count = element("div", { class: "count" }, counted(song.count, "listener"));
  const find = element("a", { href: `/?${new URLSearchParams({ track: song.uri })}`, "aria-label": `Find songs like ${song.name}` }, "Songs like this");
  item.append(cover(song), element("div", {}, outside(song.name, "name"), " ", outside(song.artist, "artist"), count));
  item.append(element("div", { class: "links" }, find, playButton(song)), placesMenu(song));
  return item;
}

const artistLine = ({ name, count }) =>
  element("li", {}, element("div", {}, outside(name, "name")), element("span", { class: "count" }, counted(count, "listener")));

tellInvented();
const mailed = showMailed();
start();
