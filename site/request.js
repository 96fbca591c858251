// What the page sends, made of what the person has done so far. No DOM here.

export const emptyState = () => ({ seeds: [], text: "", file: null, n: 10, adventurous: 0, energy: null });

// One line of words without a link may still be a song's name that is being typed.
export const looksLikeName = (text) => {
  const words = text.trim();
  return words.length > 0 && !words.includes("\n") && !/spotify[.:]|https?:|[0-9A-Za-z]{22}/.test(words);
};

export const hasSomething = (state) => Boolean(state.seeds.length || state.text.trim() || state.file);

export function toRequest(state) {
  const request = { n: state.n };
  if (state.seeds.length) request.tracks = state.seeds.map((seed) => seed.uri);
  if (state.text.trim()) request.text = state.text;
  if (state.file) request.file = state.file;
  const targets = state.energy === null ? {} : { energy: state.energy };
  if (state.adventurous || state.energy !== null) request.tune = { targets, adventurous: state.adventurous };
  return request;
}
