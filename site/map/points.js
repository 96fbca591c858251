// The songs as a picture somewhat larger than the canvas: drawn once for each closeness, and then only moved.
import { isNight } from "../palette.js";
import { colourOf } from "./colours.js";

const FEW = 2_500; // below this, discs with smooth edges are fast enough
const FADED = 0.16;
const MARGIN = 0.25; // of the canvas, at each side
const STRETCHED = [0.7, 1.5]; // while the closeness changes, the picture before is stretched so far

export class PointsPicture {
  #pen = document.createElement("canvas").getContext("2d");
  #shown = null;

  // `place` is {left, top, scale}: the CSS pixels of the map's middle on the canvas, and those of 1 on the map.
  draw(pen, atlas, place, { chosen, radius, hurried }) {
    const { clientWidth: width, clientHeight: height } = pen.canvas;
    const ratio = pen.canvas.width / width;
    const now = { chosen, night: isNight(), ratio, width, height };
    if (!this.#fits(now, place, hurried)) this.#render(atlas, place, { ...now, radius });
    const stretch = place.scale / this.#shown.scale;
    const [x, y] = [place.left - stretch * this.#shown.left, place.top - stretch * this.#shown.top];
    const { width: wide, height: high } = this.#pen.canvas;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.imageSmoothingEnabled = false; // half the time, and it is seen for a moment only
    if (stretch === 1) pen.drawImage(this.#pen.canvas, Math.round(x * ratio), Math.round(y * ratio));
    else pen.drawImage(this.#pen.canvas, x * ratio, y * ratio, wide * stretch, high * stretch);
  }

  #fits(now, { left, top, scale }, hurried) {
    const shown = this.#shown;
    if (!shown || Object.keys(now).some((key) => now[key] !== shown[key])) return false;
    const stretch = scale / shown.scale;
    if (stretch !== 1 && !(hurried && stretch > STRETCHED[0] && stretch < STRETCHED[1])) return false;
    const [x, y] = [left - stretch * shown.left, top - stretch * shown.top];
    const whole = stretch * (1 + 2 * MARGIN);
    return x <= 0 && y <= 0 && x + now.width * whole >= now.width && y + now.height * whole >= now.height;
  }

  #render(atlas, place, { radius, ...now }) {
    const { chosen, ratio, width, height } = now;
    const shown = { ...now, scale: place.scale, left: place.left + MARGIN * width, top: place.top + MARGIN * height };
    const size = { width: width * (1 + 2 * MARGIN), height: height * (1 + 2 * MARGIN) };
    Object.assign(this.#pen.canvas, { width: Math.round(size.width * ratio), height: Math.round(size.height * ratio) });
    const seen = visible(atlas, shown, size);
    if (seen.length > FEW) pixels(this.#pen, atlas, shown, seen, { chosen, radius, ratio });
    else discs(this.#pen, atlas, shown, seen, { chosen, radius, ratio });
    this.#shown = shown;
  }
}

// The numbers of the songs within a size, or close to it.
function visible(atlas, { left, top, scale }, { width, height }) {
  const seen = new Uint32Array(atlas.size);
  let count = 0;
  for (let i = 0; i < atlas.size; i++) {
    const x = left + atlas.x[i] * scale;
    const y = top - atlas.y[i] * scale;
    if (x > -8 && y > -8 && x < width + 8 && y < height + 8) seen[count++] = i;
  }
  return seen.subarray(0, count);
}

// A disc across the picture's edge is left out.
function pixels(pen, atlas, { left, top, scale }, seen, { chosen, radius, ratio }) {
  const { width, height } = pen.canvas;
  const image = pen.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const paints = new Uint32Array(65_536);
  for (const each of atlas.clusters) paints[each.id] = word(each, chosen);
  const disc = offsets(radius * ratio, width);
  const edge = Math.ceil(radius * ratio);
  for (let n = 0; n < seen.length; n++) {
    const i = seen[n];
    const x = Math.round((left + atlas.x[i] * scale) * ratio);
    const y = Math.round((top - atlas.y[i] * scale) * ratio);
    if (x < edge || y < edge || x >= width - edge || y >= height - edge) continue;
    const middle = y * width + x;
    const paint = paints[atlas.cluster[i]];
    for (let k = 0; k < disc.length; k++) words[middle + disc[k]] = paint;
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

const opacity = (id, chosen) => (chosen === null || chosen === id ? 0.9 : FADED);

// A colour as a little-endian word of image data.
function word(cluster, chosen) {
  const [red, green, blue] = colourOf(cluster).match(/\w\w/g).map((pair) => parseInt(pair, 16));
  return ((Math.round(255 * opacity(cluster.id, chosen)) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function discs(pen, atlas, { left, top, scale }, seen, { chosen, radius, ratio }) {
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const i of seen) {
    const cluster = atlas.clusterOf(i);
    pen.globalAlpha = opacity(cluster.id, chosen);
    pen.fillStyle = colourOf(cluster);
    pen.beginPath();
    pen.arc(left + atlas.x[i] * scale, top - atlas.y[i] * scale, radius, 0, 2 * Math.PI);
    pen.fill();
  }
}
