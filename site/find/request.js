// The request, built from the page's state. No DOM here.

export const TARGETS = ["energy", "valence", "tempo", "acousticness"];

// `seeds`, `loved` and `hated` are songs {uri, name, artist}, `artists` are names; `files` are {name, size, data}, `part` is
// the name of one playlist in them or in the text; `library` is {name, uris} of a playlist at Spotify, `history` is {name,
// range, label} of a listener at ListenBrainz; `title` is what they typed as the list's name; `corrections` are as in
// corrections.js. `focus`, `ignore` and `after` are {..., of}: a crowd of an answer, parts of its words that are left out,
// and the answer to go on from, each for what was given then. `sentence` is what is to be changed in words, `n` is null
// for as many songs as the words ask for, `within` are bounds as the API has them, `walk` is for a path between two songs.
// `lists` are those set apart to be blended with what is given now, as the API has them.
export const emptyState = () => ({
  seeds: [],
  artists: [],
  text: "",
  files: [],
  part: "",
  title: "",
  library: null,
  history: null,
  corrections: [],
  n: null,
  learn: false,
  repeat: false,
  loved: [],
  hated: [],
  adventurous: 0,
  diverse: 0,
  targets: {},
  within: {},
  order: "",
  walk: false,
  lists: [],
  focus: null,
  ignore: null,
  after: null,
  sentence: "",
});

// One line without a link may still be a partly typed song's name.
export const looksLikeName = (text) => {
  const words = text.trim();
  return words.length > 0 && words.length <= 300 && !words.includes("\n") && !/spotify[.:]|brainz[.:]|https?:|[0-9A-Za-z]{22}|[0-9a-f]{8}-[0-9a-f]{4}-/i.test(words);
};

export const hasSongs = (state) =>
  Boolean(state.seeds.length || state.artists.length || state.text.trim() || state.files.length || state.library || state.history);

export const hasSomething = (state) => hasSongs(state) || state.lists.length > 1;

// Tells of a source in an answer whether it is a song that was picked itself, whose chip takes it back.
export const isPicked = ({ seeds, library }, source) =>
  seeds.some(({ uri }) => uri === source) || Boolean(library?.uris.includes(source));

export const isTuned = (state) => Boolean(state.adventurous || state.diverse || Object.keys(state.targets).length);

// Two songs and nothing else: one can walk from the first to the second.
export const canWalk = (state) =>
  state.seeds.length === 2 && !(state.lists.length || state.artists.length || state.text.trim() || state.files.length || state.library || state.history);

export const walks = (state) => state.walk && canWalk(state);

export const MOST_LISTS = 5;

// A list of a blend has its songs in one file at most, and no history.
export const canBlend = ({ files, history }) => files.length < 2 && !history;

const blends = (state) => state.lists.length > 0 && canBlend(state) && state.lists.length + Number(hasSongs(state)) > 1;

// What is given, as one list of a blend.
export function listOf(state) {
  const { tracks, artists = [], text = "", files: [file] = [], part } = given(state);
  const list = { name: state.title || `List ${state.lists.length + 1}`, text: [...artists, text].filter(Boolean).join("\n") };
  if (tracks) list.tracks = tracks;
  if (file) list.file = file;
  if (part) list.part = part;
  return list;
}

const uris = (songs) => songs.map((song) => song.uri);

export function toRequest(state) {
  if (blends(state)) return blend(state);
  if (walks(state)) return walk(state);
  const after = afterOf(state);
  return { ...(after ? { after } : given(state)), ...wishes(state, Boolean(after)) };
}

// What is asked for besides songs that a walk goes by, too.
const OF_WALK = ["n", "loved", "hated", "within"];
const OF_BLEND = [...OF_WALK, "tune", "repeat", "order", "curve"];

function walk(state) {
  const [from, to] = uris(state.seeds);
  return { from, to, ...only(OF_WALK, wishes(state, false)) };
}

function blend(state) {
  const lists = hasSongs(state) ? [...state.lists, listOf(state)] : state.lists;
  return { lists, ...only(OF_BLEND, wishes(state, false)) };
}

const only = (names, fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));

// The wishes beside the songs; `isMore` names those too that are not set, as what is left out is as it was before.
function wishes(state, isMore) {
  const request = isMore ? { forget: [] } : {};
  const put = (name, value, isSet) => {
    if (isSet) request[name] = value;
    else if (isMore) request.forget.push(name);
  };
  const { targets, adventurous, diverse, within, loved, hated, title, repeat, sentence } = state;
  if (state.n !== null) request.n = state.n;
  put("focus", focusOf(state), focusOf(state) !== null);
  put("title", title, title);
  if (!isMore && state.corrections.length) request.corrections = state.corrections;
  put("repeat", repeat, repeat);
  put("loved", uris(loved), loved.length);
  put("hated", uris(hated), hated.length);
  put("tune", { targets, adventurous, diverse }, isTuned(state));
  put("within", within, Object.keys(within).length);
  put("ignore", ignoredBy(state), ignoredBy(state).length);
  put("order", "flow", state.order);
  put("curve", curveOf(state), curveOf(state));
  if (sentence) request.words = sentence;
  // What comes from Spotify's API, or by a name that may be another's, is never used for training.
  if (state.learn && !state.library && !state.history) request.share = true;
  return request;
}

const curveOf = ({ order }) => (order && order !== "flow" ? order : null);

// Goes on one crowd of the answer to what is given now; null for all of them.
export function focusOn(state, place) {
  state.focus = place === null ? null : { place, of: brought(state) };
}

// Other songs have other crowds: a focus is of those it was chosen for.
export const focusOf = (state) => (state.focus?.of === brought(state) ? state.focus.place : null);

// Goes on from the answer with this id, as long as the same is given.
export function goOnFrom(state, id) {
  state.after = { id, of: brought(state) };
}

export const afterOf = (state) => (state.after?.of === brought(state) ? state.after.id : "");

// Leaves a part of the words out, by its text.
export function ignore(state, text) {
  state.ignore = { parts: [...ignoredBy(state), text], of: brought(state) };
}

export const ignoredBy = (state) => (state.ignore?.of === brought(state) ? state.ignore.parts : []);

const brought = (state) => JSON.stringify([given(state), state.corrections]);

// The fields of what was brought.
function given(state) {
  const fields = {};
  const tracks = [...uris(state.seeds), ...(state.library?.uris ?? [])];
  if (tracks.length) fields.tracks = tracks;
  if (state.artists.length) fields.artists = state.artists;
  if (state.text.trim()) fields.text = state.text;
  if (state.files.length) fields.files = state.files.map(({ name, data }) => ({ name, data }));
  if (state.part) fields.part = state.part;
  if (state.history) fields.listenbrainz = { name: state.history.name, range: state.history.range };
  return fields;
}
