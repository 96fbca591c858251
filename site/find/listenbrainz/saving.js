// Saving a list at ListenBrainz, with the listener's own token, which is asked for once.
import { button, counted, element } from "../../elements.js";
import { tell } from "../../notice.js";
import { keep, kept } from "./kept.js";
import { ListenBrainzProblem, RefusedToken, createPlaylist } from "./web_api.js";

const LONGEST_TITLE = 100;

// Returns the button of an answer; none if no song of it is known to MusicBrainz, as ListenBrainz takes no others.
export function saveButtons(answer) {
  const songs = answer.recommendations.filter((song) => song.listen.musicbrainz);
  if (!songs.length) return [];
  const list = { title: title(answer), songs, left: answer.recommendations.length - songs.length };
  const saving = button({}, "Save to ListenBrainz", () => (kept().token ? save(list, saving) : askToken(list, saving)));
  return [saving];
}

const title = ({ cluster }) => (cluster ? `Segue: ${cluster.name}`.slice(0, LONGEST_TITLE) : "Segue");

async function save(list, saving) {
  saving.disabled = true;
  try {
    const address = await createPlaylist(list.title, list.songs, kept().token);
    tell(saved(list));
    saving.replaceWith(element("a", { class: "button", href: address, rel: "noreferrer" }, "Open at ListenBrainz"));
  } catch (error) {
    if (!(error instanceof ListenBrainzProblem)) throw error;
    saving.disabled = false;
    if (!(error instanceof RefusedToken)) return tell(error.message);
    keep({ token: undefined });
    askToken(list, saving, error.message);
  }
}

function saved({ songs, left }) {
  const rest = left ? `; ${counted(left, "song is", "songs are")} not known to MusicBrainz and stayed here` : "";
  return `Saved a playlist of ${counted(songs.length, "song")}${rest}`;
}

// Opens the dialog for the token; `refusal` tells why the last one was of no use.
function askToken(list, saving, refusal = "") {
  const token = element("input", { type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": "token-refusal" });
  const why = element("p", { id: "token-refusal", role: "alert" }, refusal);
  const settings = element("a", { href: "https://listenbrainz.org/settings/", target: "_blank", rel: "noopener noreferrer" }, "your settings there");
  const form = element("form", { novalidate: "" },
    element("p", {}, "ListenBrainz takes a list with your user token, which you find in ", settings,
      ". It stays in this browser and is sent to ListenBrainz alone."),
    element("label", { class: "field" }, "Your user token", token),
    why,
    element("p", { class: "row" }, element("button", { class: "primary" }, "Save the list")),
  );
  const dialog = element("dialog", { "aria-labelledby": "token-title" });
  const close = button({ class: "quiet", "aria-label": "Close" }, "×", () => dialog.close());
  dialog.append(element("header", {}, element("h2", { id: "token-title" }, "Save to ListenBrainz"), close), form);
  dialog.addEventListener("close", () => dialog.remove());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = token.value.trim();
    if (!given) {
      why.textContent = "Paste your token first.";
      return token.focus();
    }
    keep({ token: given });
    dialog.close();
    save(list, saving);
  });
  document.body.append(dialog);
  dialog.showModal();
  token.focus();
}
