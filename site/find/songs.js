// The songs of an answer as cards: each can be loved, taken out for the next best one, and brought back.
import { swapSong } from "../api.js";
import { emptyCard, songCard } from "../cards/card.js";
import { button, byId, element, outside } from "../elements.js";
import { hush, say, tell } from "../notice.js";
import { offerSongs } from "../player/play.js";
import { explain } from "../problems.js";
import { neverItem } from "./never.js";

export class Songs {
  #acts;
  #answer;
  #ratings;
  #swaps = Promise.resolve(); // one after another: two at once might bring the same song

  // `acts` are {changed, more, out, back, again}: `changed` is called after the list has other songs, `more` with a song to
  // have more like, `out` with one that is not wanted and the list's id, `back` with one that is wanted again, `again` to
  // ask anew.
  constructor(acts) {
    this.#acts = acts;
  }

  show(answer, ratings) {
    [this.#answer, this.#ratings] = [answer, ratings];
    byId("songs").replaceChildren(...answer.recommendations.map((song) => this.#card(song)));
    offerSongs("answer", [...answer.recommendations]);
  }

  #card(song) {
    const card = songCard(song, { heart: this.#ratings.heart(song), dismiss: () => this.#takeOut(song, card), items: () => this.#items(song, card) });
    return card;
  }

  #items(song, card) {
    const { more, again } = this.#acts;
    const { instead } = song;
    const back = instead && { label: `Bring back “${instead.song.name}”`, act: () => this.#bringBack({ ...instead, ...this.#list(), new: song, card }) };
    return [{ label: "More like this", act: () => more(song) }, back, neverItem(song, again)].filter(Boolean);
  }

  #list = () => ({ answer: this.#answer, ratings: this.#ratings });

  #takeOut(song, card) {
    hush(); // its Undo may be of the song that is there now
    const taken = { song, opinion: this.#ratings.of(song.uri), ...this.#list(), new: null, card };
    this.#acts.out(song, taken.answer.id);
    this.#replace(taken, emptyCard(this.#words(taken, "Looking for another…")), song, null);
    this.#queue(() => this.#refill(taken));
  }

  // What is in the place of a song that is out.
  #words(taken, words, ...more) {
    const place = element("div", {}, element("span", {}, outside(`“${taken.song.name}”`), ` is out. ${words}`));
    place.append(...more, button({ class: "quiet" }, "Undo", () => this.#bringBack(taken)));
    return place;
  }

  async #refill(taken) {
    const { song, answer, ratings } = taken;
    if (taken.undone || taken.new) return;
    try {
      const [swapped] = await Promise.all([swapSong(answer.id, song.uri), ratings.store(song.uri, "hate")]);
      taken.swapped = true;
      if (!taken.undone) this.#arrive(taken, swapped.song);
    } catch (error) {
      taken.swapped = true; // perhaps
      if (!taken.undone) this.#failed(taken, error);
    }
  }

  #arrive(taken, song) {
    const { song: out, opinion } = taken;
    if (!song) return this.#fill(taken, "No other song fits.");
    taken.new = { ...song, instead: { song: out, opinion } };
    this.#replace(taken, this.#card(taken.new), null, taken.new);
    tell(`“${out.name}” is out, “${song.name}” is in its place.`, () => this.#bringBack(taken));
  }

  #failed(taken, error) {
    const again = () => {
      if (taken.undone || taken.new) return;
      this.#fill(taken, "Looking for another…");
      this.#queue(() => this.#refill(taken));
    };
    this.#fill(taken, `No other came: ${lowered(explain(error).title)}.`, button({ class: "quiet" }, "Try again", again));
    if (error.slug === "offline") addEventListener("online", again, { once: true });
  }

  #fill(taken, ...words) {
    const focused = taken.card.contains(document.activeElement);
    taken.card.replaceChildren(this.#words(taken, ...words));
    say(taken.card.textContent);
    if (focused) focusOn(taken.card);
  }

  #bringBack(taken) {
    const { song, opinion, answer, ratings } = taken;
    taken.undone = true;
    this.#acts.back(song);
    this.#replace(taken, this.#card(song), taken.new, song);
    say(`“${song.name}” is back.`);
    this.#queue(async () => {
      if (taken.swapped === undefined && !taken.new) return;
      try {
        await Promise.all([swapSong(answer.id, song.uri, true), ratings.store(song.uri, opinion)]);
      } catch (error) {
        tell(`“${song.name}” is back here, but we could not keep that: ${explain(error).steps[0]}.`);
      }
    });
  }

  // Puts a card in place of another, without moving any other one, and a song of the list in place of another.
  #replace(taken, card, old, song) {
    const { recommendations } = taken.answer;
    const before = taken.card;
    taken.card = card;
    if (!before.isConnected) return; // another list is shown
    const focused = before.contains(document.activeElement);
    const at = [...byId("songs").children].slice(0, placeOf(before)).filter((each) => each.dataset.uri).length;
    recommendations.splice(at, old ? 1 : 0, ...(song ? [song] : []));
    before.replaceWith(card);
    if (focused) focusOn(card);
    offerSongs("answer", [...recommendations]);
    this.#acts.changed();
  }

  #queue(act) {
    this.#swaps = this.#swaps.then(act);
  }
}

const lowered = (title) => title[0].toLowerCase() + title.slice(1);

const placeOf = (card) => [...card.parentElement.children].indexOf(card);

const focusOn = (card) => (card.querySelector("[data-dismiss]") ?? card.querySelector("button")).focus({ preventScroll: true });
