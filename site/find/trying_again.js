// Another try of a question that was not answered: by hand, once the time that was named is over, and when the network is back.
import { button, element } from "../elements.js";
import { duration, mayPass } from "../problems.js";

const LONGEST_WAIT = 120; // seconds: nobody sits and waits for longer
const MOST_TRIES = 3; // by the clock, one after another

let tries = 0;
let stop = () => {};

// Gives up what waits; called with each question, and with `answered` once there is an answer.
export function stopTrying(answered = false) {
  stop();
  stop = () => {};
  if (answered) tries = 0;
}

// Returns the button for a problem that may pass, null for any other; `again` asks once more.
export function tryingAgain({ slug, retryAfter }, again) {
  stopTrying();
  if (!mayPass(slug)) return null;
  const label = element("span", {}, "Try again");
  const made = button({ class: "primary" }, label, again);
  const left = Number(retryAfter);
  if (left > 0 && left <= LONGEST_WAIT && tries < MOST_TRIES) count(left, label, again);
  else if (slug === "offline") whenBack(again);
  return made;
}

function count(seconds, label, again) {
  let left = Math.ceil(seconds);
  const show = () => (label.textContent = `Try again (by itself in ${duration(left)})`);
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return show();
    clearInterval(timer);
    tries += 1;
    again();
  }, 1000);
  stop = () => clearInterval(timer);
  show();
}

function whenBack(again) {
  addEventListener("online", again, { once: true });
  stop = () => removeEventListener("online", again);
}
