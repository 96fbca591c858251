// What a page starts from: a shared list or a song in its address.
import { sharedList } from "../api.js";
import { showProblem } from "./problem.js";

// A shared list to start from, or one song: /?from=ID or /?track=ID. Returns whether there is one.
export async function startFrom(parameters, given) {
  const [list, track] = [parameters.get("from"), parameters.get("track")];
  if (!list && !track) return false;
  history.replaceState(null, "", location.pathname);
  try {
    if (list) await given.setSongs((await sharedList(list)).songs);
    else await given.setSongs([{ uri: track, name: "The song you came with" }]);
  } catch (error) {
    showProblem(error);
  }
  return true;
}
