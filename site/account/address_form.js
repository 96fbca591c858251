// A form for a mail address: a slip is told in place, and one that was probably meant is offered before a mail is sent.
import { button, element, outside } from "../elements.js";
import { explain } from "../problems.js";
import { nearby, slipIn } from "./addresses.js";

// `send` is called with the address; what it throws about the address is told beneath it, the rest is thrown on to `failed`.
export function startAddressForm(form, { input, note, send, failed }) {
  let insisted = "";
  const tell = (...words) => {
    note.replaceChildren(...words);
    input.setAttribute("aria-invalid", String(words.length > 0));
    if (words.length) input.focus();
  };
  const offer = (meant) =>
    tell("Did you mean ", button({ class: "quiet" }, outside(meant), () => ((input.value = meant), form.requestSubmit())), "? If not, press the button again.");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const address = input.value.trim();
    const slip = slipIn(address);
    if (slip) return tell(slip);
    const meant = nearby(address);
    if (meant && insisted !== address) return (insisted = address), offer(meant);
    tell();
    const control = form.querySelector("button.primary");
    control.disabled = true;
    try {
      await send(address);
    } catch (error) {
      if (ABOUT_ADDRESS.has(error.slug)) tell(...told(error));
      else failed(error);
    } finally {
      control.disabled = false;
    }
  });
}

const ABOUT_ADDRESS = new Set(["invalid-input", "refused-address", "deferred-address"]);

const told = (error) => {
  const { title, steps } = explain(error);
  const head = error.slug === "invalid-input" ? error.detail : title;
  return [element("span", {}, `${head}: ${steps.join("; ")}.`)];
};
