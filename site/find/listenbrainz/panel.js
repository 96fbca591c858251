// A ListenBrainz name as a way in: the name, and which part of that listener's history to go on.
import { button, byId, element } from "../../elements.js";
import { tell } from "../../notice.js";
import { forget, keep, kept } from "./kept.js";
import { saveButtons } from "./saving.js";

const LONGEST_NAME = 64;
const RANGES = [
  ["recent", "Recent listens"],
  ["month", "Favourites of last month"],
  ["half_yearly", "Favourites of last half-year"],
  ["year", "Favourites of last year"],
  ["all_time", "Favourites of all time"],
];
const USUAL = "half_yearly";

// Returns the part of `startServices`; `given.setHistory` gets {name, range, label}, or null.
export function startListenBrainz(given) {
  const open = byId("listenbrainz");
  const section = byId("listenbrainz-history");
  const form = historyForm((history) => {
    show(false);
    open.focus();
    given.setHistory(history);
  });

  function show(shown) {
    section.hidden = !shown;
    open.setAttribute("aria-expanded", String(shown));
  }

  section.append(...form.parts);
  open.hidden = false;
  open.addEventListener("click", () => {
    show(section.hidden);
    if (section.hidden) return;
    form.start();
    section.scrollIntoView({ block: "nearest" });
  });
  return {
    saving: saveButtons,
    shows(error) {
      const cure = cureFor(error);
      if (!cure || !given.dropHistory()) return false;
      show(true);
      form.refuse(`${error.detail}: ${cure}.`);
      return true;
    },
  };
}

// Returns what helps against an error of a history; empty for any other error.
function cureFor({ slug, detail, cure }) {
  if (slug === "unreadable-history") return cure;
  return slug === "unavailable" && detail.startsWith("ListenBrainz") ? "try again in a minute" : "";
}

// Returns {parts, start, refuse}: the elements, and functions that fill the form in and show why it was refused.
function historyForm(choose) {
  const name = nameField();
  const range = element("select", {}, ...RANGES.map(([value, label]) => element("option", { value }, label)));
  const problem = element("p", { id: "listenbrainz-problem", class: "notice", role: "alert", hidden: "" });
  const form = element("form", { novalidate: "" },
    element("div", {}, element("label", { class: "field" }, "Your ListenBrainz name", name), problem),
    element("label", { class: "field" }, "What you played", range),
    element("div", { class: "row" }, element("button", { class: "primary" }, "Use these songs"), button({}, "Forget me here", leave)),
  );

  function leave() {
    forget();
    start();
    tell("This browser has forgotten your ListenBrainz name and token");
  }

  function start() {
    accept();
    name.value = kept().name ?? "";
    range.value = kept().range ?? USUAL;
    name.focus();
  }

  function accept() {
    problem.hidden = true;
    name.removeAttribute("aria-invalid");
  }

  function refuse(why) {
    problem.textContent = why;
    problem.hidden = false;
    name.setAttribute("aria-invalid", "true");
    name.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = { name: name.value.trim(), range: range.value };
    if (!wanted.name) return refuse("Type the name you have at ListenBrainz.");
    accept();
    keep(wanted);
    choose({ ...wanted, label: range.selectedOptions[0].text });
  });
  return { parts: [element("h2", {}, "Your music on ListenBrainz"), hint(), form], start, refuse };
}

const nameField = () => element("input", {
  type: "text", maxlength: LONGEST_NAME, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
  "aria-describedby": "listenbrainz-problem",
});

const hint = () => element("p", { class: "hint" },
  "We ask ListenBrainz what you played, which is public there. We store neither your name nor your history.");
