// Help for a playlist that cannot be read from its link: three steps, each with a picture of our own.
import { byId, element } from "../elements.js";

const STEPS = [
  { picture: "open", alt: "A playlist in a window", title: "Open the playlist", text: "In Spotify’s desktop app, open the playlist and click one of its songs." },
  { picture: "copy", alt: "All songs of a playlist marked, and the keys Ctrl, A and C", title: "Copy its songs", text: "Press Ctrl-A, then Ctrl-C (⌘A, ⌘C on a Mac): that copies a link for each song." },
  { picture: "paste", alt: "A list of links in a box, and the keys Ctrl and V", title: "Paste them here", text: "Click into the box above and press Ctrl-V." },
];

export function showPlaylistHelp() {
  const steps = element("ol", { class: "steps" });
  steps.append(...STEPS.map(helpStep));
  const exportify = element("a", { href: "https://exportify.net", rel: "noreferrer" }, "exportify.net");
  const other = element("p", { class: "hint" }, "No desktop app? Export the playlist at ", exportify, " and open the CSV file here.");
  byId("help").replaceChildren(element("h2", {}, "Three steps bring it here"), steps, other);
  byId("help").hidden = false;
}

function helpStep({ picture, alt, title, text }) {
  const drawing = element("img", { src: `/find/pictures/${picture}.svg`, alt, width: 200, height: 130 });
  return element("li", {}, drawing, element("h3", {}, title), element("p", {}, text));
}
