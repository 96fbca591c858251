"""The first page by its accessible names."""

from pathlib import Path

from playwright.sync_api import Locator, Page, Route


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Name a song")


def songs(page: Page) -> Locator:
    return page.locator("#songs > li[data-uri]")


def suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Songs").get_by_role("option")


def chosen(page: Page) -> Locator:
    return page.get_by_role("list", name="Chosen songs").get_by_role("listitem")


def doors(page: Page) -> Locator:
    return page.get_by_role("list", name="Or start with one of these").get_by_role("button")


def find(page: Page) -> Locator:
    return page.get_by_role("button", name="Find songs")


def uris(page: Page) -> list[str]:
    return songs(page).evaluate_all("items => items.map((item) => item.dataset.uri)")


def wait_for_other_songs(page: Page, before: list[str]) -> None:
    """Wait until the list differs from one that was read before; its first song may well stay."""
    page.wait_for_function(
        """before => {
            const shown = [...document.querySelectorAll("#songs > li[data-uri]")].map((item) => item.dataset.uri);
            return shown.length > 0 && shown.join() !== before.join();
        }""",
        arg=before,
    )


def toast(page: Page) -> Locator:
    return page.locator("#toast")


def hold(page: Page, pattern: str, times: int | None = None) -> list[Route]:
    """Hold requests until the caller releases them."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(pattern, keep, times=times)
    return held


def more_tools(page: Page) -> None:
    """Show the tools of the list that are behind a button."""
    more = page.get_by_role("button", name="More for this list")
    if more.get_attribute("aria-expanded") == "false":
        more.click()


def take_along(page: Page) -> None:
    """Open the dialog in which the list is taken along."""
    more_tools(page)
    page.get_by_role("button", name="Take it along").click()


def heart(page: Page, place: int) -> Locator:
    return songs(page).nth(place).get_by_role("button", name="Love")


def not_for_me(page: Page, place: int) -> Locator:
    return songs(page).nth(place).get_by_role("button", name="Not for me")


def menu(page: Page, place: int) -> Locator:
    """Open the menu of a song."""
    songs(page).nth(place).get_by_role("button", name="More for").click()
    return page.get_by_role("dialog")


def saved(page: Page, file_format: str) -> tuple[str, bytes]:
    """Save the list in a format of the dialog, which stays closed; return the file's name and content."""
    take_along(page)
    with page.expect_download() as download:
        page.get_by_role("list", name="Files").get_by_role("button", name=file_format).click()
    page.get_by_role("button", name="Close", exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()
