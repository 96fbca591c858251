// Error messages with their cures; for an unreadable playlist, the help to bring it.
import { byId, element } from "../elements.js";
import { explain } from "../problems.js";
import { keepAnswer } from "./answer.js";
import { showPlaylistHelp } from "./playlist_help.js";
import { tryingAgain } from "./trying_again.js";

const LIST_STAYS = "Your list is still below, as it was.";

// The list of before stays; `again` asks once more, where that may help.
export function showProblem(error, again = null) {
  const stays = keepAnswer();
  const { title, detail, steps } = explain(error);
  const section = byId("problem");
  section.replaceChildren(element("h2", {}, title));
  const withPictures = error.slug === "unreadable-playlist";
  const words = withPictures ? "The ways that work on this device are above." : detail;
  if (words) section.append(element("p", {}, words));
  if (!withPictures) section.append(helps(steps));
  if (stays) section.append(element("p", {}, LIST_STAYS));
  const trying = again && tryingAgain(error, again);
  if (trying) section.append(trying);
  section.hidden = false;
  if (withPictures) showPlaylistHelp();
  (withPictures ? byId("help") : section).scrollIntoView({ block: withPictures ? "start" : "nearest" });
}

// Messages of the page itself, before any request.
export function showMissing(title, step) {
  keepAnswer();
  byId("problem").replaceChildren(element("h2", {}, title), helps([step]));
  byId("problem").hidden = false;
}

function helps(steps) {
  const list = element(steps.length > 1 ? "ol" : "ul");
  list.append(...steps.map((step) => element("li", {}, step)));
  return list;
}
