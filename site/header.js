// The top of every page: where one is and where else one can go. A page joins with a line in PAGES.
import { element } from "./elements.js";

export const PAGES = [
  { path: "/", name: "Find" },
];

const here = location.pathname.replace(/index\.html$/, "");

function link({ path, name }) {
  const current = path === here ? { "aria-current": "page" } : {};
  return element("li", {}, element("a", { href: path, ...current }, name));
}

const list = element("ul");
list.append(...PAGES.map(link));
document.querySelector(".site-nav").append(list);
