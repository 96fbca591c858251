// The music map: every well-known song at its position, near similar ones.
import { recallOpinions } from "../cards/alone.js";
import { tellInvented } from "../catalogue.js";
import { byId, counted, outside } from "../elements.js";
import { map, mine } from "../insights.js";
import { say } from "../notice.js";
import { showPageProblem } from "../page_problem.js";
import { Atlas } from "./atlas.js";
import { lastStops } from "./last_list.js";
import { colourBy, nameOf, tracksOf } from "./names.js";
import { chosenSong, clusterList, fill, pastList, wayList } from "./panel.js";
import { startSearch } from "./search.js";
import { startSheet } from "./sheet.js";
import { View } from "./view.js";
import { Walk } from "./walk.js";

const CLOSE = 8;
const NEARER = 3;
const IN_SIGHT = 10;
const FEW = 60;

const tip = byId("tip");
const sheet = startSheet();
const walk = new Walk(byId("walk-part"), walked);
let atlas = null;
let view = null;
let hovered = null;

async function start() {
  try {
    atlas = new Atlas(await map());
    colourBy(atlas);
  } catch (error) {
    return showPageProblem(error);
  }
  byId("size").textContent = `${counted(atlas.size, "song")} in ${counted(atlas.clusters.length, "neighbourhood")}. Songs that are listed together stand together.`;
  byId("music").hidden = false;
  view = new View(byId("map"), atlas, { hover, choose: choosePoint, settled: listSight });
  byId("clusters").replaceChildren(...clusterList(atlas, openCluster, show));
  byId("closer").addEventListener("click", () => view.zoomBy(1.8));
  byId("further").addEventListener("click", () => view.zoomBy(1 / 1.8));
  byId("whole").addEventListener("click", () => view.whole());
  startSearch(found);
  await Promise.all([showMine(), showLast(), recallOpinions()]);
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

// The last list is the way that is shown until a walk is.
async function showLast() {
  const stops = await lastStops().catch(() => []);
  if (!stops.length) return;
  byId("last-part").hidden = false;
  byId("last").replaceChildren(...wayList(stops, show));
  byId("show-last").addEventListener("click", () => showWay(stops));
  view.show({ way: stops });
}

// Without stops a walk has begun or ended.
function walked(stops) {
  byId("walk").replaceChildren(...wayList(stops, show));
  byId("song-part").hidden = true;
  byId("walk-title").focus();
  if (stops.length) showWay(stops);
  else view.show({ way: null });
}

function showWay(stops) {
  const places = stops.map(({ place }) => place).filter(Boolean);
  view.show({ way: stops });
  if (places.length) view.frame(places, CLOSE);
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

// Follows the map after it has come to rest; where few songs are in sight they are named on the map as well.
async function listSight() {
  const { points, count } = view.inSight(IN_SIGHT);
  byId("sight-size").textContent = count > IN_SIGHT ? `The best known of ${counted(count, "song")}` : counted(count, "song");
  const tracks = await fill(byId("sight"), points, show);
  view.show({ named: count <= FEW ? tracks : [] });
}

async function choosePoint(point) {
  if (point === null) return;
  view.show({ point, spot: null });
  await open(() => nameOf(point));
}

// A song or an artist of the search, who stands at a song that is drawn, if any is; null if nothing is called so.
async function found(wanted, words) {
  if (!wanted) return tell(`Nothing here is called “${words}”. Look at its letters, or try another song.`);
  await open(async () => {
    const tracks = await tracksOf(wanted.uris);
    return tracks.find(({ point }) => point !== null) ?? tracks[0];
  }, true);
}

const show = (track) => open(() => track, true);

// Opens the panel of a song, and flies to it or, if it is not drawn, to where it would be.
async function open(getTrack, flies = false) {
  try {
    const track = await getTrack();
    if (!track) return;
    const { point, place } = track;
    if (flies) view.show({ point, spot: point === null ? place : null });
    if (flies && place) view.flyTo(place, CLOSE);
    showCard(track);
    tell(point === null ? (place ? "It is not drawn on the map. Songs like it are about here." : "It is not on the map, and nothing is known to tell where it would be.") : "");
    say(`${track.name} by ${track.artist}`);
  } catch (error) {
    showPageProblem(error);
  }
}

// The one place that shows a chosen song: whoever plays songs takes `track` here.
function showCard(track) {
  const cluster = track.point === null ? null : atlas.clusterOf(track.point);
  byId("song").replaceChildren(chosenSong(track, cluster, walk.buttonsFor(track)));
  byId("song-part").hidden = false;
  sheet.top();
}

function tell(text) {
  byId("telling").textContent = text;
  byId("telling").hidden = !text;
}

tellInvented();
start();
