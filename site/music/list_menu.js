// What can be done with a list of before: open, rename, more like it, share, delete.
import { deleteList, ownList, renameList, takeDown } from "../api.js";
import { openDialog } from "../dialog.js";
import { button, element, outside } from "../elements.js";
import { forgetLast, lastKept } from "../find/kept.js";
import { tell } from "../notice.js";
import { explain } from "../problems.js";

const LONGEST_NAME = 80;

// `then` are called after the fact: `renamed` with the list as it is now, and `deleted`.
export function openListMenu(list, then) {
  const { id, name } = list;
  const entries = [
    element("a", { href: `/?${new URLSearchParams({ list: id })}` }, "Open"),
    element("a", { href: `/?${new URLSearchParams({ more: id })}` }, "More like this"),
    button({}, "Rename", () => instead(dialog, () => openRenaming(list, then.renamed))),
    button({}, "Share", () => instead(dialog, () => share(id))),
    button({}, "Delete", () => instead(dialog, () => openDeleting(list, then.deleted))),
  ];
  const menu = element("ul", { class: "menu", "aria-label": `More for ${name}` }, ...entries.map((entry) => element("li", {}, entry)));
  const dialog = openDialog(name, menu);
  dialog.classList.add("sheet");
}

function instead(dialog, open) {
  dialog.close();
  open();
}

function openRenaming({ id, name }, renamed) {
  const input = element("input", { type: "text", maxlength: LONGEST_NAME, value: name });
  const slip = element("p", { class: "slip", role: "alert" });
  const form = element("form", {},
    element("label", { class: "field" }, "Its name", input), slip,
    element("p", { class: "hint" }, "Leave it empty for the name it had by itself."),
    element("p", { class: "row" }, element("button", { class: "primary" }, "Save")));
  const dialog = openDialog("Rename this list", form);
  input.select();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await trying(event.submitter, slip, async () => {
      const list = await renameList(id, input.value);
      dialog.close();
      renamed(list);
      tell(`Named “${list.name}”`);
    });
  });
}

function openDeleting({ id, name }, deleted) {
  const slip = element("p", { class: "slip", role: "alert" });
  const sure = button({ class: "primary" }, "Delete it", () => trying(sure, slip, async () => {
    const { share: page } = await deleteList(id);
    if (lastKept()?.answer?.id === id) forgetLast(); // the first page does not bring it back
    dialog.close();
    deleted();
    if (page) tell("Deleted. Its page is still public.", () => removePage(page), "Take it down");
    else tell("Deleted");
  }));
  const body = element("div", {}, element("p", {}, outside(name), " goes for good. What you love stays loved."), slip,
    element("p", { class: "row" }, sure, button({}, "Keep it", () => dialog.close())));
  const dialog = openDialog("Delete this list?", body);
}

async function removePage(page) {
  try {
    await takeDown(page);
    tell("The page was taken down");
  } catch (error) {
    tell(`${explain(error).title}: take it down on the account’s page`);
  }
}

async function share(id) {
  try {
    const [answer, { openShare }] = await Promise.all([ownList(id), import("../find/share.js")]);
    openShare(answer);
  } catch (error) {
    tell(`${explain(error).title}: try again`);
  }
}

async function trying(control, slip, act) {
  control.disabled = true;
  slip.textContent = "";
  try {
    await act();
  } catch (error) {
    const { title, steps } = explain(error);
    slip.textContent = `${title}: ${steps.join("; ")}.`;
  }
  control.disabled = false;
}
