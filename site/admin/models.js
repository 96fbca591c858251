// Published models and their metrics, beside the methods each was compared with in its training.
import { element, outside } from "../elements.js";
import { number, table, when } from "../figures.js";

// Of lists of which a part was hidden: how well the hidden songs were found.
const METRICS = {
  r_precision: "Hidden songs found (R-precision)",
  ndcg: "Hidden songs near the top (NDCG)",
  clicks: "“More” presses until the first",
};

// One disclosure a model, the served one open.
export function modelParts(models) {
  return models.map((model) => {
    const part = element("details", model.served ? { open: "" } : {});
    const served = model.served ? ", served" : "";
    part.append(element("summary", {}, outside(model.version), `${served}: promoted ${when(model.promoted_at)}`));
    part.append(element("p", { class: "hint" }, counts(model), ". ", outside(model.notes.join("; "))));
    if (Object.keys(model.metrics).length) part.append(metricTable(model));
    return part;
  });
}

const counts = ({ counts }) => Object.entries(counts).map(([name, count]) => `${number(count)} ${spaced(name)}`).join(", ");

function metricTable({ version, metrics }) {
  const names = [...new Set(Object.values(metrics).flatMap(Object.keys))];
  const rows = Object.entries(metrics).map(([system, found]) => [spaced(system), ...names.map((name) => found[name] ?? null)]);
  return table(`How good model ${version} is`, ["Method", ...names.map((name) => METRICS[name] ?? spaced(name))], rows);
}

const spaced = (name) => name.replaceAll("_", " ");
