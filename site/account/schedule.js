// The hour of the weekly mail, as text and as lists to choose from.
import { element } from "../elements.js";

export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const USUAL = { weekday: 4, hour: 8 }; // Friday morning, when new music comes out

const hourName = (hour) => `${String(hour).padStart(2, "0")}:00`;

export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

export const schedule = ({ weekday, hour, time_zone: zone }) => `${DAYS[weekday]} at ${hourName(hour)} (${zone.replaceAll("_", " ")})`;

// The time of the next mail, in the reader's time zone.
export const nextMail = ({ due_at: due }) =>
  new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" }).format(new Date(due));

export function fillDays(select, chosen) {
  select.replaceChildren(...DAYS.map((name, i) => option(i, name, i === chosen)));
}

export function fillHours(select, chosen) {
  select.replaceChildren(...Array.from({ length: 24 }, (_, hour) => option(hour, hourName(hour), hour === chosen)));
}

// The chosen zone is in the list even if this browser does not know it.
export function fillZones(select, chosen) {
  const known = Intl.supportedValuesOf?.("timeZone") ?? [];
  const zones = [...new Set([chosen, "UTC", ...known])].sort();
  select.replaceChildren(...zones.map((zone) => option(zone, zone.replaceAll("_", " "), zone === chosen)));
}

function option(value, name, selected) {
  const made = element("option", { value }, name);
  made.selected = selected;
  return made;
}
