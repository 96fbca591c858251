// My music: a listener's taste, from their searches and ratings.
import { byId, counted } from "../elements.js";
import { average, tile, when } from "../figures.js";
import { mine } from "../insights.js";
import { showPageProblem } from "../page_problem.js";
import { figures } from "./figures.js";

async function start() {
  try {
    const own = await mine();
    if (own?.searches || own?.past.length) show(own);
    else byId("nothing").hidden = false;
  } catch (error) {
    showPageProblem(error);
  }
}

function show(own) {
  const said = own.ratings.love + own.ratings.like + own.ratings.okay + own.ratings.hate;
  byId("tiles").append(
    tile(own.searches.toLocaleString("en"), own.searches === 1 ? "search" : "searches"),
    tile(said.toLocaleString("en"), said === 1 ? "rating" : "ratings"),
    tile(average(own.ratings.average), "on average"),
  );
  byId("last").textContent = `You were last here on ${when(own.last_activity_at)}. ${belonging(own)}`;
  byId("figures").append(...figures(own));
  byId("mine").hidden = false;
}

function belonging({ cluster, clusters }) {
  if (!cluster) return "";
  const others = clusters.length > 1 ? `, and you have been to ${counted(clusters.length, "neighbourhood")}` : "";
  return `Your music lives in “${cluster.name}”${others}.`;
}

start();
