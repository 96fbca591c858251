// A frame of the map: the songs' picture, ways from song to song, names over them, and the listener's position.
import { ink } from "../palette.js";
import { Boxes, boxOf, levelOf } from "./labels.js";
import { pictureOf, textLabel } from "./lettering.js";

const STOP = 10; // radius of a numbered stop
const SMALL = 'italic 400 11px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const MOST_NAMED = 30; // stops of one way whose names are written beside them

// `place` is {left, top, scale, closeness}; `shown` has {chosen, point, mine, spot, way}: a cluster's id, a song's number, the
// listener's places, a place without a song, the stops of a way, each or null, and the songs that are named.
export function drawMap(pen, { atlas, labels, covered, picture }, place, shown, hurried) {
  const { canvas } = pen;
  const ratio = canvas.width / canvas.clientWidth;
  const at = ({ x, y }) => [place.left + x * place.scale, place.top - y * place.scale];
  const radius = radiusOf(atlas, place, canvas);
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  picture.draw(pen, atlas, place, { chosen: shown.chosen, radius, hurried });
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const taken = new Boxes();
  for (const box of covered) taken.add(box); // no name sticks out from under a button
  const put = (label, x, y) => copy(pen, label, x, y, ratio, taken);
  if (shown.way) drawWay(pen, at, shown.way, taken, put);
  if (shown.mine) drawMine(pen, at, shown.mine, put);
  drawLabels(canvas, at, labels, place, shown.chosen, put);
  for (const { name, place: of } of shown.named) put({ ...textLabel(name, SMALL, 11), dy: radius + 10 }, ...at(of));
  if (shown.point !== null) ring(pen, ...at({ x: atlas.x[shown.point], y: atlas.y[shown.point] }), (shown.way ? STOP : radius) + 4, []);
  if (shown.spot) ring(pen, ...at(shown.spot), 14, [4, 4]);
}

// The fewer songs, the larger each; closer ones grow, but slower than the map does.
function radiusOf(atlas, { closeness }, { clientWidth, clientHeight }) {
  const room = Math.sqrt((clientWidth * clientHeight) / atlas.size);
  return Math.min(7, Math.max(1.1, Math.min(2.8, room / 7)) * closeness ** 0.4);
}

// Labels are in the order of their levels; of a chosen neighbourhood only its own name is shown.
function drawLabels({ clientWidth, clientHeight }, at, labels, { closeness }, chosen, put) {
  const level = levelOf(closeness);
  for (const label of labels) {
    if (label.level > level) break;
    if (chosen !== null && label.cluster && label.cluster.id !== chosen) continue;
    const [x, y] = at(label);
    if (x > -label.width && y > -20 && x < clientWidth + label.width && y < clientHeight + 20) put(label, x, y);
  }
}

// Copies a label's picture, unless another is there; on whole pixels, so that its letters stay sharp.
function copy(pen, label, x, y, ratio, taken) {
  const box = boxOf(label, x, y);
  if (taken.meet(box)) return;
  taken.add(box);
  const [left, top] = [box.left, box.top].map((value) => Math.round(value * ratio) / ratio);
  const picture = pictureOf(label, ratio);
  pen.drawImage(picture, left, top, picture.width / ratio, picture.height / ratio);
}

// A way from song to song; a stop {place, name, sign, inOrder} that is not in the order stands beside it.
function drawWay(pen, at, way, taken, put) {
  const stops = way.filter(({ place }) => place);
  line(pen, stops.filter(({ inOrder }) => inOrder).map(({ place }) => at(place)));
  for (const stop of stops) {
    const [x, y] = at(stop.place);
    taken.add({ left: x - STOP, right: x + STOP, top: y - STOP, bottom: y + STOP });
    sign(pen, stop.sign, x, y);
  }
  for (const stop of stops.slice(0, MOST_NAMED)) put({ ...textLabel(stop.name), dy: STOP + 11 }, ...at(stop.place));
}

function line(pen, points) {
  pen.lineJoin = "round";
  for (const [paint, width] of [["panel", 5], ["accent", 2.5]]) {
    pen.strokeStyle = ink(paint);
    pen.lineWidth = width;
    pen.beginPath();
    for (const point of points) pen.lineTo(...point);
    pen.stroke();
  }
}

function sign(pen, text, x, y) {
  pen.fillStyle = ink("accent");
  pen.strokeStyle = ink("panel");
  pen.lineWidth = 2;
  pen.beginPath();
  pen.arc(x, y, STOP, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.font = '700 11px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = ink("on-accent");
  pen.fillText(text, x, y + 0.5);
}

function ring(pen, x, y, radius, dashes) {
  pen.setLineDash(dashes);
  for (const [paint, width] of [["panel", 6], ["ink", 2.5]]) {
    pen.strokeStyle = ink(paint);
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.setLineDash([]);
}

function drawMine(pen, at, { place, past }, put) {
  for (const each of past) if (each.place) diamond(pen, ...at(each.place), 5);
  if (!place) return;
  diamond(pen, ...at(place), 9);
  put({ ...textLabel("You are here"), dy: -20 }, ...at(place));
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
