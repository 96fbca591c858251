"""Screenshot of a running local cloud for the README: `python tests/site/screenshot.py http://127.0.0.1:8080`."""

import sys
from pathlib import Path

from chromium import ARGUMENTS, chromium
from playwright.sync_api import sync_playwright

TARGET = Path(__file__).parents[2] / "docs" / "images" / "first-page.png"


def main(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1200, "height": 1050})
        page.goto(url)
        for words in ("paper lantern", "harbour lights"):
            page.locator("#given").press_sequentially(words)
            page.locator("#suggestions li").first.click()
            page.locator("#songs > li[data-uri]").first.wait_for()
        page.locator("h1").click()
        page.wait_for_timeout(300)
        page.screenshot(path=TARGET)


if __name__ == "__main__":
    main(sys.argv[1])
