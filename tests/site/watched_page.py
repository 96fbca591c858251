"""A browser page that fails its test by anything that goes wrong on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page
from signed_in import a_client

VIEWPORT = {"width": 1000, "height": 900}


@contextmanager
def opened(browser: Browser, own_host: str, may_ask: tuple[str, ...] = (), **options: object) -> Iterator[Page]:
    """Yield a page of a browser that never was on the site, watched as by `watched`."""
    with (
        browser.new_context(**({"viewport": VIEWPORT} | options)) as context,
        watched(context, own_host, may_ask) as page,
    ):
        yield page


def of_its_own() -> dict[str, dict[str, str]]:
    """Return the option of a browser that comes from a network of its own: so many mails an hour go to each."""
    return {"extra_http_headers": {"X-Forwarded-For": a_client()}}


@contextmanager
def warm(browser: Browser, url: str) -> Iterator[BrowserContext]:
    """Yield a browser for `visit`: it has the site's files, and a tab keeps the process that shows its pages."""
    with browser.new_context(viewport=VIEWPORT) as context:
        context.new_page().goto(f"{url}/favicon.svg")
        yield context


@contextmanager
def visit(context: BrowserContext, url: str, may_ask: tuple[str, ...] = ()) -> Iterator[Page]:
    """Yield a watched page of a warm browser, with nothing stored, no permissions and no other tab."""
    context.clear_permissions()
    for left in context.pages[1:]:
        left.close()
    with watched(context, url.split("/")[2], may_ask) as page:
        protocol = context.new_cdp_session(page)
        protocol.send("Storage.clearDataForOrigin", {"origin": url, "storageTypes": "all"})
        protocol.detach()
        yield page


@contextmanager
def watched(context: BrowserContext, own_host: str, may_ask: tuple[str, ...]) -> Iterator[Page]:
    """Yield a new page.

    A script error, a dialog, a violation of the page's policy, and a request to another host than its own and
    `may_ask` fail the test.
    """
    page = context.new_page()
    wrong: list[str] = []
    hosts: set[str] = set()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("request", lambda asked: hosts.add(asked.url.split("/")[2]) if asked.url.startswith("http") else None)
    yield page
    page.close()
    assert wrong == []
    assert hosts - {own_host, *may_ask} == set()
