// What a deployment chooses. A host that is not this site's own must also be in `connect-src` of every page's CSP.

// Where the functions answer: "/api", or its full address on another host.
export const API = "/api";

// Where lists that were shared are shown.
export const SHARED = "/s";

// The client id of an app at developer.spotify.com whose redirect URI is this site's first page; empty: no sign-in.
export const SPOTIFY_CLIENT_ID = "";

export const SPOTIFY_API = "https://api.spotify.com/v1";
export const SPOTIFY_ACCOUNTS = "https://accounts.spotify.com";
