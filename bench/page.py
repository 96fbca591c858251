"""Measure pages in a real browser: `python -m bench.page http://127.0.0.1:8080`, with `segue serve` running there.

Each load is a first visit, with nothing cached. The metrics are Lighthouse's, read from the browser's performance
API at the machine's full speed: no throttling of network or processor.
"""

import shutil
import sys
from dataclasses import dataclass, fields
from statistics import median

from playwright.sync_api import Browser, sync_playwright

ROUNDS = 10
QUIET_MS = 500
"""Time after loading in which long tasks are still counted."""

_OBSERVE = """
    window.measured = { paint: 0, blocked: 0 };
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) measured.paint = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
        for (const task of list.getEntries()) measured.blocked += Math.max(0, task.duration - 50);
    }).observe({ type: "longtask", buffered: true });
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
        interactive_ms: page.domContentLoadedEventEnd,
        blocked_ms: measured.blocked,
    };
}"""


@dataclass(frozen=True, slots=True)
class Load:
    """One first visit of a page. It is interactive once its modules have run, before DOMContentLoaded."""

    requests: float
    sent_kb: float
    unpacked_kb: float
    first_paint_ms: float
    largest_paint_ms: float
    interactive_ms: float
    blocked_ms: float
    """Total blocking time: the part of each task beyond 50 ms."""


def main(site: str, *paths: str) -> None:
    """Load each page ROUNDS times, "/" if none is given, and print medians, with the longest in brackets."""
    names = [field.name for field in fields(Load)]
    print(f"| page | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for page in paths or ("/",):
            loads = [_load(browser, site + page) for _ in range(ROUNDS)]
            cells = [_cell([getattr(load, name) for load in loads]) for name in names]
            print(f"| {page} | {' | '.join(cells)} |")
        browser.close()


def _load(browser: Browser, url: str) -> Load:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        context.add_init_script(_OBSERVE)
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        page.wait_for_timeout(QUIET_MS)
        return Load(**page.evaluate(_READ))


def _cell(values: list[float]) -> str:
    middle, longest = f"{median(values):.0f}", f"{max(values):.0f}"
    return middle if middle == longest else f"{middle} ({longest})"


if __name__ == "__main__":
    main(*sys.argv[1:])
