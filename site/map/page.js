// The music map: every well-known song at its position, near similar ones.
import { tellInvented } from "../catalogue.js";
import { byId, counted, outside } from "../elements.js";
import { map, mine } from "../insights.js";
import { say } from "../notice.js";
import { showPageProblem } from "../page_problem.js";
import { Atlas } from "./atlas.js";
import { nameOf } from "./names.js";
import { clusterList, pastList, songCard } from "./panel.js";
import { View } from "./view.js";

const CLOSE = 8;
const NEARER = 3;

const tip = byId("tip");
let atlas = null;
let view = null;
let hovered = null;

async function start() {
  try {
    atlas = new Atlas(await map());
  } catch (error) {
    return showPageProblem(error);
  }
  byId("size").textContent = `${counted(atlas.size, "song")} in ${counted(atlas.clusters.length, "neighbourhood")}. Songs that are listed together stand together.`;
  byId("music").hidden = false;
  view = new View(byId("map"), atlas, { hover, choose });
  byId("clusters").replaceChildren(...clusterList(atlas, openCluster));
  byId("closer").addEventListener("click", () => view.zoomBy(1.8));
  byId("further").addEventListener("click", () => view.zoomBy(1 / 1.8));
  byId("whole").addEventListener("click", () => view.whole());
  await showMine();
}

// Without the listener's own searches the map still works.
async function showMine() {
  const own = await mine().catch(() => null);
  if (!own?.place && !own?.past.length) return;
  view.show({ mine: own });
  byId("mine").hidden = false;
  byId("here").hidden = !own.place;
  byId("here").addEventListener("click", () => view.flyTo(own.place, CLOSE));
  byId("past").replaceChildren(...pastList(own.past, (place) => view.flyTo(place, CLOSE)));
}

function openCluster(cluster, open) {
  if (open) view.flyTo(cluster.place, NEARER);
  if (open || view.shown.chosen === cluster.id) view.show({ chosen: open ? cluster.id : null });
}

async function hover(point, x, y) {
  hovered = point;
  if (point === null) return void (tip.hidden = true);
  const track = await nameOf(point).catch(() => null);
  if (!track || hovered !== point) return;
  tip.replaceChildren(outside(track.name, "name"), " ", outside(track.artist, "artist"));
  tip.hidden = false;
  const furthest = byId("map").clientWidth - tip.offsetWidth - 8;
  tip.style.translate = `${Math.max(8, Math.min(x + 12, furthest))}px ${y + 16}px`;
}

async function choose(point) {
  if (point === null) return;
  view.show({ point });
  try {
    const track = await nameOf(point);
    byId("song").replaceChildren(songCard(track, atlas.clusterOf(point)));
    byId("song-part").hidden = false;
    byId("no-song").hidden = true;
    say(`${track.name} by ${track.artist}`);
  } catch (error) {
    showPageProblem(error);
  }
}

tellInvented();
start();
