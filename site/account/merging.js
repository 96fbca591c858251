// After signing in to a known account: whether what was done in this browser before goes along. It is asked once.
import { button, counted, element } from "../elements.js";
import { tell } from "../notice.js";
import { explain } from "../problems.js";
import { keptMerge, settleMerge } from "../session.js";
import { merge, previewMerge } from "./api.js";

// Asks in `place` if there is something to ask; `done` is called once that is answered, or at once.
export async function offerMerge(place, done) {
  const both = keptMerge();
  const found = both && (await previewMerge(both).catch(refused));
  if (!found?.anything) {
    if (found) settleMerge(false);
    return done(false);
  }
  const slip = element("p", { class: "slip", role: "alert" });
  const yes = button({ class: "primary" }, "Yes, take them along", () => take(both, yes, slip, () => end(place, true, done)));
  const no = button({}, "No, leave them out", () => end(place, false, done));
  place.replaceChildren(element("h2", { tabindex: "-1" }, "Take it along?"), element("p", {}, words(found)), slip, element("p", { class: "row" }, yes, no));
  place.hidden = false;
  place.querySelector("h2").focus();
}

// A ticket that is not good any more is as none; without a connection it is asked another time.
function refused(error) {
  if (error.status === 401 || error.status === 403) settleMerge(false);
  return null;
}

function words({ loved, lists }) {
  const parts = [loved && `loved ${counted(loved, "song")}`, lists && `made ${counted(lists, "list")}`].filter(Boolean);
  const did = parts.length ? `You ${parts.join(" and ")} in this browser.` : "You said what you think of songs in this browser.";
  return `${did} Take ${loved + lists === 1 ? "it" : "them"} to your account?`;
}

function end(place, taken, done) {
  settleMerge(taken);
  place.hidden = true;
  done(taken);
}

async function take(both, control, slip, done) {
  control.disabled = true;
  slip.textContent = "";
  try {
    await merge(both);
    tell("It is all in your account now");
    done();
  } catch (error) {
    const { title, steps } = explain(error);
    slip.textContent = `${title}: ${steps.join("; ")}. What is not there yet waits here.`;
    control.disabled = false;
  }
}
