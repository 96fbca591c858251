// Names as small pictures, each drawn once: a frame then only copies them.
import { ink } from "../palette.js";
import { colourOf } from "./colours.js";
import { placeLabels } from "./labels.js";

const FAMILY = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const HALO = 3;
const PAD = 6;
const WIDEST = 200;
const SEPARATOR = " · ";
const SIZES = [[20, 14], [120, 13], [Infinity, 12]]; // pixels of the letters of the first artists, of the next, of all others
const MOST_PICTURES = 600;

const pen = document.createElement("canvas").getContext("2d");
const pictures = new Map();

export const forgetPictures = () => pictures.clear();

// All labels of a map, placed: neighbourhoods, and the artists by how well they are known.
export function labelsOf(atlas, unit, canvasWidth) {
  const neighbourhoods = atlas.clusters.map((cluster) => kindLabel(cluster, Math.min(WIDEST, canvasWidth / 2.6), unit, atlas, canvasWidth));
  const artists = atlas.artists.map((artist, rank) => {
    const size = SIZES.find(([below]) => rank < below)[1];
    return { ...textLabel(artist.name, `500 ${size}px ${FAMILY}`, size), x: atlas.x[artist.point], y: atlas.y[artist.point], dy: -(size / 2 + 11), artist };
  });
  const labels = [...neighbourhoods, ...artists];
  placeLabels(labels, unit, neighbourhoods.length);
  return labels.sort((a, b) => a.level - b.level);
}

// A neighbourhood's name, moved so far that it is whole on the whole map.
function kindLabel(cluster, room, unit, atlas, canvasWidth) {
  const font = `700 13px ${FAMILY}`;
  pen.font = font;
  const label = { ...textLabel(fitting(cluster, room, atlas.clusters), font, 13), ...cluster.place, dy: 0, cluster };
  label.width += 16;
  const x = canvasWidth / 2 + (label.x - atlas.bounds.x.middle) * unit;
  label.dx = Math.max(0, label.width / 2 - x + 4) + Math.min(0, canvasWidth - 4 - label.width / 2 - x);
  return label;
}

export function textLabel(text, font = `600 13px ${FAMILY}`, size = 13) {
  pen.font = font;
  const short = shortened(text);
  return { text: short, font, dx: 0, dy: 0, width: pen.measureText(short).width + 2 * PAD, height: size + 8 };
}

function shortened(text) {
  if (text.length > 60) text = text.slice(0, 60);
  if (pen.measureText(text).width <= WIDEST) return text;
  while (pen.measureText(`${text}…`).width > WIDEST) text = text.slice(0, -1);
  return `${text}…`;
}

// Of a name of several parts, as many as fit, and at least as many as no other neighbourhood's name begins with.
function fitting({ name }, room, clusters) {
  const parts = name.split(SEPARATOR);
  const beginsAnother = (text) => clusters.some((other) => other.name !== name && `${other.name}${SEPARATOR}`.startsWith(`${text}${SEPARATOR}`));
  let text = name;
  while (parts.length > 1 && pen.measureText(text).width > room) {
    parts.pop();
    if (beginsAnother(parts.join(SEPARATOR))) break;
    text = parts.join(SEPARATOR);
  }
  return text;
}

export function pictureOf(label, ratio) {
  const key = `${label.font}|${label.cluster && colourOf(label.cluster)}|${label.text}|${ratio}`;
  if (!pictures.has(key)) {
    if (pictures.size > MOST_PICTURES) pictures.clear();
    pictures.set(key, drawn(label, ratio));
  }
  return pictures.get(key);
}

function drawn({ text, font, width, height, cluster }, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * ratio);
  canvas.height = Math.ceil(height * ratio);
  const on = canvas.getContext("2d");
  on.scale(ratio, ratio);
  if (cluster) plate(on, width, height, colourOf(cluster));
  on.font = font;
  on.textBaseline = "middle";
  on.lineJoin = "round";
  on.lineWidth = HALO;
  on.strokeStyle = ink("panel");
  on.fillStyle = ink("ink");
  const left = cluster ? PAD + 14 : PAD;
  if (!cluster) on.strokeText(text, left, height / 2 + 0.5);
  on.fillText(text, left, height / 2 + 0.5);
  return canvas;
}

// The ground of a neighbourhood's name, with a dot of its colour.
function plate(on, width, height, colour) {
  on.globalAlpha = 0.9;
  on.fillStyle = ink("panel");
  on.beginPath();
  on.roundRect(0.5, 0.5, width - 1, height - 1, height / 2);
  on.fill();
  on.globalAlpha = 1;
  on.strokeStyle = on.fillStyle = colour;
  on.stroke();
  on.beginPath();
  on.arc(PAD + 5, height / 2, 4.5, 0, 2 * Math.PI);
  on.fill();
}
