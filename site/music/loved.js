// Songs you love: to hear again, and to take the heart off.
import { heart, setHeart, songCard } from "../cards/card.js";
import { byId } from "../elements.js";
import { tell } from "../notice.js";
import { opine, showWaiting, WAITS } from "../opinions.js";
import { offerSongs, playAllButton } from "../player/play.js";
import { explain } from "../problems.js";

const SHOWN = 8; // before all are asked for

// `changed` is called when a heart was taken off or put back.
export function showLoved(songs, changed) {
  byId("no-loved").hidden = songs.length > 0;
  offerSongs("loved", songs);
  byId("play-loved").replaceChildren(playAllButton("loved"));
  const cards = songs.map((song) => card(song, changed));
  byId("loved").replaceChildren(...cards.slice(0, SHOWN));
  showWaiting();
  const all = byId("all-loved");
  all.hidden = cards.length <= SHOWN;
  all.textContent = `Show all ${cards.length}`;
  all.addEventListener("click", () => {
    byId("loved").append(...cards.slice(SHOWN));
    all.hidden = true;
    cards[SHOWN].querySelector("button").focus();
  });
}

function card(song, changed) {
  const made = heart(song, { on: true, press: (on) => press(song, made, on, changed) });
  return songCard(song, { heart: made });
}

// The song keeps its place, so that the heart can be put back.
async function press(song, made, on, changed) {
  setHeart(made, on);
  try {
    const stored = await opine({ search: on ? song.search : "", track: song.uri, opinion: on ? "love" : null });
    const words = on ? `You love “${song.name}”` : `“${song.name}” is no more among what you love`;
    tell(stored ? words : WAITS, () => press(song, made, !on, changed));
    changed();
  } catch (error) {
    setHeart(made, !on);
    const { title, steps } = explain(error);
    tell(`${title}: ${steps[0]}`);
  }
}
