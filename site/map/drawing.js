// Draws the map on a canvas: many songs as pixels, few as discs, and over them names and the listener's position.
import { colour, ink } from "../palette.js";

const FEW = 2_500; // below this, discs with smooth edges are fast enough
const HALO = 4;
const FADED = 0.16;
const WIDEST = 220;
const FONT = '600 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

// `place` transforms map positions into CSS pixels: {x(x), y(y), k}. `chosen` is a cluster's id or null.
export function drawMap(canvas, atlas, place, { chosen, point, mine }) {
  const pen = canvas.getContext("2d");
  const ratio = canvas.width / canvas.clientWidth;
  const seen = visible(atlas, place, canvas);
  const radius = radiusOf(atlas, place, canvas);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  if (seen.length > FEW) pixels(pen, atlas, place, seen, { chosen, radius, ratio });
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (seen.length <= FEW) discs(pen, atlas, place, seen, { chosen, radius });
  const taken = [];
  if (mine) drawMine(pen, place, mine, taken);
  names(pen, atlas, place, { chosen, taken, width: canvas.clientWidth, height: canvas.clientHeight });
  if (point !== null) ring(pen, place.x(atlas.x[point]), place.y(atlas.y[point]), radius + 4);
}

// The fewer songs, the larger each; closer ones grow, but slower than the map does.
function radiusOf(atlas, { k }, { clientWidth, clientHeight }) {
  const room = Math.sqrt((clientWidth * clientHeight) / atlas.size);
  return Math.min(7, Math.max(1.1, Math.min(2.8, room / 7)) * k ** 0.4);
}

// The numbers of the songs on the canvas, or close to it. The transform is linear: two values determine it.
function visible(atlas, place, { clientWidth, clientHeight }) {
  const [x0, y0] = [place.x(0), place.y(0)];
  const [dx, dy] = [place.x(1) - x0, place.y(1) - y0];
  const seen = new Uint32Array(atlas.size);
  let count = 0;
  for (let i = 0; i < atlas.size; i++) {
    const x = x0 + atlas.x[i] * dx;
    const y = y0 + atlas.y[i] * dy;
    if (x > -8 && y > -8 && x < clientWidth + 8 && y < clientHeight + 8) seen[count++] = i;
  }
  return seen.subarray(0, count);
}

// A disc across the canvas's edge is left out.
function pixels(pen, atlas, place, seen, { chosen, radius, ratio }) {
  const { width, height } = pen.canvas;
  const image = pen.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const paints = new Uint32Array(65_536);
  for (const each of atlas.clusters) paints[each.id] = word(each, chosen);
  const disc = offsets(radius * ratio, width);
  const edge = Math.ceil(radius * ratio);
  const [x0, y0] = [place.x(0) * ratio, place.y(0) * ratio];
  const [dx, dy] = [place.x(1) * ratio - x0, place.y(1) * ratio - y0];
  for (let n = 0; n < seen.length; n++) {
    const i = seen[n];
    const x = Math.round(x0 + atlas.x[i] * dx);
    const y = Math.round(y0 + atlas.y[i] * dy);
    if (x < edge || y < edge || x >= width - edge || y >= height - edge) continue;
    const middle = y * width + x;
    for (let k = 0; k < disc.length; k++) words[middle + disc[k]] = paints[atlas.cluster[i]];
  }
  pen.putImageData(image, 0, 0);
}

// The pixels of a disc, as offsets from its centre within rows of `width`.
function offsets(radius, width) {
  const found = [];
  const reach = Math.ceil(radius);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) if (dx * dx + dy * dy < radius * radius) found.push(dy * width + dx);
  }
  return Int32Array.from(found);
}

// A colour as a little-endian word of image data.
function word({ id, rank }, chosen) {
  const [red, green, blue] = colour(rank).match(/\w\w/g).map((pair) => parseInt(pair, 16));
  const alpha = Math.round(255 * (chosen === null || chosen === id ? 0.9 : FADED));
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function discs(pen, atlas, place, seen, { chosen, radius }) {
  for (const i of seen) {
    const cluster = atlas.clusterOf(i);
    pen.globalAlpha = chosen === null || chosen === cluster?.id ? 0.9 : FADED;
    pen.fillStyle = colour(cluster?.rank ?? 0);
    pen.beginPath();
    pen.arc(place.x(atlas.x[i]), place.y(atlas.y[i]), radius, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

function names(pen, atlas, place, { chosen, taken, width, height }) {
  const first = (each) => (each.id === chosen ? 0 : 1);
  for (const each of atlas.clusters.toSorted((a, b) => first(a) - first(b))) {
    const [x, y] = [place.x(each.place.x), place.y(each.place.y)];
    if (x < 0 || y < 0 || x > width || y > height) continue;
    if (chosen === null || chosen === each.id) label(pen, each.name, x, y, taken, width);
  }
}

// Draws a label where none is yet; of a name of several parts, as many as fit.
function label(pen, name, x, y, taken, width) {
  pen.font = FONT;
  const text = fitting(pen, name, Math.min(WIDEST, width / 3));
  const half = Math.min(pen.measureText(text).width, WIDEST) / 2 + 3;
  const left = Math.max(half, Math.min(x, pen.canvas.clientWidth - half));
  const box = { left: left - half, right: left + half, top: y - 10, bottom: y + 10 };
  const meets = (other) =>
    box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
  if (taken.some(meets)) return;
  taken.push(box);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = HALO;
  pen.strokeStyle = ink("panel");
  pen.strokeText(text, left, y, WIDEST);
  pen.fillStyle = ink("ink");
  pen.fillText(text, left, y, WIDEST);
}

function fitting(pen, name, room) {
  const parts = name.split(" · ");
  while (parts.length > 1 && pen.measureText(parts.join(" · ")).width > room) parts.pop();
  return parts.join(" · ");
}

function ring(pen, x, y, radius) {
  for (const [paint, width] of [["panel", 6], ["ink", 2.5]]) {
    pen.strokeStyle = ink(paint);
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.stroke();
  }
}

function drawMine(pen, at, { place, past }, taken) {
  for (const each of past) if (each.place) diamond(pen, at.x(each.place.x), at.y(each.place.y), 5);
  if (!place) return;
  const [x, y] = [at.x(place.x), at.y(place.y)];
  diamond(pen, x, y, 9);
  label(pen, "You are here", x, y - 20, taken, WIDEST);
}

function diamond(pen, x, y, size) {
  pen.beginPath();
  pen.moveTo(x, y - size);
  pen.lineTo(x + size, y);
  pen.lineTo(x, y + size);
  pen.lineTo(x - size, y);
  pen.closePath();
  pen.lineWidth = 2.5;
  pen.strokeStyle = ink("panel");
  pen.fillStyle = ink("ink");
  pen.stroke();
  pen.fill();
}
