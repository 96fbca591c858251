// The page of a shared list, a blend or an invitation, on this host: functions on another one lead browsers here, where what
// is stored for a listener is. Its content is that of the functions' page.
import { sharedPage } from "./api.js";
import { SHARED } from "./config.js";
import { button, byId } from "./elements.js";
import { explain } from "./problems.js";

addEventListener("hashchange", () => location.reload());
open();

// In a function, as what is loaded later may wait for a page's top level, and may be waited for there.
async function open() {
  try {
    show(await sharedPage(decodeURIComponent(location.hash.slice(1))));
  } catch (problem) {
    const { title, steps } = explain(problem);
    byId("problem").replaceChildren(`${title}: ${steps.join(", or ")}. `, button({}, "Try again", () => location.reload()));
    return;
  }
  if (byId("blend")) await import("./blend/page.js");
  else if (byId("songs")) await import("./shared-list.js");
}

function show(page) {
  document.title = page.title;
  for (const link of page.querySelectorAll("main a")) link.setAttribute("href", leading(link.getAttribute("href")));
  document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
}

// Pictures are where the functions are; a blend begins here.
function leading(address) {
  if (address === "/s/blend") return "#blend";
  return address.startsWith("/s/") ? `${SHARED}${address.slice("/s".length)}` : address;
}
