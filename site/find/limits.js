// Limits of a list: years, length, versions and words that no song may have, how well known it is; and its order.
import { byId } from "../elements.js";

const YEARS = /^(?:1[89]|20)\d\d$/;

// Over `state`, from the form's fields; `changed` is called on each change. Returns {show}: the state in the fields.
export function limits(state, changed) {
  const fields = byId("limits").elements;

  const read = () => {
    const within = {};
    const years = span(year(fields.since), year(fields.until));
    if (years) within.years = years;
    if (fields.longest.value) within.length = { to: Number(fields.longest.value) };
    if (fields.studio.checked) within.not_versions = ["live"];
    if (fields.clean.checked) within.explicit = false;
    if (fields.known.value) within.known = fields.known.value;
    Object.assign(state, { within, order: fields.order.value });
  };

  const show = () => {
    const { years, length, not_versions, explicit, known } = state.within;
    fields.since.value = years?.from ?? "";
    fields.until.value = years?.to ?? "";
    fields.longest.value = length?.to ?? "";
    fields.studio.checked = Boolean(not_versions);
    fields.clean.checked = explicit === false;
    fields.known.value = known ?? "";
    fields.order.value = state.order;
  };

  byId("limits").addEventListener("submit", (event) => event.preventDefault());
  byId("limits").addEventListener("change", () => {
    read();
    changed();
  });
  show();
  return { show };
}

// A year that is half typed bounds nothing yet.
const year = ({ value }) => (YEARS.test(value.trim()) ? Number(value) : null);

function span(from, to) {
  if (from === null && to === null) return null;
  if (from !== null && to !== null && from > to) return { from: to, to: from };
  return { ...(from !== null && { from }), ...(to !== null && { to }) };
}
