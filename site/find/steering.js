// More like this, not this: the chosen songs, shown as removable chips.
import { chip, element } from "../elements.js";

// Over `state`, in `place`; `changed` is called after each change. Returns {more, less, show}.
export function steering(place, state, changed) {
  const lists = { loved: element("ul", { class: "chips", "aria-label": "More like" }), hated: element("ul", { class: "chips", "aria-label": "Not" }) };
  place.append(...Object.values(lists));

  const add = (to, from) => (song) => {
    state[from] = state[from].filter((each) => each.uri !== song.uri);
    state[to] = [...state[to].filter((each) => each.uri !== song.uri), { uri: song.uri, name: song.name }];
    show();
    changed();
  };
  const remove = (from, song) => {
    state[from] = state[from].filter((each) => each.uri !== song.uri);
    show();
    changed();
  };
  const show = () => {
    for (const [key, sign] of [["loved", "More like"], ["hated", "Not"]]) {
      lists[key].replaceChildren(...state[key].map((song) => chip(`${sign} ${song.name}`, () => remove(key, song))));
    }
  };
  show();
  return { more: add("loved", "hated"), less: add("hated", "loved"), show };
}
