// Sharing a list: its public page, and the ways to send it. The picture is fetched in advance, because a browser
// opens its share sheet only within a click.
import { embedding, inviteToBlend, ownShared, shareList, sharedPicture, takeDown } from "../api.js";
import { openDialog } from "../dialog.js";
import { button, element } from "../elements.js";
import { tell } from "../notice.js";
import { explain } from "../problems.js";
import { addressField, copy, linkWays, send } from "../sending.js";
import { save } from "./saving.js";

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

function complain(place, error) {
  place.querySelector("[role=alert]")?.remove();
  const { title, steps } = explain(error);
  place.prepend(element("p", { role: "alert", class: "notice" }, `${title}: ${steps.join("; ")}.`));
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
  const ways = element("div", { class: "row" }, ...linkWays(shared.url, title, address),
    element("a", { class: "button", href: shared.url, target: "_blank", rel: "noopener" }, "See the page"),
    element("a", { class: "button", href: snapchat(shared.url), target: "_blank", rel: "noopener noreferrer" }, "Snapchat"),
    button({}, "Instagram story", () => toInstagram(shared, address)),
    button({}, "Picture for a post", () => savePicture(shared, "card")),
    button({}, "Embed", () => showCode(code, shared.url)),
  );
  offerPicture(ways, shared);
  const code = element("div");
  const down = button({ class: "quiet" }, "Take the page down", () => remove(body, shared.id, dialog));
  const others = element("p", { class: "row" }, button({ class: "quiet" }, "Change its title, or blend…", change), down);
  body.replaceChildren(element("p", { role: "status" }, "The page is there. Send it to whom you like:"), address, ways, code, others);
  address.focus();
}

// The code that shows the list in a page of another site.
async function showCode(place, url) {
  try {
    const { html } = await embedding(url);
    const field = element("textarea", { rows: "4", readonly: "", "aria-label": "Code of the list", spellcheck: "false" });
    field.value = html;
    field.addEventListener("focus", () => field.select());
    const copied = button({}, "Copy code", () => copy(html, field, "Code copied"));
    place.replaceChildren(element("p", { class: "hint" }, "Put this into a page of yours:"), field, element("p", { class: "row" }, copied));
    field.focus();
  } catch (error) {
    complain(place, error);
  }
}

export const snapchat = (url) => `https://www.snapchat.com/scan?attachmentUrl=${encodeURIComponent(url)}`;

// Where the device's share sheet takes files, the story's picture goes by it: without the link, as apps drop one of the two.
async function offerPicture(ways, { id }) {
  const file = navigator.share && (await picture(id, "story").catch(() => null));
  if (!file || !navigator.canShare?.({ files: [file] })) return;
  ways.append(button({}, "Send the picture…", () => send({ files: [file] })));
}

async function picture(id, kind) {
  const response = await fetch(sharedPicture(id, kind));
  if (!response.ok) throw new Error(`no picture: ${response.status}`);
  return new File([await response.blob()], `segue-${kind}.png`, { type: "image/png" });
}

async function savePicture({ id }, kind) {
  try {
    save(`segue-${kind}.png`, await picture(id, kind), "image/png");
    return true;
  } catch {
    tell("The picture could not be fetched: try again in a minute");
    return false;
  }
}

// Instagram takes no link from a web page: the picture to post, and the link to put on it.
async function toInstagram(shared, address) {
  if (await savePicture(shared, "story")) await copy(shared.url, address, "Picture saved and link copied: add both to your story");
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
