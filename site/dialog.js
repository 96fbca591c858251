// A modal dialog with a heading and a button that closes it; it is removed once closed.
import { button, element } from "./elements.js";

export function openDialog(title, body) {
  const dialog = element("dialog", { "aria-labelledby": "dialog-title" });
  const close = button({ class: "quiet", "aria-label": "Close" }, "×", () => dialog.close());
  dialog.append(element("header", {}, element("h2", { id: "dialog-title" }, title), close), body);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
