// A blend: the songs given so far become a list of their own, and another list is asked for; songs that go with all of them come.
import { button, byId } from "../elements.js";
import { canBlend, hasSongs, listOf, MOST_LISTS } from "./request.js";

// `begin` is called once what is given is set apart, and another list is to be given.
export function offerBlend(state, begin) {
  const place = byId("blending");
  const offers = hasSongs(state) && canBlend(state) && state.lists.length < MOST_LISTS - 1;
  place.hidden = !offers && !state.lists.length;
  if (!offers) return place.replaceChildren(state.lists.length && !hasSongs(state) ? "Now give the other list: songs, a file, or a pasted list." : "");
  place.replaceChildren(button({}, state.lists.length ? "And blend with one more" : "Blend with another list", () => {
    state.text = byId("given").value;
    state.lists = [...state.lists, listOf(state)];
    begin();
  }));
}

// Returns the heading of a blend, "" for any other answer.
export const blendHeading = ({ blend }) => (blend ? `Between ${blend.lists.map(({ name }) => `“${name}”`).join(" and ")}` : "");
