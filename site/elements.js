// DOM helpers that only set text: no external string is ever parsed as HTML.

// `children` are strings and nodes.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== ""));
  return made;
}

// An external name keeps its own writing direction.
export const outside = (text, className) => element("bdi", className ? { class: className } : {}, text);

export function button(attributes, label, act) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

// A rounded chip with a button that removes it.
export function chip(label, remove) {
  const made = element("li", {}, outside(label));
  made.append(button({ "aria-label": `Remove ${label}`, title: "Remove" }, "×", remove));
  return made;
}

export const byId = (id) => document.getElementById(id);

export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
