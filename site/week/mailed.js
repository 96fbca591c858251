// The songs of a weekly mail, to be played: by the link in the mail, which anybody who has it may open, or of who is signed in.
import { rate, ratingsOf } from "../api.js";
import { heart, setHeart, songCard } from "../cards/card.js";
import { byId } from "../elements.js";
import { latestMail, mailBy } from "../insights.js";
import { dayOf, seen } from "../news.js";
import { tell } from "../notice.js";
import { showPageProblem } from "../page_problem.js";
import { offerSongs, playAllButton } from "../player/play.js";
import { explain } from "../problems.js";
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
  const hearts = isSignedIn() ? await heartsOf(mail) : () => "";
  byId("mailed-songs").replaceChildren(...mail.songs.map((song) => songCard(song, { heart: hearts(song) })));
  byId("mailed").hidden = false;
  seen(mail);
}

// Returns a function that makes a song's heart, as the listener left it.
async function heartsOf({ search }) {
  const { ratings } = await ratingsOf(search).catch(() => ({ ratings: [] }));
  const loved = new Set(ratings.filter(({ opinion }) => opinion === "love").map(({ target }) => target));
  return (song) => {
    const made = heart(song, {
      on: loved.has(song.uri),
      press: async (on) => {
        setHeart(made, on);
        try {
          await rate({ search, track: song.uri, opinion: on ? "love" : null });
        } catch (error) {
          setHeart(made, !on);
          tell(explain(error).title);
        }
      },
    });
    return made;
  };
}
