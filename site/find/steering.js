// More like this, not for me: the chosen songs, shown as removable chips.
import { byId, chip } from "../elements.js";
import { opine } from "../opinions.js";

// Over `state`; `changed` is called where the list is to be another. Returns {more, out, back, show}: `more` has songs like
// one, `out` remembers one that is not wanted of the list with an id, `back` forgets that.
export function steering(state, changed) {
  const without = (from, { uri }) => (state[from] = state[from].filter((each) => each.uri !== uri));
  const put = (to, song) => (state[to] = [...without(to, song), song]);
  const show = () => {
    byId("more-like").replaceChildren(...state.loved.map((song) => chip(`More like ${song.name}`, () => drop("loved", song))));
    byId("unwanted").replaceChildren(...state.hated.map((song) => chip(`Not ${song.name}`, () => want(song))));
  };
  const drop = (from, song) => {
    without(from, song);
    show();
    changed();
  };
  // What was rated would keep the song out of every list.
  const want = async (song) => {
    if (song.list) await opine({ search: song.list, track: song.uri, opinion: null }).catch(() => {});
    drop("hated", song);
  };
  return {
    more({ uri, name }) {
      without("hated", { uri });
      put("loved", { uri, name });
      show();
      changed();
    },
    out({ uri, name }, list) {
      without("loved", { uri });
      put("hated", { uri, name, list });
      show();
    },
    back(song) {
      without("hated", song);
      show();
    },
    show,
  };
}
