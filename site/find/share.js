// Sharing a list: its public page with a title, a blend instead, and taking it down.
import { inviteToBlend, ownShared, shareList, takeDown } from "../api.js";
import { openDialog } from "../dialog.js";
import { button, element } from "../elements.js";
import { tell } from "../notice.js";
import { complain } from "../problems.js";
import { addressField } from "../sending.js";
import { waysToSend } from "./share_ways.js";

const LONGEST_TITLE = 80;

// Opens the dialog of an answer. Nothing is public until "Make a page" was pressed in it; a list that has a page shows it.
export async function openShare(answer) {
  const body = element("div", {}, element("p", { role: "status" }, "One moment…"));
  const dialog = openDialog("Share this list", body);
  const { shares } = await ownShared().catch(() => ({ shares: [] })); // without an answer it is made, or found, again
  const page = shares.find(({ search }) => search === answer.id);
  if (page) showWays(body, page, page.title, dialog, () => askTitle(body, { ...answer, title: page.title }, dialog));
  else askTitle(body, answer, dialog);
}

function askTitle(body, answer, dialog) {
  const value = [...(answer.title ?? "")].slice(0, LONGEST_TITLE).join("");
  const title = element("input", { type: "text", maxlength: LONGEST_TITLE, placeholder: "Songs for a long drive", value });
  const naming = element("input", { type: "checkbox", "aria-describedby": "made-from-hint", checked: "" });
  const form = element("form", {},
    element("p", {}, "It gets a page of its own that whoever has the link can see. Nothing on it says who you are."),
    element("label", { class: "field" }, "A title, if you like", title),
    element("label", { class: "check" }, naming, " Show the songs it was made from"),
    element("p", { class: "hint", id: "made-from-hint" }, "Unticked, the reasons on the page name none of them either."),
    element("p", { class: "row" }, element("button", { class: "primary" }, "Make a page")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    publish(body, answer, { title: title.value.trim(), made_from: naming.checked }, dialog);
  });
  const blend = button({}, "Blend with a friend…", () => askName(body, answer, dialog));
  body.replaceChildren(form, element("p", { class: "hint" }, "Or make a link by which a friend adds songs, and you both get the list between you:"), blend);
}

// The other way: a link for a friend, with the songs that this list was made from.
async function askName(body, answer, dialog) {
  const [{ nameField }, { invited }] = await Promise.all([import("../blend/name.js"), import("../blend/invited.js")]);
  const { input, field } = nameField();
  const form = element("form", {},
    element("p", {}, "Whoever has the link sees this name, how many songs you brought, and of these only the ones that a reason names."),
    field, element("p", { class: "row" }, element("button", { class: "primary" }, "Make the link")),
  );
  input.required = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const made = await inviteToBlend(answer.id, input.value.trim());
      body.replaceChildren(invited(made.url, () => remove(body, made.id, dialog)));
      body.querySelector("input").focus();
    } catch (error) {
      complain(form, error);
    }
  });
  body.replaceChildren(form);
  input.focus();
}

async function publish(body, answer, wishes, dialog) {
  body.replaceChildren(element("p", { role: "status" }, "Making the page…"));
  try {
    const shared = await shareList(answer.id, wishes);
    showWays(body, shared, wishes.title || "A list from Segue", dialog, () => askTitle(body, answer, dialog));
  } catch (error) {
    body.replaceChildren(button({}, "Try again", () => publish(body, answer, wishes, dialog)));
    complain(body, error);
  }
}

function showWays(body, shared, title, dialog, change) {
  const address = addressField(shared.url, "Address of the page");
  const down = button({ class: "quiet" }, "Take the page down", () => remove(body, shared.id, dialog));
  const others = element("p", { class: "row" }, button({ class: "quiet" }, "Change its title, or blend…", change), down);
  body.replaceChildren(element("p", { role: "status" }, "The page is there. Send it to whom you like:"), address,
    ...waysToSend(shared, title, address), others);
  address.focus();
}

async function remove(body, id, dialog) {
  try {
    await takeDown(id);
    dialog.close();
    tell("The page was taken down");
  } catch (error) {
    complain(body, error);
  }
}
