// A word cloud, sized by count: laid out by d3-cloud, drawn as text that scales with the page.
import { colour, onSchemeChange } from "./palette.js";

const { cloud } = globalThis.d3.layout;
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 560;
const HEIGHT = 300;
const FONT = "system-ui, sans-serif";
const [SMALLEST, LARGEST] = [14, 58];
const LONGEST = 24; // letters; longer words are cut in the picture alone

// `words` are {name, count}. The cloud is complete once the layout has ended.
export function wordCloud(label, words) {
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "words" });
  const most = Math.max(...words.map(({ count }) => count));
  const size = ({ count }) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(count / most) ** 1.5 * fitting(words);
  const given = words.map((word) => ({ text: cut(word.name), size: size(word) }));
  cloud()
    .size([WIDTH, HEIGHT])
    .words(given)
    .padding(5)
    .rotate(0)
    .font(FONT)
    .fontWeight(600)
    .fontSize(({ size }) => size)
    .random(same())
    .on("end", (placed, bounds) => {
      picture.append(...placed.map(textOf));
      crop(picture, bounds);
    })
    .start();
  onSchemeChange(() => [...picture.children].forEach((text, i) => text.setAttribute("fill", colour(i))));
  return picture;
}

function crop(picture, [{ x: left, y: top }, { x: right, y: bottom }]) {
  picture.setAttribute("viewBox", `${left - 4} ${top - 4} ${right - left + 8} ${bottom - top + 8}`);
}

// Long words take more room: all become smaller, so that none is left out.
const fitting = (words) => Math.min(1, 9 / Math.max(...words.map(({ name }) => Math.min(name.length, LONGEST))));

const cut = (name) => ([...name].length > LONGEST ? `${[...name].slice(0, LONGEST - 1).join("")}…` : name);

function textOf({ text, size, x, y }, i) {
  const made = svg("text", {
    x: x + WIDTH / 2,
    y: y + HEIGHT / 2,
    "font-size": size,
    "font-family": FONT,
    "font-weight": 600,
    "text-anchor": "middle",
    fill: colour(i),
  });
  made.textContent = text;
  return made;
}

function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// The same cloud for the same words: a Park-Miller generator with a fixed seed.
function same() {
  let state = 20_260_101;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
