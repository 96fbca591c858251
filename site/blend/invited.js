// What somebody sees who has made a blend's link: the link, and what happens now.
import { button, element } from "../elements.js";
import { addressField, linkWays } from "../sending.js";

// `drop` takes the link back.
export function invited(url, drop) {
  const field = addressField(url, "Link for your friend");
  const down = button({ class: "quiet" }, "Take the link back", drop);
  return element("div", { class: "invited" },
    element("p", { role: "status" }, "Here is the link. Send it to one friend:"), field,
    element("div", { class: "row" }, ...linkWays(url, "Blend music with me", field)),
    element("p", { class: "hint" }, "Open it again whenever you like: once your friend has added songs, the list between you is there, for both."),
    down,
  );
}
