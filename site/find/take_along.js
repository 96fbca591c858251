// Taking a list along: into other services by the clipboard, or as a file.
import { openDialog } from "../dialog.js";
import { button, counted, element } from "../elements.js";
import { EXPORTS, asText, linksOf, spotifyLinksOf } from "./exports.js";
import { fileNameOf, nameOf } from "./list_name.js";
import { save } from "./saving.js";

export function openTakeAlong(answer) {
  const songs = answer.recommendations;
  const told = element("p", { role: "status", class: "hint" });
  const files = element("ul", { class: "choices-list", "aria-label": "Files" });
  files.append(...EXPORTS.map((format) => element("li", {}, fileButton(format, answer, told))));
  const copies = copying(songs, told);
  const body = element("div", {}, ...copies, told, element("h3", {}, copies.length ? "Or save a file" : "Save a file"), files);
  openDialog("Take it along", body);
}

function fileButton({ name, hint, ending, type, write }, answer, told) {
  const file = `${fileNameOf(answer)}.${ending}`;
  const made = button({ class: "choice" }, element("strong", {}, name), () => {
    save(file, write(answer.recommendations, nameOf(answer)), type);
    told.textContent = `${file} is saved.`;
  });
  made.append(element("span", {}, hint));
  return made;
}

// The ways by the clipboard. A device with a mouse has the desktop app of Spotify, the phone's app takes no paste.
function copying(songs, told) {
  const [links, atSpotify] = [linksOf(songs), spotifyLinksOf(songs)];
  if (!links.length) return [];
  const all = copyButton("Copy links", "", links, `${counted(links.length, "link")} copied. Paste them into a mail, a chat or a note.`, told);
  if (!matchMedia("(hover: hover) and (pointer: fine)").matches) return [onPhone(songs, told), row(all)];
  if (!atSpotify.length) return [row(all)];
  const desktop = copyButton("Copy for Spotify’s desktop app", "primary", atSpotify, `${counted(atSpotify.length, "song")} copied. Now paste them into a playlist in Spotify’s app.`, told);
  const paste = /Mac/.test(navigator.platform) ? "⌘V" : "Ctrl-V";
  const where = `Then open a playlist of yours in the app, click into its list of songs, and press ${paste}.`;
  return [row(desktop, all), element("p", {}, where)];
}

function onPhone(songs, told) {
  const copy = copyButton("Copy the songs’ names", "primary", [asText(songs).trimEnd()], `${counted(songs.length, "name")} copied.`, told);
  const link = element("a", { href: "https://www.tunemymusic.com/", target: "_blank", rel: "noopener noreferrer" }, "TuneMyMusic");
  const steps = element("ol", {}, element("li", {}, row(copy)), element("li", {}, "Open ", link, " and choose text as the source."),
    element("li", {}, "Paste the names there, and choose Spotify or another service as the destination."));
  return element("div", {}, element("p", {}, "Spotify’s app on a phone takes no paste. This way leads there:"), steps);
}

const row = (...made) => element("div", { class: "row" }, ...made);

function copyButton(label, className, lines, done, told) {
  return button({ class: className }, label, async () => {
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      told.textContent = done;
    } catch {
      told.textContent = "The browser did not let us copy: save a file instead.";
    }
  });
}
