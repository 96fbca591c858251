// Within the frame: Spotify's iFrame API and its one controller, moved as the page around says.
// The page says {act: "load" | "play" | "pause"}, this tells {told: "here" | "shown" | "heard" | "failed"}.

const API = "https://open.spotify.com/embed/iframe-api/v1";
const PATIENCE_MS = 10_000; // until the API is there
const UNREADY_MS = 1_500; // then a song is played though nothing said that it is ready

let starting = false;
let controller = null;
let wanted = null; // {uri, second, begun, heard, sought}

const tell = (told, more = {}) => parent.postMessage({ told, ...more }, location.origin);

const acts = {
  load({ uri, second }) {
    wanted = { uri, second, begun: false, heard: false, sought: !second };
    if (controller) change();
    else if (!starting) start();
  },
  // What was never heard, as the browser wanted a tap first, is no pause to resume from.
  play: () => (wanted?.heard ? controller?.resume() : controller?.play()),
  pause() {
    if (wanted) wanted.begun = true; // what becomes ready later stays silent
    controller?.pause();
  },
};

function start() {
  starting = true;
  const late = setTimeout(() => tell("failed", { why: "late" }), PATIENCE_MS);
  // The script loads another one, so any that fails is looked for.
  addEventListener("error", ({ target }) => target.tagName === "SCRIPT" && tell("failed", { why: "blocked" }), true);
  window.onSpotifyIframeApiReady = (api) => {
    clearTimeout(late);
    const options = { uri: wanted.uri, width: "100%", height: 80 };
    const { uri } = wanted;
    api.createController(document.getElementById("place"), options, (made) => {
      controller = made;
      made.addListener("ready", begin);
      made.addListener("playback_update", ({ data }) => heard(data));
      made.addListener("error", () => tell("failed", { why: "song" }));
      tell("shown");
      if (wanted.uri === uri) soon();
      else change();
    });
  };
  const script = document.createElement("script");
  script.src = API;
  document.head.append(script);
}

function change() {
  controller.loadUri(wanted.uri);
  soon();
}

function soon() {
  const { uri } = wanted;
  setTimeout(() => wanted.uri === uri && begin(), UNREADY_MS);
}

function begin() {
  if (wanted.begun) return;
  wanted.begun = true;
  controller.play();
}

function heard({ playingURI, isPaused, isBuffering, position, duration }) {
  tell("heard", { uri: playingURI, paused: isPaused, buffering: isBuffering, position, duration });
  if (!isPaused) wanted.heard = true;
  if (wanted.sought || isPaused || isBuffering) return;
  wanted.sought = true;
  controller.seek(wanted.second);
}

addEventListener("message", ({ origin, source, data }) => {
  if (origin === location.origin && source === parent) acts[data.act]?.(data);
});
tell("here");
