// The songs of a weekly mail, to be played: by the link in the mail, which anybody who has it may open, or of who is signed in.
import { songCard } from "../cards/card.js";
import { byId } from "../elements.js";
import { Ratings } from "../find/ratings.js";
import { latestMail, mailBy } from "../insights.js";
import { dayOf, seen } from "../news.js";
import { showPageProblem } from "../page_problem.js";
import { offerSongs, playAllButton } from "../player/play.js";
import { isSignedIn } from "../session.js";

const GONE = { title: "This mail’s link does not work any more", steps: ["open the link of a newer mail"] };

// The token is removed from the address at once, as it is the mail's.
export async function showMailed() {
  const token = new URLSearchParams(location.hash.slice(1)).get("mail");
  if (token) history.replaceState(null, "", location.pathname);
  try {
    const mail = token ? await mailBy(token) : isSignedIn() ? await latestMail() : null;
    if (mail?.songs.length) await show(mail);
  } catch (error) {
    showPageProblem(error, { "not-signed-in": GONE, "not-found": GONE });
  }
}

async function show(mail) {
  byId("mailed-title").textContent = `Your songs of ${dayOf(mail)}`;
  offerSongs("mailed", mail.songs);
  const all = playAllButton("mailed");
  if (all) all.classList.add("primary");
  byId("mailed-acts").replaceChildren(all);
  const ratings = isSignedIn() ? new Ratings(mail.search) : null;
  byId("mailed-songs").replaceChildren(...mail.songs.map((song) => songCard(song, { heart: ratings?.heart(song) })));
  ratings?.restore();
  byId("mailed").hidden = false;
  seen(mail);
}
