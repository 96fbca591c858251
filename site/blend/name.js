// The name somebody has in a blend.
import { element } from "../elements.js";

const LONGEST = 40;

export function nameField() {
  const input = element("input", { type: "text", maxlength: LONGEST, autocomplete: "given-name", placeholder: "Anna" });
  return { input, field: element("label", { class: "field" }, "Your name in it", input) };
}
