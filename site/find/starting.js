// What a page starts from: a list or a song in its address.
import { ownList, sharedList } from "../api.js";
import { showProblem } from "./problem.js";

// A shared list to start from, one of the listener's own, or one song: /?from=ID, /?more=ID or /?track=ID. Returns whether
// there is one.
export async function startFrom(parameters, given) {
  const [list, own, track] = ["from", "more", "track"].map((name) => parameters.get(name));
  if (!list && !own && !track) return false;
  history.replaceState(null, "", location.pathname);
  try {
    if (list) await given.setSongs((await sharedList(list)).songs);
    else if (own) await given.setSongs((await ownList(own)).recommendations.map(({ uri, name, artist }) => ({ uri, name, artist })));
    else await given.setSongs([{ uri: track, name: "The song you came with" }]);
  } catch (error) {
    showProblem(error);
  }
  return true;
}
