// Settings of a deployment. A host other than this site's must also be in `connect-src` of every page's CSP.

// Address of the functions: "/api", or a full address on another host.
export const API = "/api";

// Address of shared lists.
export const SHARED = "/s";

// Where a page asks how far the preparation of real songs is; empty: none is prepared.
export const PREPARING = "";

// The client id of an app at developer.spotify.com whose redirect URI is this site's first page; empty: no sign-in.
export const SPOTIFY_CLIENT_ID = "";

export const SPOTIFY_API = "https://api.spotify.com/v1";
export const SPOTIFY_ACCOUNTS = "https://accounts.spotify.com";

// Spotify's oEmbed, https://open.spotify.com/oembed, where each browser asks for the covers of the songs that it shows;
// empty: drawn tiles alone, and Spotify hears of nobody before they press play.
export const COVERS = "";

// ListenBrainz' API, where lists are saved; empty: ListenBrainz is not offered. Names are asked for by the functions.
export const LISTENBRAINZ_API = "https://api.listenbrainz.org";
