// My music: the lists and the loved songs of a listener, and their taste in figures.
import { ownLists } from "../api.js";
import { byId } from "../elements.js";
import { average, tile, when } from "../figures.js";
import { mine } from "../insights.js";
import { showPageProblem } from "../page_problem.js";
import { isSignedIn, keptMerge, keptToken } from "../session.js";
import { figures } from "./figures.js";
import { showLists } from "./lists.js";
import { showLoved } from "./loved.js";
import { offerPicture } from "./picture.js";

async function start() {
  if (keptMerge()) askToMerge();
  if (!keptToken()) return (byId("nothing").hidden = false);
  try {
    const [lists, own] = await Promise.all([ownLists(), mine()]);
    if (lists.lists.length || own.loved.length || own.searches) show(lists, own);
    else byId("nothing").hidden = false;
  } catch (error) {
    showPageProblem(error);
  }
}

// Where it was not answered at the sign-in.
async function askToMerge() {
  const { offerMerge } = await import("../account/merging.js");
  offerMerge(byId("merge"), (taken) => taken && location.reload());
}

function show(lists, own) {
  showLists(lists, countAgain);
  showLoved(own.loved, countAgain);
  offerPicture();
  byId("here-only").hidden = isSignedIn();
  showFigures(own);
  byId("mine").hidden = false;
}

function showFigures(own) {
  const said = own.ratings.love + own.ratings.like + own.ratings.okay + own.ratings.hate;
  byId("tiles").replaceChildren(
    tile(own.searches.toLocaleString("en"), own.searches === 1 ? "time asked" : "times asked"),
    tile(said.toLocaleString("en"), said === 1 ? "rating" : "ratings"),
    tile(average(own.ratings.average), "on average"),
  );
  byId("last").textContent = `You were last here on ${when(own.last_activity_at)}.`;
  byId("figures").replaceChildren(...figures(own));
}

// After a list or a heart is gone: what is counted below agrees with what is shown above. Without an answer it waits.
async function countAgain() {
  const own = await mine().catch(() => null);
  if (own) showFigures(own);
}

start();
