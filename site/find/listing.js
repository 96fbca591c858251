// The tools over a list: rate it, copy it, save it, share it.
import { button, byId, counted, element } from "../elements.js";
import { icon } from "../icons.js";
import { tell } from "../notice.js";
import { asCsv, asM3u, linksOf, save } from "./saving.js";

// `extra` are more buttons at the end, for example to save the list at Spotify.
export function showTools(answer, ratings, extra = []) {
  const songs = answer.recommendations;
  const share = button({ class: "primary with-icon", "aria-haspopup": "dialog" }, icon("share"), async () => {
    const { openShare } = await import("./share.js");
    openShare(answer);
  });
  share.append("Share");
  byId("list-tools").replaceChildren(
    element("div", { class: "rate-list" }, "This list:", ratings.group(answer.id, "this list")),
    share,
    ...copying(songs),
    button({}, "Save CSV", () => save("segue.csv", asCsv(songs), "text/csv;charset=utf-8")),
    button({}, "Save M3U", () => save("segue.m3u8", asM3u(songs), "audio/x-mpegurl")),
    ...extra,
  );
}

function copying(songs) {
  const links = linksOf(songs);
  return links.length ? [button({}, "Copy links", () => copyLinks(links))] : [];
}

async function copyLinks(links) {
  try {
    await navigator.clipboard.writeText(links.join("\n"));
    tell(`${counted(links.length, "link")} copied`);
  } catch {
    tell("The browser did not let us copy: save the list instead");
  }
}
