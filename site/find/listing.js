// The tools over a list: hear it, share it, and, behind one button, rate it and take it along.
import { button, byId, element } from "../elements.js";
import { icon } from "../icons.js";
import { playAllButton } from "../player/play.js";

// `saving` returns the buttons that save the list, as it is then, at a service.
export function showTools(answer, ratings, saving) {
  const play = playAllButton("answer");
  if (play) play.classList.add("primary");
  const share = button({ class: "with-icon", "aria-haspopup": "dialog", "aria-label": "Share" }, icon("share"), async () => {
    const { openShare } = await import("./share.js");
    openShare(answer);
  });
  share.append(element("span", { class: "words" }, "Share"));
  const rest = byId("list-rest");
  rest.hidden = true;
  const more = button({ class: "quiet", "data-dots": "", "aria-expanded": "false", "aria-controls": "list-rest", "aria-label": "More for this list", title: "More" }, icon("dots"), () => {
    rest.hidden = !rest.hidden;
    more.setAttribute("aria-expanded", String(!rest.hidden));
    if (!rest.hidden) rest.replaceChildren(...others(answer, ratings, saving));
  });
  byId("list-tools").replaceChildren(play, share, more);
}

function others(answer, ratings, saving) {
  const along = button({ "aria-haspopup": "dialog" }, "Take it along", async () => {
    const { openTakeAlong } = await import("./take_along.js");
    openTakeAlong(answer);
  });
  return [along, ...saving(), element("div", { class: "rate-list" }, "This list:", ratings.group())];
}
