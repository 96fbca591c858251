// The ways to send the page of a list: as a link, as a picture, as a code to scan or to embed. The story's picture is fetched
// in advance, because a browser opens its share sheet only within a click.
import { embedding, sharedCode, sharedPicture } from "../api.js";
import { system } from "../device.js";
import { button, element } from "../elements.js";
import { tell } from "../notice.js";
import { complain } from "../problems.js";
import { copy, linkWays, send } from "../sending.js";
import { save } from "./saving.js";

// Where a picture went that was saved, and how it gets from there to Instagram, which takes none from a web page.
const FOUND = {
  ios: "The picture is in Files, under Downloads. Open it there, press Share and choose Instagram.",
  android: "The picture is among your downloads. Start a story in Instagram and choose it from the gallery.",
  other: "The picture is in your Downloads folder. Instagram takes stories from a phone: send it there, or open the page on it by the QR code.",
};

// Returns the buttons for a page that is there, and the place below in which some show more.
export function waysToSend(shared, title, address) {
  const more = element("div", { class: "more-ways" });
  const sheet = { file: null }; // the story's picture, once it is there, where the device's share sheet takes it
  const links = element("div", { class: "row" }, ...linkWays(shared.url, title, address));
  const others = element("div", { class: "row" },
    element("a", { class: "button", href: shared.url, target: "_blank", rel: "noopener" }, "See the page"),
    button({}, "QR code", () => showCode(more, shared.id)),
    button({}, "Instagram story", () => toInstagram(shared, address, sheet.file, more)),
    element("a", { class: "button", href: snapchat(shared.url), target: "_blank", rel: "noopener noreferrer" }, "Snapchat"),
    button({}, "Picture for a post", () => savePicture(shared, "card")),
    button({}, "Embed", () => showEmbedding(more, shared.url)),
  );
  if (takesFiles()) links.append(pictureButton(shared, sheet));
  return [links, others, more];
}

export const snapchat = (url) => `https://www.snapchat.com/scan?attachmentUrl=${encodeURIComponent(url)}`;

const takesFiles = () => navigator.canShare?.({ files: [new File([""], "picture.png", { type: "image/png" })] });

// A picture goes by the share sheet without the link, as apps drop one of the two. The button has its place before it works.
function pictureButton({ id }, sheet) {
  const sending = button({ disabled: "" }, "Send picture", () => send({ files: [sheet.file] }));
  const ready = async () => {
    sheet.file = await picture(id, "story");
    sending.disabled = false;
  };
  ready().catch(() => sending.remove());
  return sending;
}

// To Instagram by a phone's share sheet, with the link to put on the story in the clipboard; else as a file.
async function toInstagram(shared, address, file, more) {
  const done = "Link copied: add it to your story";
  if (file && system() !== "other") {
    copy(shared.url, address, done);
    send({ files: [file] });
  } else if (await savePicture(shared, "story")) {
    more.replaceChildren(element("p", { class: "hint", role: "status" }, FOUND[system()]));
    copy(shared.url, address, done);
  }
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

function showCode(more, id) {
  const code = element("img", { class: "qr-code", src: sharedCode(id), alt: "QR code with the address of the page", width: "240", height: "240" });
  more.replaceChildren(element("p", { class: "hint", role: "status" }, "Point a phone’s camera at it, and the page opens there:"), code);
  code.scrollIntoView({ block: "nearest" });
}

// The code that shows the list in a page of another site.
async function showEmbedding(more, url) {
  try {
    const { html } = await embedding(url);
    const field = element("textarea", { rows: "4", readonly: "", "aria-label": "Code of the list", spellcheck: "false" });
    field.value = html;
    field.addEventListener("focus", () => field.select());
    const copied = button({}, "Copy code", () => copy(html, field, "Code copied"));
    more.replaceChildren(element("p", { class: "hint" }, "Put this into a page of yours:"), field, element("p", { class: "row" }, copied));
    field.focus();
  } catch (error) {
    complain(more, error);
  }
}
