// The tools over a list: rate it, share it, take it along.
import { button, byId, element } from "../elements.js";
import { icon } from "../icons.js";
import { playAllButton } from "../player/play.js";

// `extra` are more buttons at the end, for example to save the list at Spotify.
export function showTools(answer, ratings, extra = []) {
  const share = button({ class: "primary with-icon", "aria-haspopup": "dialog" }, icon("share"), async () => {
    const { openShare } = await import("./share.js");
    openShare(answer);
  });
  share.append("Share");
  const along = button({ "aria-haspopup": "dialog" }, "Take it along", async () => {
    const { openTakeAlong } = await import("./take_along.js");
    openTakeAlong(answer);
  });
  byId("list-tools").replaceChildren(
    element("div", { class: "rate-list" }, "This list:", ratings.group(answer.id, "this list")), playAllButton("answer"), share, along, ...extra,
  );
}
