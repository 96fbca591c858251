// Songs of several kinds: the heading that names them, and a switch that goes on one of them alone.
import { button, byId, counted } from "../elements.js";

// Of one of some crowds, or of two of them. `crowds` are {name, share, seeds, unknown}, the greatest first; `focus` is the place of the one that is gone on, or null.
export function crowdsHeading(crowds, focus) {
  if (focus !== null) return `Next to your ${named(crowds[focus])}`;
  const [first, second] = crowds;
  return first.share === second.share ? `Half ${named(first)}, half ${named(second)}` : `Mostly ${named(first)}, some ${named(second)}`;
}

// Crowds of one name, told apart by a song alone, are one kind to whoever reads their names.
export function isOneKind(crowds) {
  const kinds = crowds.map(({ name }) => name?.split(" such as “")[0] ?? null);
  return kinds[0] !== null && kinds.every((kind) => kind === kinds[0]);
}

// `choose` is called with the place of a crowd, or null for all.
export function showCrowds(crowds, focus, choose) {
  const group = byId("crowds");
  group.hidden = !crowds.length || (focus === null && isOneKind(crowds));
  const choices = group.hidden ? [] : [null, ...crowds.keys()];
  group.replaceChildren(...choices.map((place) => choice(crowds, place, focus, choose)));
}

function choice(crowds, place, focus, choose) {
  const label = place === null ? "All of it" : `${capital(named(crowds[place]))} (${counted(size(crowds[place]), "song")})`;
  return button({ "aria-pressed": String(place === focus) }, label, () => choose(place));
}

// Answers kept from before unknown songs had crowds lack `unknown`.
const size = ({ seeds, unknown = [] }) => seeds.length + unknown.length;

// A name of genres, "Classic rock · hard rock", goes on within a sentence; one of artists, "One, Two and more", is quoted.
function named({ name }) {
  if (name === null) return "other songs";
  if (name.endsWith(" and more")) return `“${name}”`;
  const rest = name.slice(1);
  return rest === rest.toLowerCase() ? name[0].toLowerCase() + rest : name;
}

export const capital = (text) => text[0].toUpperCase() + text.slice(1);
