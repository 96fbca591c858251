"""Measure frames of the music map: `python -m bench.map`, 20,000 invented points, Chromium without a GPU.

Each round drags, or turns the wheel, once a frame for FRAMES frames, by events that are made in the page, so that
no other process takes the processor. A frame is the time between two animation frames; the browser draws at most
60 a second, so that 16.7 ms is the best. `busy` is the processor time of the page's thread a frame, which other
processes change little.
"""

import logging
import shutil
import sys
import threading
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from bench.map.invented import invented_map
from bench.ports import free_port
from ops.local.site import site

POINTS = 20_000
FRAMES = 240
QUIET_MS = 1_500
"""Time for a flight to end."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The size of a screen in CSS pixels, and the device's pixels for each."""

    width: int
    height: int
    ratio: int


SCREENS = (Screen(1440, 900, ratio=1), Screen(390, 844, ratio=2))
CLOSER = {"all": 0, "5.8 times": 3}
"""Presses of the button by how close the map is."""

_RUN = """async ([frames, act]) => {
    const map = document.querySelector("#map");
    const box = map.getBoundingClientRect();
    const at = (step) => ({
        bubbles: true, cancelable: true, view: window,
        clientX: box.x + box.width / 2 + 120 * Math.sin(step / 14),
        clientY: box.y + box.height / 2 + 90 * Math.sin(step / 23),
    });
    const steps = {
        drag: (step) => window.dispatchEvent(new MouseEvent("mousemove", at(step))),
        wheel: (step) => {
            map.dispatchEvent(new WheelEvent("wheel", { ...at(0), deltaY: step < frames / 2 ? -8 : 8 }));
        },
    };
    if (act === "drag") map.dispatchEvent(new MouseEvent("mousedown", at(0)));
    const times = [];
    for (let step = 0; step < frames; step++) {
        times.push(await new Promise(requestAnimationFrame));
        steps[act](step);
    }
    window.dispatchEvent(new MouseEvent("mouseup", at(frames)));
    return times;
}"""


def main(points: int = POINTS) -> None:
    """Print a table of frame times by screen, closeness and movement."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", free_port(), site(), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("| screen | in sight | movement | median frame | p95 | longest | busy |\n|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for screen in SCREENS:
            _measure(browser, f"http://127.0.0.1:{server.port}/map.html", screen, points)
        browser.close()
    server.shutdown()


def _measure(browser: Browser, url: str, screen: Screen, points: int) -> None:
    size: ViewportSize = {"width": screen.width, "height": screen.height}
    page = browser.new_page(viewport=size, device_scale_factor=screen.ratio)
    page.route("**/api/**", lambda route: route.fulfill(json={"tracks": [], "invented": False}))
    page.route("**/api/insights/map", lambda route: route.fulfill(json=invented_map(points)))
    page.goto(url)
    page.locator("#map").wait_for()
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    for sight, presses in CLOSER.items():
        for _ in range(presses):
            page.get_by_role("button", name="Closer").click()
        for act in ("drag", "wheel"):
            page.wait_for_timeout(QUIET_MS)
            print(
                f"| {screen.width}x{screen.height} | {sight} | {act} | {_frames(page, tools, act)} |", flush=True
            )
    page.close()


def _frames(page: Page, tools: CDPSession, act: str) -> str:
    before = _spent(tools)
    times = page.evaluate(_RUN, [FRAMES, act])
    busy = (_spent(tools) - before) * 1000 / FRAMES
    frames = [later - earlier for earlier, later in pairwise(times)]
    p95 = quantiles(frames, n=20)[-1]
    return f"{median(frames):.1f} ms | {p95:.1f} ms | {max(frames):.0f} ms | {busy:.1f} ms"


def _spent(tools: CDPSession) -> float:
    """Return the processor seconds of the main thread."""
    metrics = tools.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "ThreadTime"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
