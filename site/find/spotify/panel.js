// The part of the page that shows a listener's own music at Spotify; only loaded where an app is configured.
import { button, byId, counted, element } from "../../elements.js";
import { say, tell } from "../../notice.js";
import { nameOf } from "../list_name.js";
import { SignedOut, comeBack, isSignedIn, signIn, signOut } from "./tokens.js";
import { SpotifyProblem, ownPlaylists, savePlaylist, songsOf, topSongs } from "./web_api.js";

const LONGEST_TITLE = 100;
const RANGES = [["short_term", "Last month"], ["medium_term", "Last six months"], ["long_term", "All time"]];

// Shows the button, or the signed-in listener's music. Returns the part of `startServices`; `given.setLibrary` gets
// {name, uris} of the picked list.
export async function startSpotify(given) {
  const start = byId("spotify");
  start.addEventListener("click", () => (isSignedIn() ? leave() : signIn()));
  await trying(() => comeBack(new URLSearchParams(location.search)));
  await refresh((library) => given.setLibrary(library));
  return { saving: (answer) => (isSignedIn() && atSpotify(answer).length ? [saveButton(answer)] : []), shows: () => false };
}

function leave() {
  signOut();
  showButton();
  byId("spotify-library").hidden = true;
}

function showButton() {
  byId("spotify").hidden = false;
  byId("spotify").textContent = isSignedIn() ? "Sign out of Spotify" : "Sign in with Spotify";
}

async function refresh(choose) {
  showButton();
  if (!isSignedIn()) return;
  const playlists = await trying(ownPlaylists);
  if (!playlists) return;
  const section = byId("spotify-library");
  section.replaceChildren(
    element("h2", {}, "Your music on Spotify"),
    element("p", { class: "hint" }, "It stays in this browser; we never learn from it."),
    element("h3", {}, "What you play most"),
    row(RANGES.map(([range, name]) => pick(name, () => topSongs(range), choose))),
    element("h3", {}, "Your playlists"),
    row(playlists.map(({ id, name, songs }) => pick(songs === null ? name : `${name} (${songs})`, () => songsOf(id), choose, name))),
  );
  section.hidden = false;
}

const row = (buttons) => element("div", { class: "row" }, ...buttons);

function pick(label, read, choose, name = label) {
  return button({}, label, async () => {
    say(`Reading ${name}…`);
    const uris = await trying(read);
    if (uris?.length === 0) tell(`There is no song in ${name}`);
    else if (uris) choose({ name, uris });
  });
}

// The URIs of the songs that are known at Spotify.
const atSpotify = (answer) => answer.recommendations.map((song) => song.listen.spotify).filter(Boolean);

function saveButton(answer) {
  const saving = button({}, "Save to Spotify", async () => {
    saving.disabled = true;
    const songs = atSpotify(answer);
    const address = await trying(() => savePlaylist(nameOf(answer, LONGEST_TITLE), songs));
    saving.disabled = false;
    if (!address) return;
    const left = answer.recommendations.length - songs.length;
    tell(`Saved a playlist of ${counted(songs.length, "song")}${left ? `; ${left} without a Spotify id left out` : ""}`);
    saving.replaceWith(element("a", { class: "button", href: address, rel: "noreferrer" }, "Open the playlist"));
  });
  return saving;
}

// Shows Spotify's refusal and returns null.
async function trying(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SignedOut || error instanceof SpotifyProblem)) throw error;
    tell(error.message);
    showButton();
    return null;
  }
}
