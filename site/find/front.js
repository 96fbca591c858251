// Doors into the music, and a finished list, for who has not asked yet. Both were made with the model; their places are kept
// in the page, so that nothing moves when they come.
import { cardAlone, recallOpinions } from "../cards/alone.js";
import { cover } from "../covers.js";
import { button, byId, element, outside } from "../elements.js";
import { offerSongs, playAllButton } from "../player/play.js";

const NAME = "front"; // of the list, for the player

// `served` is the promise of what the functions offer; `choose` is called with the songs to ask by. Where there is nothing,
// the page does without.
export async function showFront(served, choose) {
  const { doors, list } = await served.catch(() => ({ doors: [], list: [] })); // an answer shows what is wrong
  if (!doors.length) return goWithout();
  byId("doors").replaceChildren(...doors.map((door) => element("li", {}, doorButton(door, choose))));
  byId("front").setAttribute("aria-busy", "false");
  showList(doors[0], list, choose);
}

// What is below comes up, and is seen once it is there: nothing moves that is in sight.
function goWithout() {
  byId("front").hidden = true;
  requestAnimationFrame(() => requestAnimationFrame(() => byId("front").setAttribute("aria-busy", "false")));
}

function doorButton({ name, songs }, choose) {
  const tiles = element("span", { class: "tiles", "aria-hidden": "true" }, ...songs.map(({ colours, artist }) => cover({ name: artist, artist, colours, listen: {} })));
  const made = button({ class: "door" }, tiles, () => choose(songs));
  made.append(element("span", { class: "door-names" }, outside(artistsOf(songs).join(", "))));
  if (name) made.append(element("span", { class: "door-kind" }, name));
  return made;
}

function showList(door, songs, choose) {
  byId("finished").hidden = !songs.length;
  offerSongs(NAME, songs);
  byId("finished-title").textContent = `Next to ${inWords(artistsOf(door.songs))}`;
  byId("finished-tools").replaceChildren(
    playAllButton(NAME),
    button({}, "Make it yours", () => choose(door.songs)),
  );
  byId("finished-songs").replaceChildren(...songs.map((song) => cardAlone(song)));
  recallOpinions();
}

const artistsOf = (songs) => songs.map(({ artist }) => artist);

const inWords = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names.join(""));
