// Error messages with their cures; for an unreadable playlist, the help to bring it.
import { byId, element } from "../elements.js";
import { explain } from "../problems.js";
import { hideAnswer } from "./answer.js";
import { showPlaylistHelp } from "./playlist_help.js";

export function showProblem(error) {
  hideAnswer();
  const { title, detail, steps } = explain(error);
  const section = byId("problem");
  section.replaceChildren(element("h2", {}, title));
  if (detail) section.append(element("p", {}, detail));
  const withPictures = error.slug === "unreadable-playlist";
  if (!withPictures) section.append(helps(steps));
  section.hidden = false;
  if (withPictures) showPlaylistHelp();
}

// Messages of the page itself, before any request.
export function showMissing(title, step) {
  hideAnswer();
  byId("problem").replaceChildren(element("h2", {}, title), helps([step]));
  byId("problem").hidden = false;
}

function helps(steps) {
  const list = element(steps.length > 1 ? "ol" : "ul");
  list.append(...steps.map((step) => element("li", {}, step)));
  return list;
}
