"""A real Chromium, or a skip with the reason."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from chromium import ARGUMENTS, chromium
from playwright.sync_api import Browser, Page, expect, sync_playwright

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


@contextmanager
def opened(browser: Browser, own_host: str, may_ask: tuple[str, ...] = (), **options: object) -> Iterator[Page]:
    """A browser page.

    A script error, a dialog, a violation of the page's policy, and a request to another host than its own and
    `may_ask` fail the test.
    """
    context = browser.new_context(**({"viewport": {"width": 1000, "height": 900}} | options))
    page = context.new_page()
    wrong: list[str] = []
    hosts: set[str] = set()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("request", lambda asked: hosts.add(asked.url.split("/")[2]) if asked.url.startswith("http") else None)
    yield page
    context.close()
    assert wrong == []
    assert hosts - {own_host, *may_ask} == set()


@pytest.fixture
def own_host(local_cloud_url: str) -> str:
    return local_cloud_url.split("/")[2]


@pytest.fixture
def page(browser: Browser, local_cloud_url: str, own_host: str) -> Iterator[Page]:
    """The first page, watched as by `opened`."""
    with opened(browser, own_host) as page:
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
