"""Spotify's iFrame API as documented, for the frame of the player, at its real addresses.

A controller plays at once, and time passes only as a test says: `heard` tells the page of a second of the song.
"""

import json

from playwright.sync_api import BrowserContext, Frame, Page, Route

HOSTS = ("open.spotify.com", "embed-cdn.spotifycdn.com")

LOADER = """
const script = document.createElement("script");
script.src = "https://embed-cdn.spotifycdn.com/_next/static/iframe_api.js";
document.head.append(script);
"""

API = """
window.fake = { said: [], controllers: 0, refuses: false, duration: 200_000 };
class Controller {
  listeners = {};
  position = 0;
  constructor(element, { uri, width, height }) {
    fake.controllers++;
    fake.controller = this;
    this.iframe = document.createElement("iframe");
    Object.assign(this.iframe, { width, height, allow: "autoplay; encrypted-media" });
    element.replaceWith(this.iframe);
    this.load(uri);
  }
  addListener(name, listener) { (this.listeners[name] ??= []).push(listener); }
  emit(name, data) { for (const listener of this.listeners[name] ?? []) listener({ data }); }
  tell(position, isPaused = false, playingURI = this.uri) {
    this.position = position;
    const { duration } = fake;
    this.emit("playback_update", { playingURI, isPaused, isBuffering: false, position, duration });
  }
  load(uri) {
    this.uri = uri;
    this.iframe.src = `https://open.spotify.com/embed/track/${uri.split(":").at(-1)}`;
    setTimeout(() => this.emit("ready"));
  }
  loadUri(uri) { fake.said.push(`load ${uri}`); this.load(uri); }
  play() { fake.said.push(`play ${this.uri}`); if (!fake.refuses) { this.tell(0); this.tell(250); } }
  resume() { fake.said.push("resume"); if (!fake.refuses) this.tell(this.position + 250); }
  pause() { fake.said.push("pause"); this.tell(this.position, true); }
  seek(second) { fake.said.push(`seek ${second}`); this.tell(second * 1000); }
}
window.onSpotifyIframeApiReady({
  createController: (element, options, callback) => callback(new Controller(element, options)),
});
"""

EMBED = """<!doctype html><html lang="en"><title>player</title>
<style>body { margin: 0; height: 80px; border-radius: 12px; background: #535353; }</style>"""


class FakePlayer:
    """Spotify's player on a page: what it was told to do, and what it tells."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.asked: list[str] = []
        """Addresses at Spotify that were asked for."""
        self.refuses = False
        """Whether the browser lets nothing play without a tap."""
        self.without: tuple[str, ...] = ()
        """Beginnings of addresses that are blocked."""
        self.silent = False
        """Whether the API's script does nothing."""
        for host in HOSTS:
            page.context.route(f"https://{host}/**", self._answer)

    def _answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        if any(url.startswith(each) for each in self.without):
            route.abort("blockedbyclient")
        elif "/iframe-api/" in url:
            route.fulfill(content_type="text/javascript", body="" if self.silent else LOADER)
        elif "/iframe_api" in url:
            body = API.replace("refuses: false", f"refuses: {json.dumps(self.refuses)}")
            route.fulfill(content_type="text/javascript", body=body)
        else:
            route.fulfill(content_type="text/html", body=EMBED)

    @property
    def frame(self) -> Frame:
        """The frame with Spotify's script."""
        self._page.wait_for_function(
            "() => document.querySelector('.player-place iframe')?.contentWindow.fake?.controller", timeout=20_000
        )
        return next(each for each in self._page.frames if each.url.endswith("/player/frame.html"))

    @property
    def said(self) -> list[str]:
        """Return the calls of the one controller."""
        return self.frame.evaluate("fake.said")

    def wait_until_said(self, words: str) -> None:
        """Wait until the controller was told so, last."""
        self.frame.wait_for_function("words => fake.said.at(-1) === words", arg=words)

    def heard(self, second: float, paused: bool = False) -> None:
        """Send the page an update: a second of the song that is on."""
        self.frame.evaluate("([ms, paused]) => fake.controller.tell(ms, paused)", [second * 1000, paused])

    def ends(self) -> None:
        """Send the song's end as Spotify does: its last second, then a pause at its first."""
        self.heard(200)
        self.heard(0, paused=True)

    def fails(self) -> None:
        """Send the error of a song that cannot be played."""
        self.frame.evaluate("fake.controller.emit('error')")


def route_covers(context: BrowserContext, picture: bytes) -> list[str]:
    """Allow covers, and answer Spotify's oEmbed with one picture; returns the songs that are asked for."""
    asked: list[str] = []

    def configure(route: Route) -> None:
        real = route.fetch()
        allowed = real.text().replace('COVERS = ""', 'COVERS = "https://open.spotify.com/oembed"')
        route.fulfill(response=real, body=allowed)

    def describe(route: Route) -> None:
        asked.append(route.request.url)
        thumbnail = {"title": "x", "thumbnail_url": f"https://i.scdn.co/image/{len(asked)}"}
        route.fulfill(json=thumbnail, headers={"Access-Control-Allow-Origin": "*"})

    context.route("**/config.js", configure)
    context.route("https://open.spotify.com/oembed?*", describe)
    context.route("https://i.scdn.co/**", lambda route: route.fulfill(content_type="image/svg+xml", body=picture))
    return asked
