// Says on a page of songs that they are invented, where the demo is served.
import { catalogue } from "./api.js";
import { PREPARING } from "./config.js";
import { element } from "./elements.js";

// `asked` is the promise of what tells whether they are.
export async function tellInvented(asked = catalogue()) {
  const served = await asked.catch(() => null); // the page's own requests show the problem
  if (!served?.invented) return;
  const advice = PREPARING ? [] : [" ", element("code", {}, "make real"), " brings real ones."];
  document.querySelector(".site-header").after(
    element("p", { id: "invented", class: "hint" }, "This is the demo: its songs are invented, so none of them can be heard.", ...advice),
  );
}
