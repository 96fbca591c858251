// A month or a year of the listener's music as a picture, to save or to send. It is drawn when it is asked for, and fetched
// before it is sent, as a share sheet opens only within a click.
import { fileAt } from "../api.js";
import { API } from "../config.js";
import { button, byId, element } from "../elements.js";
import { save } from "../find/saving.js";
import { explain } from "../problems.js";
import { send } from "../sending.js";

const SIZES = { story: [1080, 1920], card: [1200, 630] };

// Offers this month, the one before, and the year of that one: in January it is the year to look back on.
export function offerPicture(now = new Date()) {
  const before = new Date(now.getFullYear(), now.getMonth() - 1, 1);
  const year = String(before.getFullYear());
  const kinds = element("select", { "aria-label": "Form" }, element("option", { value: "story" }, "for a story"), element("option", { value: "card" }, "for a message"));
  const draw = (period, name) => button({}, `My ${name}`, ({ currentTarget }) => show(currentTarget, period, name, kinds.value));
  byId("picture-acts").replaceChildren(draw(monthOf(now), nameOf(now)), draw(monthOf(before), nameOf(before)), draw(year, year), kinds);
}

const monthOf = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}`;
const nameOf = (date) => new Intl.DateTimeFormat("en", { month: "long" }).format(date);

async function show(control, period, name, kind) {
  control.disabled = true;
  const told = byId("picture-told");
  told.textContent = "Drawing…";
  try {
    const file = new File([await fileAt(`${API}/share/mine/${kind}.png?of=${period}`)], `my-${name}-in-music.png`.toLowerCase(), { type: "image/png" });
    told.textContent = "";
    paint(file, name, kind);
  } catch (error) {
    told.textContent = error.slug === "not-found" ? `There is no music of yours in ${name} yet.` : explain(error).title;
  } finally {
    control.disabled = false;
  }
}

function paint(file, name, kind) {
  const [width, height] = SIZES[kind];
  const picture = element("img", { src: URL.createObjectURL(file), alt: `My ${name} in music`, width, height, class: kind });
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
  const ways = [button({}, "Save", () => save(file.name, file, file.type))];
  if (navigator.canShare?.({ files: [file] })) ways.unshift(button({ class: "primary" }, "Send picture", () => send({ files: [file] })));
  byId("picture").replaceChildren(element("p", { class: "row" }, ...ways), picture);
}
