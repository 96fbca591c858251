// Charts in the page's colours, by Chart.js. Each canvas has a label; figures.js adds the numbers.
import { element } from "./elements.js";
import { percent } from "./figures.js";
import { colour, ink, onSchemeChange } from "./palette.js";

const { Chart } = globalThis;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let drawn = [];

// `series` are {label, data}; `stacked` stacks them.
export function bars(label, labels, series, { stacked = false, sideways = false, most } = {}) {
  const value = { beginAtZero: true, max: most, stacked, ticks: { precision: most ? undefined : 0 } };
  const names = { stacked, grid: { display: false }, ticks: { autoSkip: !sideways } };
  return chart(label, "bar", labels, series, {
    indexAxis: sideways ? "y" : "x",
    scales: sideways ? { x: value, y: names } : { x: names, y: value },
  });
}

// `shares`: values are 0 to 1, and shown as percentages.
export function lines(label, labels, series, { most, shares = false } = {}) {
  const ticks = shares ? { callback: (value) => percent(value) } : {};
  return chart(label, "line", labels, series, { scales: { y: { beginAtZero: true, max: most, ticks }, x: { offset: true } }, spanGaps: true });
}

// Values are 0 to 1.
export function radar(label, labels, series) {
  const scale = { min: 0, max: 1, ticks: { display: false, stepSize: 0.25 } };
  return chart(label, "radar", labels, series, { scales: { r: scale } });
}

function chart(label, type, labels, series, options) {
  const canvas = element("canvas", { role: "img", "aria-label": label });
  const frame = element("div", { class: `chart ${type}` }, canvas);
  const legend = { display: series.length > 1 || type === "line", position: "bottom", labels: { boxWidth: 12, boxHeight: 12 } };
  const made = new Chart(canvas, {
    type,
    data: { labels, datasets: series.map((each) => ({ ...each })) },
    options: {
      ...options,
      responsive: true,
      maintainAspectRatio: false,
      animation: calm.matches ? false : { duration: 300 },
      plugins: { legend },
    },
  });
  drawn.push(made);
  paint(made);
  return frame;
}

// Give up the charts within a part of the page that is about to be replaced.
export function forget(part) {
  const within = drawn.filter(({ canvas }) => part.contains(canvas));
  drawn = drawn.filter((each) => !within.includes(each));
  within.forEach((each) => each.destroy());
}

const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3]]; // lines differ by more than colour

function paint(made) {
  made.data.datasets.forEach((series, i) => {
    const line = made.config.type !== "bar";
    Object.assign(series, {
      backgroundColor: line ? `${colour(i)}33` : colour(i),
      borderColor: line ? colour(i) : ink("panel"),
      borderWidth: line ? 2.5 : 1,
      borderDash: line ? DASHES[i % DASHES.length] : [],
      pointBackgroundColor: colour(i),
      borderRadius: line ? 0 : 4,
      maxBarThickness: 44,
    });
  });
  made.options.color = ink("ink");
  for (const scale of Object.values(made.options.scales)) {
    scale.ticks = { ...scale.ticks, color: ink("soft") };
    scale.grid = { ...scale.grid, color: ink("line") };
    scale.angleLines = { color: ink("line") };
    scale.pointLabels = { color: ink("ink"), font: { size: 12 } };
  }
  made.update("none");
}

onSchemeChange(() => drawn.forEach(paint));
