// What was taken for what, the least sure first; each can be put right.
import { button, byId, counted, element, outside } from "../elements.js";
import { csvOf } from "./csv.js";
import { save } from "./saving.js";
import { foundOf, isLeftOut, takenFor } from "./taken.js";

const SURE = 0.85;
const MOST_SHOWN = 300; // rows of what is sure: nobody reads thousands

// `acts` are {change, isChosen}: `change` is called with a piece that is to be put right, `isChosen` tells of a source
// whether it is a song that was picked itself.
export function showFound({ matched, unmatched }, acts) {
  const details = byId("found");
  const given = matched.filter(({ kind }) => kind !== "stand_in"); // the row of the unknown song tells of its stand-ins
  details.hidden = given.length + unmatched.length === 0;
  details.querySelector("summary").textContent = foundOf({ matched: given, unmatched });
  const isSure = ({ confidence, kind }) => confidence >= SURE && (kind ?? "song") === "song";
  const [sure, unsure] = [given.filter(isSure), given.filter((piece) => !isSure(piece))];
  const rows = [
    ...unmatched.map((piece) => row(piece, `${piece.source}: ${piece.why}`, isLeftOut(piece) ? "Choose" : "Search again", acts)),
    ...unsure.map((piece) => row(piece, meantBy(piece), "Change", acts)),
    ...sure.slice(0, MOST_SHOWN).map((piece) => row(piece, piece.note ? meantBy(piece) : `“${piece.name}” by ${piece.artist}`, "Change", acts)),
  ];
  if (sure.length > MOST_SHOWN) rows.push(element("li", {}, `and ${counted(sure.length - MOST_SHOWN, "song")} more, found for sure`));
  details.querySelector("ul").replaceChildren(...rows);
  byId("unfound").replaceChildren(...savingUnfound(unmatched.filter((piece) => !isLeftOut(piece))));
  details.open = matchMedia("(min-width: 60rem)").matches && (unmatched.length > 0 || unsure.some(({ kind }) => kind !== "artist")); // who named an artist knows that they did; a phone shows the songs first
}

// A song is named as it was written before what it was taken for; the words for an artist do without.
function meantBy(piece) {
  if (piece.kind === "artist") return takenFor(piece);
  return `${piece.source}: ${piece.note || `taken for “${piece.name}” by ${piece.artist}`}`;
}

function row(piece, words, label, { change, isChosen }) {
  const made = element("li", {}, outside(words));
  if (!isChosen(piece.source)) {
    made.append(button({ class: "quiet", "aria-label": `${label}: ${piece.source}` }, label, () => change(piece)));
  }
  return made;
}

function savingUnfound(unmatched) {
  if (!unmatched.length) return [];
  const rows = [["song", "line", "why"], ...unmatched.map(({ source, line, why }) => [source, String(line), why])];
  return [button({}, "Save what was not found", () => save("not-found.csv", csvOf(rows), "text/csv;charset=utf-8"))];
}
