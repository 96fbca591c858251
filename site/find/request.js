// The request, built from the page's state. No DOM here.

export const TARGETS = ["energy", "valence", "tempo", "acousticness"];

// `seeds`, `loved` and `hated` are songs {uri, name, artist}; `files` are {name, size, data}, `part` is the name of one
// playlist in them or in the text; `library` is {name, uris} of a playlist at Spotify, `history` is {name, range, label}
// of a listener at ListenBrainz; `title` is what they typed as the list's name; `corrections` are as in corrections.js; `focus` is {place, of}: a crowd of an answer, and
// what it was given.
export const emptyState = () => ({
  seeds: [],
  text: "",
  files: [],
  part: "",
  title: "",
  library: null,
  history: null,
  corrections: [],
  n: 10,
  learn: false,
  repeat: false,
  loved: [],
  hated: [],
  adventurous: 0,
  diverse: 0,
  targets: {},
  focus: null,
});

// One line without a link may still be a partly typed song's name.
export const looksLikeName = (text) => {
  const words = text.trim();
  return words.length > 0 && words.length <= 300 && !words.includes("\n") && !/spotify[.:]|brainz[.:]|https?:|[0-9A-Za-z]{22}|[0-9a-f]{8}-[0-9a-f]{4}-/i.test(words);
};

export const hasSomething = (state) =>
  Boolean(state.seeds.length || state.text.trim() || state.files.length || state.library || state.history);

// Tells of a source in an answer whether it is a song that was picked itself, whose chip takes it back.
export const isPicked = ({ seeds, library }, source) =>
  seeds.some(({ uri }) => uri === source) || Boolean(library?.uris.includes(source));

export const isTuned = (state) => Boolean(state.adventurous || state.diverse || Object.keys(state.targets).length);

const uris = (songs) => songs.map((song) => song.uri);

export function toRequest(state) {
  const request = { n: state.n, ...given(state) };
  const focus = focusOf(state);
  if (focus !== null) request.focus = focus;
  if (state.title) request.title = state.title;
  if (state.corrections.length) request.corrections = state.corrections;
  if (state.repeat) request.repeat = true;
  if (state.loved.length) request.loved = uris(state.loved);
  if (state.hated.length) request.hated = uris(state.hated);
  // What comes from Spotify's API, or by a name that may be another's, is never used for training.
  if (state.learn && !state.library && !state.history) request.share = true;
  const { targets, adventurous, diverse } = state;
  if (isTuned(state)) request.tune = { targets, adventurous, diverse };
  return request;
}

// Goes on one crowd of the answer to what is given now; null for all of them.
export function focusOn(state, place) {
  state.focus = place === null ? null : { place, of: brought(state) };
}

// Other songs have other crowds: a focus is of those it was chosen for.
export const focusOf = (state) => (state.focus?.of === brought(state) ? state.focus.place : null);

const brought = (state) => JSON.stringify([given(state), state.corrections]);

// The fields of what was brought.
function given(state) {
  const fields = {};
  const tracks = [...uris(state.seeds), ...(state.library?.uris ?? [])];
  if (tracks.length) fields.tracks = tracks;
  if (state.text.trim()) fields.text = state.text;
  if (state.files.length) fields.files = state.files.map(({ name, data }) => ({ name, data }));
  if (state.part) fields.part = state.part;
  if (state.history) fields.listenbrainz = { name: state.history.name, range: state.history.range };
  return fields;
}
