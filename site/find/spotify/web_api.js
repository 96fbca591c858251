// The calls of Spotify's Web API for a listener's own music. The results are shown and used for requests, not stored.
import { SPOTIFY_API } from "../../config.js";
import { duration } from "../../problems.js";
import { SignedOut, accessToken, signOut } from "./tokens.js";

const LONGEST_WAIT_SECONDS = 5;
const MOST_SONGS = 1000;
const ADDED_AT_ONCE = 100;

// `message` is user-facing.
export class SpotifyProblem extends Error {}

export async function ownPlaylists() {
  const { id } = await call("/me");
  const playlists = await pages("/me/playlists?limit=50", 200);
  return playlists
    .filter((playlist) => playlist && (playlist.owner?.id === id || playlist.collaborative))
    .map(({ id, name, items, tracks }) => ({ id, name, songs: (items ?? tracks)?.total ?? null }));
}

export async function songsOf(playlistId) {
  const entries = await pages(`/playlists/${encodeURIComponent(playlistId)}/items?limit=50`, MOST_SONGS);
  return entries.map((entry) => entry?.item ?? entry?.track).filter(isSong).map((song) => song.uri);
}

// `range` is short_term (a month), medium_term (half a year) or long_term.
export async function topSongs(range) {
  const songs = await pages(`/me/top/tracks?time_range=${range}&limit=50`, 50);
  return songs.filter(isSong).map((song) => song.uri);
}

// Creates a private playlist and returns its address.
export async function savePlaylist(name, uris) {
  const made = await call("/me/playlists", { name, description: "From Segue", public: false });
  for (let from = 0; from < uris.length; from += ADDED_AT_ONCE) {
    await call(`/playlists/${made.id}/items`, { uris: uris.slice(from, from + ADDED_AT_ONCE) });
  }
  return `https://open.spotify.com/playlist/${made.id}`;
}

const isSong = (song) => song?.uri?.startsWith("spotify:track:"); // no podcast, no file of their own

async function pages(first, most) {
  const items = [];
  for (let path = first; path && items.length < most; ) {
    const page = await call(path);
    items.push(...page.items);
    path = page.next ? page.next.slice(page.next.indexOf("/v1") + 3) : null;
  }
  return items.slice(0, most);
}

async function call(path, body) {
  let response = await ask(path, body, await accessToken());
  if (response.status === 401) response = await ask(path, body, await accessToken(true));
  if (response.status === 429) response = await afterWaiting(response, path, body);
  if (response.ok) return response.json();
  if (response.status === 401) {
    signOut();
    throw new SignedOut("Spotify ended the sign-in");
  }
  throw new SpotifyProblem(refusal(response.status));
}

function refusal(status) {
  if (status === 403) return "Spotify does not let this app read that: its owner may have to add you to its users";
  if (status === 404) return "Spotify does not have this any more";
  return "Spotify does not answer as it should: try again in a minute";
}

async function ask(path, body, token) {
  const headers = { Authorization: `Bearer ${token}` };
  if (body) headers["Content-Type"] = "application/json";
  try {
    return await fetch(SPOTIFY_API + path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  } catch {
    throw new SpotifyProblem("Spotify could not be reached: check your connection");
  }
}

// Spotify may ask for a wait of hours: a few seconds are waited, a longer wait is shown.
async function afterWaiting(response, path, body) {
  const { error } = await response.json().catch(() => ({}));
  if (error?.reason === "QUOTA_EXCEEDED") throw new SpotifyProblem("This app has asked Spotify for all it may today: try again tomorrow");
  const seconds = Number(response.headers.get("Retry-After") ?? 1);
  if (seconds > LONGEST_WAIT_SECONDS) throw new SpotifyProblem(`Spotify asks us to wait: try again in ${duration(seconds)}`);
  await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  const again = await ask(path, body, await accessToken());
  if (again.status === 429) throw new SpotifyProblem("Spotify asks us to wait: try again in a minute");
  return again;
}
