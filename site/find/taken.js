// What a piece of the input was taken for, in words. No DOM here.

export function takenFor({ source, kind, name, artist }) {
  if (kind === "artist") return `For the artist ${source}: “${name}”`;
  return `Taken for “${name}” by ${artist}`;
}

// Tells of a piece without a song whether it has some to choose from: it was found, but fits none of the others.
export const isLeftOut = ({ uri, alternatives }) => !uri && Boolean(alternatives?.length);

// How many pieces were found: an artist is one, whose songs are several.
export function foundOf({ matched, unmatched }) {
  const found = new Set(matched.map(({ source, line }) => `${line} ${source}`)).size;
  const all = found + unmatched.length;
  const kind = !unmatched.length && matched.every(({ kind }) => kind === "artist") ? "artist" : "song";
  return `${found} of ${all} ${all === 1 ? kind : `${kind}s`} found`;
}
