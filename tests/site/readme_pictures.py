"""The pictures of the README, of a running local cloud with the demo: `make pictures`, beside a `make run`."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from chromium import ARGUMENTS, chromium
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"

DESKTOP = {"width": 1200, "height": 1050}
PHONE = {"width": 390, "height": 844}


def first_page(page: Page) -> None:
    """Wait for the list and the doors that are there without a click."""
    page.locator("li[data-uri]").nth(9).wait_for()


def answer(page: Page) -> None:
    """Send words, and wait for the songs."""
    page.locator("#given").fill("calm indie songs for a rainy evening")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Find songs").click()
    page.locator("#songs > li[data-uri]").nth(9).wait_for()
    page.wait_for_timeout(500)  # the page moves to the answer


PICTURES: dict[str, tuple[dict[str, int], Callable[[Page], None]]] = {
    "first-page.png": (DESKTOP, first_page),
    "answer-on-a-phone.png": (PHONE, answer),
}
"""Each picture with the size of its window, and the way to what it shows."""


def named_in_readme() -> set[str]:
    """Return the names of the pictures of pages that the README shows."""
    return set(re.findall(r"docs/images/([a-z-]+\.png)", (ROOT / "README.md").read_text()))


def take(browser: Browser, url: str, folder: Path) -> None:
    """Take every picture."""
    for name, (size, show) in PICTURES.items():
        with browser.new_context(viewport=size, reduced_motion="reduce", has_touch=size is PHONE) as context:
            page = context.new_page()
            page.goto(url)
            show(page)
            page.screenshot(path=folder / name)


def main(url: str) -> None:
    """Renew the pictures in docs/images."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        take(browser, url, IMAGES)


if __name__ == "__main__":
    main(sys.argv[1])
