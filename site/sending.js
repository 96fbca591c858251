// Sending an address to somebody: a field to copy it from, and the device's own share sheet where there is one.
import { button, element } from "./elements.js";
import { tell } from "./notice.js";

// A field with an address, all of it marked once it has the focus.
export function addressField(url, label) {
  const field = element("input", { type: "text", readonly: "", "aria-label": label, value: url });
  field.addEventListener("focus", () => field.select());
  return field;
}

export async function copy(text, field, done = "Link copied") {
  try {
    await navigator.clipboard.writeText(text);
    tell(done);
  } catch {
    field.focus(); // it is marked then, ready to be copied by hand
  }
}

// `what` is {title, url} or {files}; only within a click.
export async function send(what) {
  try {
    await navigator.share(what);
  } catch (error) {
    if (error.name !== "AbortError") tell("The share sheet did not open: copy the link instead"); // else: cancelled by the listener
  }
}

// The two ways for a link alone.
export function linkWays(url, title, field) {
  const ways = [button({ class: "primary" }, "Copy link", () => copy(url, field))];
  if (navigator.share) ways.unshift(button({ class: "primary" }, "Send link", () => send({ title, url })));
  return ways;
}
