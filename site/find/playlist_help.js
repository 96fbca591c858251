// The ways to bring a playlist that cannot be read from its link, on the device that the page is on.
import { SPOTIFY_CLIENT_ID } from "../config.js";
import { device } from "../device.js";
import { button, byId, element } from "../elements.js";

const OPEN = { picture: "open", alt: "A playlist in a window", title: "Open the playlist", text: "In Spotify’s desktop app, open the playlist and click one of its songs." };

const WITH_KEYS = [
  OPEN,
  { picture: "copy", alt: "All songs of a playlist marked, and the keys Ctrl, A and C", title: "Copy its songs", text: "Press Ctrl-A, then Ctrl-C: that copies a link for each song." },
  { picture: "paste", alt: "A list of links in a box, and the keys Ctrl and V", title: "Paste them here", text: "Click into the box above and press Ctrl-V." },
];

const ON_A_MAC = [
  { ...OPEN, picture: "" },
  { title: "Copy its songs", text: "Press ⌘A, then ⌘C: that copies a link for each song." },
  { title: "Paste them here", text: "Click into the box above and press ⌘V." },
];

const BY_TOUCH = [
  { title: "Name three of its songs", text: "Three that show its taste are enough. Type the first one into the box above." },
  { title: "Or copy their links", text: "In Spotify, tap ⋯ beside a song, then Share and Copy link. Paste them above, one a line." },
  { title: "Or bring all of it", text: "Open exportify.net in this browser, sign in there, export the playlist, and open its file here.", link: "https://exportify.net" },
];

const WAYS = {
  touch: { title: "Here is how, without a computer", steps: BY_TOUCH },
  mac: { title: "Three steps bring it here", steps: ON_A_MAC },
  keyboard: { title: "Three steps bring it here", steps: WITH_KEYS },
};

export function showPlaylistHelp() {
  const [title, ...ways] = playlistWays();
  byId("help").replaceChildren(title, ...(SPOTIFY_CLIENT_ID ? [signingIn()] : []), ...ways);
  byId("help").hidden = false;
}

// Returns the ways on this device as a heading and what follows it.
export function playlistWays() {
  const { title, steps } = WAYS[device()];
  const made = [element("h2", {}, title), element("ol", { class: "steps" }, ...steps.map(helpStep))];
  if (steps !== BY_TOUCH) made.push(element("p", { class: "hint" }, "No desktop app? Export the playlist at ", exportify("https://exportify.net"), " and open the CSV file here."));
  return made;
}

export function hidePlaylistHelp() {
  byId("help").hidden = true;
}

// A listener's own playlists need no link where the deployment may ask Spotify for them.
function signingIn() {
  const sign = button({ class: "primary" }, "Sign in with Spotify", () => byId("spotify").click());
  return element("p", { class: "row" }, sign, "Then your own playlists are here to choose from.");
}

const exportify = (address) => element("a", { href: address, rel: "noreferrer" }, "exportify.net");

function helpStep({ picture, alt, title, text, link }) {
  const made = element("li", {}, element("h3", {}, title), element("p", {}, text));
  if (picture) made.prepend(element("img", { src: `/find/pictures/${picture}.svg`, alt, width: 200, height: 130 }));
  if (link) made.append(exportify(link));
  return made;
}
