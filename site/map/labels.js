// Which names are shown how close: the greatest first, none over another, and none goes away as one comes closer.

const STEP = 1.3; // of closeness, from one level to the next
const LEVELS = 18;
const FIRST = 12; // artists that may be named on the whole map, the greatest; at each level more
const MORE = 1.75;
const CELL = { width: 160, height: 32 };

export const levelOf = (closeness) => Math.floor(Math.log(closeness) / Math.log(STEP) + 1e-6);

// Sets each label's `level`, the first one it is shown at, Infinity if none. A label is {x, y, dx, dy, width, height}: a place
// on the map, and the middle and size of its box around that in pixels. `unit` is the pixels for 1 on the whole map, and
// the first `always` labels may be shown at any level.
export function placeLabels(labels, unit, always) {
  for (const label of labels) label.level = Infinity;
  for (let level = 0; level < LEVELS; level++) {
    const boxes = new Boxes();
    const scale = unit * STEP ** level;
    for (const label of labels) if (label.level < level) boxes.add(boxOf(label, label.x * scale, -label.y * scale));
    for (const label of labels.slice(0, always + FIRST * MORE ** level)) {
      const box = boxOf(label, label.x * scale, -label.y * scale);
      if (label.level < level || boxes.meet(box)) continue;
      label.level = level;
      boxes.add(box);
    }
  }
}

export const boxOf = ({ dx, dy, width, height }, x, y) => ({
  left: x + dx - width / 2,
  right: x + dx + width / 2,
  top: y + dy - height / 2,
  bottom: y + dy + height / 2,
});

const meets = (one, other) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

// Boxes by the cells of a grid that they are in.
export class Boxes {
  #cells = new Map();

  add(box) {
    for (const key of keys(box)) this.#cells.set(key, [...(this.#cells.get(key) ?? []), box]);
  }

  meet(box) {
    return keys(box).some((key) => this.#cells.get(key)?.some((other) => meets(box, other)));
  }
}

function keys({ left, right, top, bottom }) {
  const found = [];
  for (let column = Math.floor(left / CELL.width); column * CELL.width <= right; column++) {
    for (let row = Math.floor(top / CELL.height); row * CELL.height <= bottom; row++) found.push(column * 100_000 + row);
  }
  return found;
}
