// The page of an invitation to a blend, and the one on which a blend begins.
import { inviteToBlend, joinBlend, ownShared, takeDown } from "../api.js";
import { button, byId, element } from "../elements.js";
import { keptToken } from "../session.js";
import { invited } from "./invited.js";
import { missedWords, SongsForm } from "./songs.js";

const place = byId("blend");
const { id, by, url } = place.dataset;

open();

// In a function, as what is loaded later may wait for a page's top level, and may be waited for there.
async function open() {
  if (!id) place.append(new SongsForm("Make the link", begin).form);
  else if (await isMine()) showLink({ id, url });
  else place.append(new SongsForm(`Blend with ${by}`, join).form);
}

async function begin(search, name, missed) {
  showLink(await inviteToBlend(search, name), missed);
}

async function join(search, name, missed) {
  try {
    await joinBlend(id, search, name);
  } catch (error) {
    if (error.slug !== "conflict") throw error;
    return location.reload(); // a friend was faster, and the page has their list now
  }
  if (!missed.length) return location.reload();
  const show = button({ class: "primary" }, "Show the list", () => location.reload());
  place.replaceChildren(element("p", { role: "status" }, `Your blend is there. ${missedWords(missed)}`), element("p", { class: "row" }, show));
  show.focus();
}

async function isMine() {
  if (!keptToken()) return false;
  const { blends } = await ownShared().catch(() => ({ blends: [] }));
  return blends.some((each) => each.id === id);
}

function showLink(made, missed = []) {
  byId("about").hidden = true;
  const drop = async () => {
    await takeDown(made.id);
    place.replaceChildren(element("p", { role: "status" }, "The link leads nowhere any more."));
  };
  place.replaceChildren(invited(made.url, drop), element("p", { class: "hint" }, missedWords(missed)));
  place.querySelector("input").focus();
}
