// This week: the songs and artists most searched and most loved.
import { songCard } from "../cards/card.js";
import { tellInvented } from "../catalogue.js";
import { button, byId, counted, element, outside } from "../elements.js";
import { weekName } from "../figures.js";
import { week } from "../insights.js";
import { showPageProblem } from "../page_problem.js";
import { showMailed } from "./mailed.js";
import { offerSongs, playAllButton } from "../player/play.js";

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
  byId("play-week").replaceChildren(playAllButton("week"));
  fill(byId("songs"), songs[kind].map(songLine));
  fill(byId("artists"), artists[kind].map(artistLine));
}

function fill(list, lines) {
  const none = element("li", { class: "none hint" }, "No song has three listeners yet.");
  list.replaceChildren(...(lines.length ? lines : [none]));
}

const songLine = (song) => songCard(song, { line: counted(song.count, "listener") });

const artistLine = ({ name, count }) =>
  element("li", {}, element("div", {}, outside(name, "name"), element("div", { class: "count" }, counted(count, "listener"))));

tellInvented();
const mailed = showMailed();
start();
