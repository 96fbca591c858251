// Showing an answer or a problem.
import { byId, element } from "./elements.js";

const SURE = 0.85;

export function showAnswer(answer) {
  byId("problem").hidden = true;
  const section = byId("answer");
  byId("answer-title").textContent = answer.cluster ? `Next to these, in “${answer.cluster.name}”` : "Songs for you";
  byId("fallback").hidden = !answer.fallback;
  byId("fallback").textContent = answer.fallback ?? "";
  showFound(answer);
  byId("songs").replaceChildren(...answer.recommendations.map(song));
  section.hidden = false;
}

export function showProblem(problem) {
  byId("answer").hidden = true;
  const section = byId("problem");
  section.replaceChildren(element("p", { class: "name" }, problem.message));
  if (problem.cure) {
    const steps = problem.cure.split(/; /);
    section.append(element("p", {}, "What helps:"));
    const list = element(steps.length > 1 ? "ol" : "ul");
    list.append(...steps.map((step) => element("li", {}, step)));
    section.append(list);
  }
  section.hidden = false;
}

function showFound({ matched, unmatched }) {
  const details = byId("found");
  const all = matched.length + unmatched.length;
  details.hidden = all === 0;
  details.querySelector("summary").textContent = `${matched.length} of ${all} ${all === 1 ? "song" : "songs"} found`;
  const lines = [
    ...unmatched.map(({ source, why }) => `${source}: ${why}`),
    ...matched.map(({ source, name, artist, confidence }) =>
      confidence < SURE ? `${source}: taken for “${name}” by ${artist}` : `“${name}” by ${artist}`,
    ),
  ];
  details.querySelector("ul").replaceChildren(...lines.map((line) => element("li", {}, line)));
  details.open = unmatched.length > 0;
}

function song({ uri, name, artist, because }) {
  const id = uri.split(":").at(-1);
  const item = element("li", { "data-uri": uri });
  const text = element("div");
  text.append(element("span", { class: "name" }, name), element("span", { class: "artist" }, ` ${artist}`));
  const reasons = element("ul", { class: "because", "aria-label": "Why" });
  reasons.append(...because.map((reason) => element("li", {}, reason.text)));
  text.append(reasons);
  const links = element("div", { class: "links" });
  const listen = element("button", { type: "button", "aria-label": `Listen to ${name}` }, "Listen");
  listen.addEventListener("click", () => {
    const source = `https://open.spotify.com/embed/track/${id}`;
    item.append(element("iframe", { src: source, title: `${name} by ${artist}`, allow: "encrypted-media" }));
    listen.remove();
  });
  const open = element("a", { href: `https://open.spotify.com/track/${id}`, rel: "noreferrer" }, "Open in Spotify");
  links.append(open, listen);
  item.append(text, links);
  return item;
}
