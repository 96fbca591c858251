// What the bar says where nothing is heard, "" where all is well.

const FAILED = {
  blocked: "Spotify’s player could not be loaded; a content blocker may keep it out.",
  late: "Spotify’s player does not answer.",
  song: "Spotify cannot play this song here.",
};

export function wordsOf({ state, why }) {
  if (state === "invented") return "This is the demo: its songs are invented, so none of them can be heard.";
  if (state === "silent") return "Spotify has not started yet. Press play in its player, or go on with the next song.";
  if (state === "ended") return "That was the whole list.";
  if (state === "failed") return navigator.onLine || why === "song" ? FAILED[why] : "You are offline, so Spotify’s player cannot be loaded.";
  return "";
}
