// The one call of ListenBrainz' API that a listener's token is for: to create a playlist, as JSPF.
import { LISTENBRAINZ_API } from "../../config.js";

const PATIENCE_MS = 30_000;
const EXTENSION = "https://musicbrainz.org/doc/jspf#playlist";
const RECORDING = "https://musicbrainz.org/recording/";

// `message` is user-facing.
export class ListenBrainzProblem extends Error {}
export class RefusedToken extends ListenBrainzProblem {}

// Creates a playlist that only its listener sees, of songs with an id of MusicBrainz, and returns its address.
export async function createPlaylist(title, songs, token) {
  const response = await send({
    playlist: {
      title,
      annotation: "From Segue",
      extension: { [EXTENSION]: { public: false } },
      track: songs.map(({ name, artist, listen }) => ({
        title: name, creator: artist, identifier: RECORDING + listen.musicbrainz.split(":").at(-1),
      })),
    },
  }, token);
  if (!response.ok) throw refusal(response.status);
  return `https://listenbrainz.org/playlist/${encodeURIComponent(await playlistId(response))}/`;
}

// Returns the id in an answer, which may be cut, or a page of a host in between.
async function playlistId(response) {
  try {
    const { playlist_mbid: id } = await response.json();
    if (id) return id;
  } catch {
    // told as an answer without an id
  }
  throw refusal(response.status);
}

async function send(body, token) {
  const headers = { Authorization: `Token ${token}`, "Content-Type": "application/json" };
  const options = { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    return await fetch(`${LISTENBRAINZ_API}/1/playlist/create`, options);
  } catch {
    throw new ListenBrainzProblem("ListenBrainz could not be reached: check your connection, or try again in a minute");
  }
}

// A browser may not read the wait that a 429 of ListenBrainz asks for.
function refusal(status) {
  if (status === 401) return new RefusedToken("ListenBrainz does not know this token: copy it anew.");
  if (status === 429) return new ListenBrainzProblem("ListenBrainz asks us to wait: try again in a minute");
  return new ListenBrainzProblem("ListenBrainz does not answer as it should: try again in a minute");
}
