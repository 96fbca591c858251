// Calls to the functions. Every failure is an ApiProblem, except for an aborted call.
import { API, SHARED } from "./config.js";
import { forgetToken, keepToken, keptToken } from "./session.js";

const PATIENCE_MS = 30_000;

// The platform refuses without a problem document: a 429 by Cloud Run means that no instance is free.
const PLATFORMS = { 429: "busy", 503: "unavailable", 413: "too-large" };

// `slug` is the end of the problem's type (shared/errors.py), or offline, slow, or error without one.
export class ApiProblem extends Error {
  constructor({ slug, status = 0, detail = "", expected = "", found = "", cure = "", parts = [], retryAfter = null }) {
    super(detail || slug);
    Object.assign(this, { slug, status, detail, expected, found, cure, parts, retryAfter });
  }
}

export const search = (words, signal, limit = 8, kind = "song") =>
  call(`${API}/search?${new URLSearchParams({ q: words, limit, kind })}`, { signal });

export const searchArtists = (words, signal, limit) =>
  call(`${API}/search?${new URLSearchParams({ q: words, kind: "artist", limit })}`, { signal });

export const readingOf = (text, signal) => call(`${API}/search/reading`, { method: "POST", body: { text }, signal });
export const front = () => call(`${API}/search/front`);
export const catalogue = () => call(`${API}/search/catalogue`);

// A search belongs to its listener's history; without the account function the call is anonymous.
export const recommend = (request, signal) =>
  call(`${API}/recommend`, { method: "POST", body: request, signal, as: () => asListener().catch(() => null) });

// Takes a song out of an answer, whose place the next best one takes, {place, song}; with `back` it comes back.
export const swapSong = (list, song, back = false) =>
  call(`${API}/recommend/swap`, { method: "POST", body: { list, song, back }, as: () => asListener().catch(() => null) });

// A list of nobody's, next to one song.
export const listNextTo = (track) => call(`${API}/recommend`, { method: "POST", body: { tracks: [track], n: 1 }, anonymous: true });

export const rate = (rating) => call(`${API}/feedback`, { method: "POST", body: rating, as: asListener });
export const ratingsOf = (id) => call(`${API}/feedback?${new URLSearchParams({ search: id })}`, { as: asListener });

// A song is loved no more, in whichever list it was.
export const takeBack = (track) => call(`${API}/feedback?${new URLSearchParams({ track })}`, { method: "DELETE" });

// The listener's own lists: some of them after a cursor, and each as it was given.
export const ownLists = (cursor) => call(`${API}/recommend${cursor ? `?${new URLSearchParams({ cursor })}` : ""}`);
export const ownList = (id) => call(`${API}/recommend/${encodeURIComponent(id)}`);
export const renameList = (id, name) => call(`${API}/recommend/${id}`, { method: "PATCH", body: { name } });
export const deleteList = (id) => call(`${API}/recommend/${id}`, { method: "DELETE" });

export const neverArtist = (artist) => call(`${API}/feedback/artists`, { method: "PUT", body: { artist } });
export const againArtist = (artist) => call(`${API}/feedback/artists?${new URLSearchParams({ artist })}`, { method: "DELETE" });

// `wishes` are {title, made_from}.
export const shareList = (search, wishes) => call(`${API}/share`, { method: "POST", body: { search, ...wishes }, as: asListener });
// A link by which a friend adds songs to those of an answer; and one's own songs, added to a friend's.
export const inviteToBlend = (search, name) => call(`${API}/share/blends`, { method: "POST", body: { search, name }, as: asListener });
export const joinBlend = (id, search, name) => call(`${API}/share/blends/${id}`, { method: "POST", body: { search, name }, as: asListener });
// One's own lists and blends, {shares, blends}: of all pages.
export async function ownShared() {
  const all = { shares: [], blends: [] };
  for (let cursor = ""; cursor !== null; ) {
    const page = await call(`${API}/share/mine${cursor && `?${new URLSearchParams({ cursor })}`}`);
    all.shares.push(...page.shares);
    all.blends.push(...page.blends);
    cursor = page.cursor ?? null;
  }
  return all;
}
// The code of a frame with a list, for another site.
export const embedding = (url) => call(`${API}/oembed?${new URLSearchParams({ url })}`);
export const takeDown = (id) => call(`${API}/share/${id}`, { method: "DELETE", as: asListener });
export const sharedList = (id) => call(`${SHARED}/${encodeURIComponent(id)}/list.json`);
// The page of a shared list, a blend or an invitation, as a document; of one that is gone, the page that says so.
export async function sharedPage(id) {
  const response = await send(`${SHARED}/${encodeURIComponent(id)}`, {});
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return read(response);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}
export const sharedPicture = (id, kind) => `${SHARED}/${id}/${kind}.png`;
// The address of its page as a QR code, a picture.
export const sharedCode = (id) => `${SHARED}/${id}/qr.svg`;

// Calls `url` with the stored token; returns the answer's JSON or null. `as` is called first, to get a token.
// With `link`, a 401 concerns the link in the body and not the token.
export async function call(url, { as = () => null, link = false, ...options } = {}) {
  await as();
  const held = keptToken();
  const response = await send(url, options);
  if (response.status !== 401 || !held || link) return read(response);
  forgetToken(); // no longer valid: go on as the visitor of before, or as somebody new
  await as();
  return read(await send(url, options));
}

// Returns the content of `url` as a file to save.
export async function fileAt(url) {
  const response = await send(url, {});
  return response.ok ? response.blob() : read(response);
}

let visiting = null;

// Creates a visitor unless there is a token already; two concurrent calls create one visitor.
export function asListener() {
  if (keptToken()) return Promise.resolve();
  visiting ??= send(`${API}/account/visitors`, { method: "POST" })
    .then(read)
    .then(({ token }) => keepToken(token))
    .finally(() => (visiting = null));
  return visiting;
}

async function send(url, { method = "GET", body, signal, anonymous = false }) {
  const headers = {};
  const token = anonymous ? null : keptToken();
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const either = signal ? AbortSignal.any([signal, patience]) : patience;
  const options = { method, headers, signal: either };
  if (body !== undefined) options.body = JSON.stringify(body);
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiProblem({ slug: error.name === "TimeoutError" ? "slow" : "offline" });
  }
}

async function read(response) {
  if (response.status === 204) return null;
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const slug = String(body.type ?? "").split(/[/#]/).at(-1) || PLATFORMS[response.status] || "error";
  throw new ApiProblem({ ...body, slug, status: response.status, retryAfter: response.headers.get("Retry-After") });
}
