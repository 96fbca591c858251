// A form for the six digits of a mail. They work in this browser alone, which asked for the mail.
import { element } from "../elements.js";
import { explain } from "../problems.js";
import { enterByCode } from "./api.js";

const GONE = "This code does not work any more. Ask for a new mail.";
const SPENT = "Too many wrong codes were typed. Open the link in the mail instead.";

// `entered` is called with the session.
export function codeForm(mail, entered) {
  const input = element("input", { type: "text", inputmode: "numeric", autocomplete: "one-time-code", maxlength: "12", "aria-describedby": "code-note", spellcheck: "false" });
  const label = element("label", { class: "field" }, "The six digits in the mail ", input);
  const control = element("button", { class: "primary" }, mail.weekly ? "Yes, mail me" : "Sign in");
  const note = element("p", { id: "code-note", class: "slip", role: "alert" });
  const form = element("form", { class: "code", novalidate: "" }, label, control, note);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (control.disabled) return;
    note.textContent = "";
    control.disabled = true;
    try {
      entered(await enterByCode(mail.asked, input.value));
    } catch (error) {
      note.textContent = told(error);
      input.select();
    } finally {
      control.disabled = false;
    }
  });
  input.addEventListener("input", () => {
    if (/^\s*\d{3}[\s-]?\d{3}\s*$/.test(input.value)) form.requestSubmit();
  });
  return form;
}

function told(error) {
  if (error.slug === "not-signed-in") return GONE;
  if (error.slug === "too-many-requests") return SPENT;
  if (error.slug === "invalid-input") return "The code has six digits.";
  const { title, steps } = explain(error);
  return `${title}: ${steps.join("; ")}.`;
}
