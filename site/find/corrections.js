// What the listener put right: {source, line, track}, where an empty `track` leaves the piece out. No DOM here.

const isSame = (one, other) => one.source === other.source && one.line === other.line;

// Returns the corrections with that of one piece replaced.
export const withCorrection = (corrections, { source, line }, track) =>
  [...corrections.filter((each) => !isSame(each, { source, line })), { source, line, track }];

export const without = (corrections, piece) => corrections.filter((each) => !isSame(each, piece));
