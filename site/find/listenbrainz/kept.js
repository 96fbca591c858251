// A listener's name and token at ListenBrainz, kept in this browser until they forget them. No request of ours holds the token.
import { ofBrowser } from "../../storage.js";

const KEY = "segue.listenbrainz";

// Returns {name, range, token}, each missing until it was given.
export const kept = () => ofBrowser.read(KEY) ?? {};
export const keep = (change) => ofBrowser.write(KEY, { ...kept(), ...change });
export const forget = () => ofBrowser.remove(KEY);
