"""A browser page that fails its test by anything that goes wrong on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page


@contextmanager
def opened(browser: Browser, own_host: str, may_ask: tuple[str, ...] = (), **options: object) -> Iterator[Page]:
    """Yield a browser page.

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
