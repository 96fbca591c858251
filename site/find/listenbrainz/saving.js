// Saving a list at ListenBrainz, with the listener's own token, which is kept.
import { button, counted, element } from "../../elements.js";
import { hush, tell } from "../../notice.js";
import { nameOf } from "../list_name.js";
import { keep, kept } from "./kept.js";
import { askToken } from "./token.js";
import { ListenBrainzProblem, RefusedToken, createPlaylist } from "./web_api.js";

const LONGEST_TITLE = 100;
const SAVE = "Save to ListenBrainz";

// Returns the button of an answer; none if no song of it is known to MusicBrainz, as ListenBrainz takes no others.
export function saveButtons(answer) {
  const songs = answer.recommendations.filter((song) => song.listen.musicbrainz);
  if (!songs.length) return [];
  const list = { answer, songs, left: answer.recommendations.length - songs.length };
  const saving = button({}, SAVE, () => (kept().token ? save(list, saving) : ask(list, saving, "")));
  return [saving];
}

async function save(list, saving) {
  hush();
  wait(saving, true);
  try {
    const address = await createPlaylist(nameOf(list.answer, LONGEST_TITLE), list.songs, kept().token);
    tell(saved(list));
    saving.replaceWith(element("a", { class: "button", href: address, rel: "noreferrer" }, "Open at ListenBrainz"));
  } catch (error) {
    if (!(error instanceof ListenBrainzProblem)) throw error;
    wait(saving, false);
    if (!(error instanceof RefusedToken)) return tell(error.message);
    keep({ token: undefined });
    ask(list, saving, error.message);
  }
}

function wait(saving, waits) {
  saving.disabled = waits;
  saving.textContent = waits ? "Saving…" : SAVE;
}

function saved({ songs, left }) {
  const rest = left ? `; ${counted(left, "song is", "songs are")} not known to MusicBrainz and stayed here` : "";
  return `Saved a playlist of ${counted(songs.length, "song")}${rest}`;
}

const ask = (list, saving, refusal) =>
  askToken(SAVE, refusal, (token) => {
    keep({ token });
    save(list, saving);
  });
