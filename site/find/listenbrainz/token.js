// The dialog that asks for a listener's token at ListenBrainz.
import { button, element } from "../../elements.js";

// `refusal` is why the last token was of no use, or empty; `use` gets the token when it is given.
export function askToken(title, refusal, use) {
  const form = tokenForm((token) => {
    dialog.close();
    use(token);
  });
  const dialog = element("dialog", { "aria-labelledby": "token-title" });
  const close = button({ class: "quiet", "aria-label": "Close" }, "×", () => dialog.close());
  dialog.append(element("header", {}, element("h2", { id: "token-title" }, title), close), form.form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  form.start(refusal);
}

// Returns {form, start}: the element, and a function that focuses its field and shows a refusal, if there is one.
function tokenForm(use) {
  const token = element("input", { type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": "token-refusal" });
  const why = element("p", { id: "token-refusal", class: "notice", role: "alert", hidden: "" });
  const form = element("form", { novalidate: "" },
    hint(), element("label", { class: "field" }, "Your user token", token), why,
    element("p", { class: "row" }, element("button", { class: "primary" }, "Save the list")),
  );

  function start(refusal) {
    why.textContent = refusal;
    why.hidden = !refusal;
    token.setAttribute("aria-invalid", String(Boolean(refusal)));
    token.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = token.value.trim();
    if (!given) return start("Paste your token first.");
    use(given);
  });
  return { form, start };
}

function hint() {
  const settings = element("a", { href: "https://listenbrainz.org/settings/", target: "_blank", rel: "noopener noreferrer" }, "your settings there");
  return element("p", {}, "ListenBrainz takes a list with your user token, which you find in ", settings,
    ". It stays in this browser and is sent to ListenBrainz alone. Only you will see the list there.");
}
