"""The map's page, as tests use it."""

from playwright.sync_api import Locator, Page, expect

WRITTEN = """
    window.written = new Set();
    const fill = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        written.add(text);
        return fill.call(this, text, ...rest);
    };
"""
"""A script that notes what is written on any canvas."""


def open_map(page: Page, url: str) -> None:
    """Open the map, and wait until it has listed what is in sight."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{url}/map.html")
    expect(page.locator("#sight li button.card-names").first).to_be_visible()


def canvas(page: Page) -> Locator:
    return page.get_by_role("application", name="Music map")


def written(page: Page) -> set[str]:
    """Return what WRITTEN has noted."""
    return set(page.evaluate("[...written]"))


def find(page: Page, words: str) -> None:
    """Search for words, and take the first suggestion."""
    page.get_by_role("combobox", name="Find a song or an artist").fill(words)
    page.locator("#found li").first.click()


def uris(page: Page, within: str) -> list[str]:
    """Return the songs of one of the page's lists, in order."""
    return page.locator(f"{within} li").evaluate_all("items => items.map((item) => item.dataset.uri)")


def songs_in_sight(page: Page) -> int:
    """Return the number of songs in sight."""
    return int("".join(filter(str.isdigit, page.locator("#sight-size").inner_text())))


def wait_for_other_sight(page: Page, before: int) -> None:
    """Wait until another number of songs is in sight."""
    page.wait_for_function(
        "before => Number(document.querySelector('#sight-size').textContent.replace(/[^0-9]/g, '')) !== before",
        arg=before,
    )
