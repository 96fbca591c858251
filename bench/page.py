"""Measure pages in a real browser: `python -m bench.page http://127.0.0.1:8080`, with `segue serve` running there.

Each load is a first visit, with nothing cached, at the machine's full speed; with `--phone` as on a phone:
390 x 844, a processor four times slower, 1.6 Mbit/s and 150 ms for each request. What is deployed is served by
`segue serve --site dist/site`. Metrics are the browser's own, by Lighthouse's definitions but for those that say
otherwise.
"""

import shutil
import sys
from dataclasses import dataclass, fields
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROUNDS = 10
QUIET_MS = 5_000
"""Time after loading in which long tasks and shifts are still counted: Lighthouse's window of quiet."""

SLOWER = 4
KBIT_DOWN, KBIT_UP = 1_600, 750
LATENCY_MS = 150
PHONE, SCREEN = {"width": 390, "height": 844}, {"width": 1440, "height": 900}

_OBSERVE = """
    window.measured = { paint: 0, blocked: 0, shift: 0, busy: 0 };
    const observe = (type, note) =>
        new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    observe("largest-contentful-paint", (entry) => (measured.paint = entry.startTime));
    observe("layout-shift", (entry) => (measured.shift += entry.hadRecentInput ? 0 : entry.value));
    observe("longtask", (task) => {
        measured.blocked += Math.max(0, task.duration - 50);
        measured.busy = task.startTime + task.duration;
    });
"""

_READ = """() => {
    const [page] = performance.getEntriesByType("navigation");
    const all = [page, ...performance.getEntriesByType("resource")];
    const sum = (name) => all.reduce((total, entry) => total + entry[name], 0) / 1000;
    return {
        requests: all.length,
        sent_kb: sum("transferSize"),
        unpacked_kb: sum("decodedBodySize"),
        first_paint_ms: performance.getEntriesByName("first-contentful-paint")[0].startTime,
        largest_paint_ms: measured.paint,
        interactive_ms: Math.max(page.domContentLoadedEventEnd, measured.busy),
        blocked_ms: measured.blocked,
        shift: measured.shift,
    };
}"""

_DOOR = ".door"
_TAP = """(door) => new Promise((done) => {
    const tapped = performance.now();
    const look = () => {
        const song = document.querySelector("#songs > li[data-uri]")?.getBoundingClientRect();
        if (song && song.top < innerHeight && song.bottom > 0) done(performance.now() - tapped);
        else requestAnimationFrame(look);
    };
    door.click();
    look();
})"""


@dataclass(frozen=True, slots=True)
class Load:
    """One first visit of a page."""

    requests: float
    sent_kb: float
    unpacked_kb: float
    first_paint_ms: float
    largest_paint_ms: float
    interactive_ms: float
    """The end of the last long task, or DOMContentLoaded if that is later, by when the page's modules have run."""
    blocked_ms: float
    """Total blocking time: the part of each task beyond 50 ms."""
    shift: float
    """Cumulative layout shift, all of it rather than the worst five seconds."""
    first_song_ms: float | None
    """From a tap on the first door until a song is in sight; None on pages without doors."""


def main(site: str, *arguments: str) -> None:
    """Load each page ROUNDS times, "/" if none is given, and print medians, with the longest in brackets."""
    phone = "--phone" in arguments
    paths = [argument for argument in arguments if argument != "--phone"]
    names = [field.name for field in fields(Load)]
    print(f"| page | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for page in paths or ("/",):
            loads = [_load(browser, site + page, phone) for _ in range(ROUNDS)]
            cells = [_cell([getattr(load, name) for load in loads]) for name in names]
            print(f"| {page} | {' | '.join(cells)} |", flush=True)
        browser.close()


def _load(browser: Browser, url: str, phone: bool) -> Load:
    options = {"viewport": PHONE, "is_mobile": True, "has_touch": True} if phone else {"viewport": SCREEN}
    with browser.new_context(**options) as context:
        context.add_init_script(_OBSERVE)
        page = context.new_page()
        if phone:
            _slow(context, page)
        page.goto(url, wait_until="networkidle")
        page.wait_for_timeout(QUIET_MS)
        measured = page.evaluate(_READ)
        door = page.query_selector(_DOOR)
        return Load(**measured, first_song_ms=door.evaluate(_TAP) if door else None)


def _slow(context: BrowserContext, page: Page) -> None:
    protocol = context.new_cdp_session(page)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    protocol.send("Network.enable")
    speed = {"downloadThroughput": KBIT_DOWN * 1000 / 8, "uploadThroughput": KBIT_UP * 1000 / 8}
    protocol.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **speed})


def _cell(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return ""
    digits = 0 if max(known) >= 1 else 3
    middle, longest = f"{median(known):.{digits}f}", f"{max(known):.{digits}f}"
    return middle if middle == longest else f"{middle} ({longest})"


if __name__ == "__main__":
    main(*sys.argv[1:])
