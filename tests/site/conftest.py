"""A real Chromium, or a skip with the reason."""

import os
from collections.abc import Callable, Iterator

import pytest
from chromium import ARGUMENTS, chromium
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from watched_page import opened, visit, warm

expect.set_options(timeout=20_000)  # a busy machine is no failing page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("CI must run the page's tests: install chromium-headless-shell")
    if path is None:
        pytest.skip("no chromium on this machine; with Debian: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def own_host(local_cloud_url: str) -> str:
    return local_cloud_url.split("/")[2]


@pytest.fixture
def empty_page(browser: Browser, own_host: str) -> Iterator[Page]:
    """A browser page without an address, watched as by `opened`."""
    with opened(browser, own_host) as page:
        yield page


@pytest.fixture(scope="session")
def warm_browser(browser: Browser, local_cloud_url: str) -> Iterator[BrowserContext]:
    with warm(browser, local_cloud_url) as context:
        yield context


@pytest.fixture
def page(warm_browser: BrowserContext, local_cloud_url: str) -> Iterator[Page]:
    """The first page; a file whose tests open another one replaces this fixture."""
    with visit(warm_browser, local_cloud_url) as page:
        page.goto(local_cloud_url)
        yield page


@pytest.fixture(scope="session")
def modules(browser: Browser, local_cloud_url: str) -> Iterator[Page]:
    """The first page, loaded once, for tests that only call functions of its modules."""
    with opened(browser, local_cloud_url.split("/")[2]) as page:
        page.goto(local_cloud_url)
        yield page


@pytest.fixture
def ask(page: Page, known_names: list[str]) -> Callable[..., None]:
    """Asks for songs next to a text, by default three known songs, and waits for the list."""

    def ask(text: str = "", count: int = 10) -> None:
        page.get_by_role("combobox", name="Name a song").fill(text or "\n".join(known_names[:3]))
        page.get_by_role("button", name="Find songs").click()
        expect(page.locator("#songs > li[data-uri]")).to_have_count(count)
        expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")

    return ask


@pytest.fixture(scope="module")
def shared_page(browser: Browser, local_cloud_url: str) -> Iterator[Page]:
    """A page for all tests of a file, which leave it as it was."""
    with opened(browser, local_cloud_url.split("/")[2], reduced_motion="reduce") as page:
        yield page
