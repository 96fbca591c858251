// The message of a page whose data could not be loaded.
import { byId, element } from "./elements.js";
import { explain } from "./problems.js";

// Shows it in the page's #problem; `words` may override the text for a slug: {title, steps}.
export function showPageProblem(error, words = {}) {
  const { title, detail = "", steps } = words[error.slug] ?? explain(error);
  const list = element("ul", {}, ...steps.map((step) => element("li", {}, capital(step))));
  byId("problem").replaceChildren(element("h2", {}, title), element("p", {}, detail), list);
  byId("problem").hidden = false;
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);
