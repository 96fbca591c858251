// Signing in at Spotify: the authorization code flow with PKCE (RFC 7636), in the browser. Tokens stay in this tab.
import { SPOTIFY_ACCOUNTS, SPOTIFY_CLIENT_ID } from "../../config.js";

const TOKENS = "segue.spotify";
const PENDING = "segue.spotify.pending";
const SCOPES = "playlist-read-private playlist-read-collaborative user-top-read playlist-modify-private";
const EARLY_MS = 60_000; // a token that ends within a minute is renewed

export class SignedOut extends Error {}

const redirectUri = () => new URL("/", location.href).href;
const read = (key) => JSON.parse(sessionStorage.getItem(key));

export const isSignedIn = () => sessionStorage.getItem(TOKENS) !== null;
export const signOut = () => sessionStorage.removeItem(TOKENS);

// Redirects to Spotify, which redirects back to this page with a code.
export async function signIn() {
  const verifier = random(64);
  const state = random(16);
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state }));
  const query = new URLSearchParams({
    client_id: SPOTIFY_CLIENT_ID,
    response_type: "code",
    redirect_uri: redirectUri(),
    scope: SCOPES,
    state,
    code_challenge_method: "S256",
    code_challenge: await challenge(verifier),
  });
  location.assign(`${SPOTIFY_ACCOUNTS}/authorize?${query}`);
}

// Reads the code of Spotify's redirect. Returns whether there was one; throws SignedOut after a refusal, or if the
// redirect belongs to no sign-in of this tab.
export async function comeBack(parameters) {
  const pending = read(PENDING);
  if (!parameters.has("state") || !(parameters.has("code") || parameters.has("error"))) return false;
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, "", location.pathname);
  if (!pending || parameters.get("state") !== pending.state) throw new SignedOut("This sign-in was not begun here");
  if (parameters.has("error")) throw new SignedOut("Spotify was not allowed to tell us");
  await exchange({
    grant_type: "authorization_code",
    code: parameters.get("code"),
    redirect_uri: redirectUri(),
    code_verifier: pending.verifier,
  });
  return true;
}

// Returns an access token, renewed if it is about to expire or if `renew` is set.
export async function accessToken(renew = false) {
  const held = read(TOKENS);
  if (!held) throw new SignedOut("Nobody is signed in at Spotify");
  if (!renew && held.endsAt > Date.now() + EARLY_MS) return held.access;
  return exchange({ grant_type: "refresh_token", refresh_token: held.refresh }, held.refresh);
}

async function exchange(grant, before = "") {
  const body = new URLSearchParams({ client_id: SPOTIFY_CLIENT_ID, ...grant });
  const response = await fetch(`${SPOTIFY_ACCOUNTS}/api/token`, { method: "POST", body });
  if (!response.ok) {
    signOut();
    throw new SignedOut("Spotify ended the sign-in");
  }
  const { access_token: access, refresh_token: refresh = before, expires_in: seconds } = await response.json();
  sessionStorage.setItem(TOKENS, JSON.stringify({ access, refresh, endsAt: Date.now() + 1000 * seconds }));
  return access;
}

function random(bytes) {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

async function challenge(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
