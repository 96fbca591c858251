// What plays, kept in this tab, so that another page of the site goes on with it: {name, songs, at, second, skim, left}.
// `left` is when a page was left while it played.
import { ofTab } from "../storage.js";

const KEY = "segue.playing";

export const keepPlaying = (what) => ofTab.write(KEY, what);
export const forgetPlaying = () => ofTab.remove(KEY);
export const keptPlaying = () => ofTab.read(KEY);
