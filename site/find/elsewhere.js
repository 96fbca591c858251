// Who is signed in and has no list in this browser yet, or an older one, is offered the last list of another device: one line
// in the header, in room that is there anyway, unless there is news.
import { ownLists } from "../api.js";
import { element, outside } from "../elements.js";
import { showNews } from "../news.js";
import { ofTab } from "../storage.js";
import { lastKept } from "./kept.js";

const ASKED = "segue.asked-elsewhere"; // in this tab

export async function welcomeBack() {
  await showNews();
  if (document.querySelector(".news") || wasAsked()) return;
  const { lists } = await ownLists().catch(() => ({ lists: [] })); // without an answer nothing is offered
  const [newest] = lists;
  if (!newest || newest.id === lastKept()?.answer?.id) return;
  document.querySelector(".brand").after(element("a", { class: "news", href: `/?${new URLSearchParams({ list: newest.id })}` }, "Your last list: ", outside(newest.name)));
}

function wasAsked() {
  const was = ofTab.get(ASKED) !== null;
  ofTab.set(ASKED, "");
  return was;
}
