// The panel as a sheet at the foot of a narrow page: a button draws it up and down.
import { byId } from "../elements.js";

export function startSheet() {
  const [sheet, handle] = [byId("beside"), byId("handle")];
  handle.addEventListener("click", () => {
    const open = sheet.classList.toggle("up");
    handle.setAttribute("aria-expanded", String(open));
    handle.textContent = open ? "Show less" : "Show more";
  });
  return { top: () => sheet.scrollTo(0, 0) };
}
