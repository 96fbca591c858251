// What is new for who is signed in: one line in the header of the first page, in room that is there anyway.
import { element } from "./elements.js";
import { latestMail } from "./insights.js";
import { ofBrowser } from "./storage.js";

const SEEN = "segue.mail-seen";
const NEW_MS = 7 * 24 * 3_600_000;

// Marks a mail as one whose songs were looked at here.
export const seen = (mail) => ofBrowser.set(SEEN, mail.sent_at);

// The day of a mail, such as Friday, 27 November.
export const dayOf = ({ sent_at: at }) => new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(new Date(at));

const weekday = ({ sent_at: at }) => new Intl.DateTimeFormat("en", { weekday: "long" }).format(new Date(at));

export async function showNews() {
  const mail = await latestMail().catch(() => null); // without an answer there is no news
  if (!mail || !isNew(mail)) return;
  document.querySelector(".brand").after(element("a", { class: "news", href: "/week.html#mailed" }, `Your list of ${weekday(mail)} is here`));
}

const isNew = ({ sent_at: at }) => Date.now() - new Date(at) <= NEW_MS && ofBrowser.get(SEEN) !== at;
