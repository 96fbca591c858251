// The colours of neighbourhoods: those that touch get colours that are far apart, for the colour-blind too.
import { isNight } from "../palette.js";

// Found by search: 3:1 or more on the map's ground, and any two at least .09 apart in OKLab, as seen with and without
// red-green blindness (the simulation of Machado, Oliveira and Fernandes, 2009).
export const DAY = ["#1e965a", "#2d2d96", "#8778f0", "#4b3c0f", "#a54b96", "#2d695a", "#964b0f", "#f05a87", "#78005a", "#3c5ad2", "#6996c3", "#e15a0f"];
export const NIGHT = ["#87ffb4", "#3c69e1", "#a58700", "#78b4e1", "#2da596", "#f0a500", "#4bd287", "#9687ff", "#f0e10f", "#a5e1ff", "#8769a5", "#b44b5a"];

const CELLS = 44; // along each axis; a cell of a map of 5,000 songs holds some six
const ROUNDS = 3;
const LEAST = 0.02; // distance of a colour from itself, for the sum's sake
const FAR = 0.002; // what it matters that two neighbourhoods without a common border are told apart, the nearer the more

export const colourOf = ({ hue }) => (isNight() ? NIGHT : DAY)[hue];
export const styleOf = ({ hue }) => `light-dark(${DAY[hue]}, ${NIGHT[hue]})`;

// Sets the `hue` of every neighbourhood of an atlas, an index of both lists.
export function chooseHues(atlas) {
  const shares = mingling(atlas);
  const apart = DAY.map((_, a) => DAY.map((_, b) => Math.max(LEAST, Math.min(distance(DAY[a], DAY[b]), distance(NIGHT[a], NIGHT[b])))));
  const matters = (each, { id, place }) =>
    (shares.get(pair(each.id, id)) ?? 0) + FAR / (0.1 + Math.hypot(place.x - each.place.x, place.y - each.place.y));
  const cost = (each, hue) => {
    const others = atlas.clusters.filter((other) => other !== each && other.hue !== undefined);
    return others.reduce((sum, other) => sum + matters(each, other) / apart[hue][other.hue] ** 2, 0);
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of atlas.clusters) {
      const costs = DAY.map((_, hue) => cost(each, hue));
      each.hue = costs.indexOf(Math.min(...costs));
    }
  }
}

const pair = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);

// How much two neighbourhoods share cells, relative to the smaller one; two grids, so that no border is overlooked.
function mingling(atlas) {
  const together = new Map();
  for (const shift of [0, 0.5]) {
    for (const counts of cells(atlas, shift)) {
      const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
      for (const [a, of] of counts) {
        for (const [b, others] of counts) if (a < b) together.set(pair(a, b), (together.get(pair(a, b)) ?? 0) + (of * others) / all);
      }
    }
  }
  for (const [key, value] of together) {
    together.set(key, value / Math.min(...key.split(" ").map((id) => atlas.byId.get(Number(id)).songs)));
  }
  return together;
}

// The number of songs of each neighbourhood, by cell.
function cells({ x, y, cluster, size }, shift) {
  const found = new Map();
  for (let i = 0; i < size; i++) {
    const [column, row] = [x[i], y[i]].map((value) => Math.floor(((value + 1) / 2) * CELLS + shift));
    const key = column * 1_000 + row;
    if (!found.has(key)) found.set(key, new Map());
    const counts = found.get(key);
    counts.set(cluster[i], (counts.get(cluster[i]) ?? 0) + 1);
  }
  return found.values();
}

const DEUTAN = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]];
const PROTAN = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
const CONES = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]];
const LAB = [[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]];

const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, value, k) => sum + value * vector[k], 0));
const linear = (colour) =>
  colour.match(/\w\w/g).map((part) => parseInt(part, 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
const oklab = (rgb) => times(LAB, times(CONES, rgb.map((c) => Math.min(1, Math.max(0, c)))).map(Math.cbrt));

const CHROMA = 0.15; // at which hues are compared

// The distance of two colours in OKLab, to whom it is least; that of their hues alone if it is less, so that a light blue does
// not stand beside a dark one.
function distance(one, other) {
  const seen = [(rgb) => rgb, (rgb) => times(DEUTAN, rgb), (rgb) => times(PROTAN, rgb)];
  const [a, b] = [linear(one), linear(other)];
  const distances = seen.map((see) => Math.hypot(...oklab(see(a)).map((value, k) => value - oklab(see(b))[k])));
  const [hue, of] = [a, b].map((rgb) => Math.atan2(oklab(rgb)[2], oklab(rgb)[1]));
  return Math.min(...distances, 2 * CHROMA * Math.abs(Math.sin((hue - of) / 2)));
}
