// The header of every page: navigation, with the current page marked. A new page is a line in PAGES. What was said without
// a network is sent from whichever page is opened next.
import { element } from "./elements.js";
import { ofBrowser, UNSENT } from "./storage.js";

export const PAGES = [
  { path: "/", name: "Find" },
  { path: "/map.html", name: "Map" },
  { path: "/music.html", name: "My music" },
  { path: "/week.html", name: "This week" },
  { path: "/account.html", name: "Account" },
];

const nav = document.querySelector(".site-nav");
const here = location.pathname.replace(/index\.html$/, "");
const within = nav.dataset.within; // a page that has no link of its own says which one leads to it

function link({ path, name }) {
  const current = path === here ? { "aria-current": "page" } : path === within ? { "aria-current": "true" } : {};
  return element("li", {}, element("a", { href: path, ...current }, name));
}

const list = element("ul");
list.append(...PAGES.map(link));
nav.append(list);

if (ofBrowser.get(UNSENT)) import("./opinions.js").then(({ sendWaiting }) => sendWaiting(), () => {});
