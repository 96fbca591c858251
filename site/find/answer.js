// Rendering of an answer: the matched input, and the songs.
import { waitingCard } from "../cards/card.js";
import { byId } from "../elements.js";
import { showCrowds } from "./crowds.js";
import { showFound } from "./found.js";
import { heading, isBetween } from "./heading.js";
import { hideParts } from "./parts.js";
import { showPlaylistHelp } from "./playlist_help.js";

const WAITING = 8;
const PLAYLIST = /playlist[/:]/;

// Shows that an answer is pending: the current list, dimmed, or a placeholder.
export function showWaiting() {
  hideParts();
  const section = byId("answer");
  section.setAttribute("aria-busy", "true");
  byId("songs").parentElement.setAttribute("aria-busy", "true");
  byId("problem").hidden = true;
  byId("help").hidden = true;
  if (!section.hidden) return;
  byId("answer-title").textContent = "Looking for songs…";
  byId("fallback").hidden = byId("found").hidden = byId("crowds").hidden = true;
  byId("songs").replaceChildren(...Array.from({ length: WAITING }, waitingCard));
  section.hidden = false;
}

// `fill` puts its songs into the list; `righting` are the acts of a piece of the input; `focusing` has the place of the crowd that was asked for, or null, and the way to choose another.
export function showAnswer(answer, fill, righting, focusing) {
  const { crowds = [], fallback } = answer;
  byId("answer-title").textContent = heading(answer, focusing.place);
  showCrowds(crowds, focusing.place, focusing.choose);
  byId("fallback").hidden = !fallback;
  byId("fallback").textContent = fallback ?? "";
  byId("refine").hidden = isBetween(answer); // neither is changed in words
  byId("few").textContent = [answer.few, answer.blend?.note, answer.journey?.note, ...(answer.journey?.holes ?? []).map(({ text }) => text)].filter(Boolean).join(" ");
  showFound(answer, righting);
  if (answer.unmatched.some(({ source }) => PLAYLIST.test(source))) showPlaylistHelp();
  const focused = focusWithin(byId("songs"));
  fill();
  settled();
  byId("answer").hidden = false;
  focused.giveBack();
}

// Leaves the list of before as it was, if there is one. Returns whether there is.
export function keepAnswer() {
  const stays = byId("songs").querySelector("li[data-uri]") !== null;
  if (!stays) hideAnswer();
  hideParts();
  settled();
  return stays;
}

// The answer is awaited no more: an older one stays.
export function endWaiting(older) {
  if (older) settled();
  else hideAnswer();
}

export function hideAnswer() {
  hideParts();
  settled();
  byId("answer").hidden = true;
}

function settled() {
  byId("answer").setAttribute("aria-busy", "false");
  byId("songs").parentElement.setAttribute("aria-busy", "false");
}

// Focus returns to the same song's button if it is still there, else to the head of the list.
function focusWithin(list) {
  const active = document.activeElement;
  if (!list.contains(active)) return { giveBack() {} };
  const uri = active.closest("[data-uri]")?.dataset.uri;
  const label = active.getAttribute("aria-label");
  return {
    giveBack() {
      const item = [...list.children].find((each) => each.dataset.uri === uri);
      const same = [...(item?.querySelectorAll("button") ?? [])].find((each) => each.getAttribute("aria-label") === label);
      (same ?? byId("answer")).focus({ preventScroll: true });
    },
  };
}
