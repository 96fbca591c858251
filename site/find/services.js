// Services where listeners have music of their own: a module and a row each, loaded only where it is configured.
import { LISTENBRAINZ_API, SPOTIFY_CLIENT_ID } from "../config.js";

const SERVICES = [
  { configured: SPOTIFY_CLIENT_ID, start: async (given) => (await import("./spotify/panel.js")).startSpotify(given) },
  { configured: LISTENBRAINZ_API, start: async (given) => (await import("./listenbrainz/panel.js")).startListenBrainz(given) },
];

// Starts them, with the input they add to. Returns {saving, shows}: `saving` builds the buttons of an answer, `shows`
// returns whether one of them has shown a request's error in its own place.
export async function startServices(given) {
  const started = await Promise.all(SERVICES.filter(({ configured }) => configured).map(({ start }) => start(given)));
  return {
    saving: (answer) => started.flatMap((service) => service.saving(answer)),
    shows: (error) => started.some((service) => service.shows(error)),
  };
}
