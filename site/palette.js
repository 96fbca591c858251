// Colours of charts: distinguishable by the colour-blind (after Okabe and Ito), each 3:1 or more on its background.

const LIGHT = ["#0072b2", "#c04f00", "#00805c", "#b3467f", "#8a6d00", "#2f7fb8", "#6b4fa3", "#5b6770"];
const DARK = ["#56b4e9", "#f0884c", "#2fc49b", "#e08fbd", "#e5d34a", "#8fb4ff", "#b79cf0", "#aab6c0"];

const night = matchMedia("(prefers-color-scheme: dark)");

export const isNight = () => night.matches;
export const colours = () => (night.matches ? DARK : LIGHT);
export const colour = (rank) => colours()[rank % LIGHT.length];

// The colour of a rank for a style sheet, by day and by night.
export const tint = (rank) => `light-dark(${LIGHT[rank % LIGHT.length]}, ${DARK[rank % DARK.length]})`;

const inks = new Map();
night.addEventListener("change", () => inks.clear());

// The current value of a style sheet's colour; a canvas has no CSS variables.
export function ink(name) {
  if (!inks.has(name)) inks.set(name, valueOf(name));
  return inks.get(name);
}

function valueOf(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

export function onSchemeChange(act) {
  night.addEventListener("change", act);
}
