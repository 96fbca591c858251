"""Requirements of every page of the site: accessible, at every width, by day and by night."""

import posixpath
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from html.parser import HTMLParser

import pytest
from accessibility import NOTHING_AT_ALL, at_every_width
from find_page import box, heart, menu, more_tools, not_for_me, songs
from over_http import fetch
from pages import PAGES
from playwright.sync_api import Browser, Page, expect
from watched_page import opened

from ops.local.site import SITE

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


@pytest.fixture(scope="module")
def looked_at(browser: Browser, local_cloud_url: str) -> Iterator[Callable[[str], Page]]:
    """Opens a page once for all tests that only look at it."""
    with ExitStack() as stack:

        @cache
        def look(path: str) -> Page:
            host = local_cloud_url.split("/")[2]
            page = stack.enter_context(opened(browser, host, reduced_motion="reduce"))
            page.goto(local_cloud_url + path)
            return page

        yield look


class Policy(HTMLParser):
    """The content security policy of a page, and its violations."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.directives: dict[str, list[str]] = {}
        self.refused: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            parts = [part.split() for part in given["content"].split(";")]
            self.directives = {part[0]: part[1:] for part in parts if part}
        self.refused += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.refused.append(tag)
        if tag in ("script", "link", "img", "iframe"):
            address = given.get("src") or given.get("href") or ""
            self.refused += [address] if re.match(r"(https?:)?//", address) else []


@every_page
def test_nothing_is_stored_and_nobody_else_asked_before_a_person_does_something(looked_at, path):
    page = looked_at(path)
    page.wait_for_load_state("networkidle")  # the fixture fails on a request to another host
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


SHORTENED = """
    () => {
        const [after] = [...document.querySelectorAll("main h2")].slice(12);
        while (after?.nextElementSibling) after.nextElementSibling.remove();
    }
"""
"""Leaves a dozen parts of a page: all are made by the same few templates, and axe takes a second for each."""


@every_page
def test_nobody_is_kept_out_and_nothing_sticks_out(looked_at, path):
    page = looked_at(f"{path}?shortened")
    expect(page.locator(".site-nav a[aria-current]")).to_have_count(1)
    page.evaluate(SHORTENED)
    assert at_every_width(page) == NOTHING_AT_ALL


@every_page
def test_nothing_of_a_whole_page_sticks_out_on_a_phone(looked_at, path):
    page = looked_at(path)
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", ["/nothing.html", "/500.html"])
def test_nobody_is_kept_out_of_a_page_of_a_failure(looked_at, path):
    page = looked_at(path)
    expect(page.get_by_role("link", name="Find", exact=True)).to_be_visible()
    assert at_every_width(page) == NOTHING_AT_ALL


def test_nobody_is_kept_out_of_an_answer(browser, own_host, local_cloud_url, known_names):
    with opened(browser, own_host, reduced_motion="reduce") as page:
        page.goto(local_cloud_url)
        box(page).fill("\n".join([*known_names[:3], "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M"]))
        page.get_by_role("button", name="Find songs").click()
        expect(songs(page)).to_have_count(10)
        heart(page, 0).click()
        not_for_me(page, 1).click()
        expect(page.locator("#toast")).to_be_visible()
        more_tools(page)
        assert at_every_width(page) == NOTHING_AT_ALL
        menu(page, 2)
        assert at_every_width(page) == NOTHING_AT_ALL
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Share", exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert at_every_width(page) == NOTHING_AT_ALL


@every_page
def test_a_page_has_a_strict_policy_and_nothing_that_it_would_refuse(local_cloud_url, path):
    policy = Policy(fetch(local_cloud_url + path).body)
    assert policy.directives["default-src"] == ["'self'"]
    assert policy.directives["base-uri"] == policy.directives["form-action"] == ["'none'"]
    assert not any("unsafe" in word or word == "*" for words in policy.directives.values() for word in words)
    assert policy.refused == []


@every_page
def test_what_scripts_import_is_fetched_with_them_rather_than_after_them(local_cloud_url, path):
    html = fetch(local_cloud_url + path).body
    named = set(re.findall(r'(?:modulepreload" href|script type="module" src)="([^"]+)"', html))
    imported = {
        posixpath.normpath(posixpath.join(posixpath.dirname(module), name))
        for module in named
        for name in re.findall(r'^import [^;]*from "(.*?)";', (SITE / module[1:]).read_text(), re.MULTILINE)
    }
    assert imported <= named


@every_page
def test_everything_that_can_be_used_has_a_name_and_can_be_reached_by_keyboard(looked_at, path):
    for control in looked_at(path).locator("button, input, select, textarea, summary").all():
        name = control.evaluate("e => e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.textContent")
        assert name.strip()
        assert control.evaluate("e => e.tabIndex") >= 0


def test_the_first_page_is_below_150_kb_on_the_way(empty_page, local_cloud_url):
    empty_page.goto(local_cloud_url)
    empty_page.wait_for_load_state("networkidle")
    sizes = empty_page.evaluate(
        """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .map((entry) => entry.transferSize)"""
    )
    assert len(sizes) > 10
    assert all(sizes)
    assert sum(sizes) < 150_000


def test_the_pages_of_the_header_are_those_that_are_tested(page):
    linked = page.locator(".site-nav a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert set(linked) <= set(PAGES.values())


def test_a_song_is_found_rated_steered_and_saved_by_keyboard_alone(page, known_names):
    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(60):
            page.keyboard.press(key)
            if (
                page.evaluate(
                    "document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
                )
                == name
            ):
                return
        pytest.fail(f"no way to {name!r} by keyboard")

    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "given":
            break
    page.keyboard.type(known_names[0].split(" - ")[1])
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(songs(page)).to_have_count(10)
    tab_to("Calm to energetic")
    with page.expect_response("**/api/recommend"):
        page.keyboard.press("End")
    tab_to(f"Love {songs(page).first.locator('.name').inner_text()}")
    page.keyboard.press("Space")
    expect(page.locator('[aria-pressed="true"]')).to_have_count(1)
    tab_to("More for this list", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to("Take it along")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to("CSV\nfor TuneMyMusic, Soundiiz and spreadsheets")
    with page.expect_download():
        page.keyboard.press("Enter")


def test_every_script_and_style_is_small_enough_to_read():
    for path in [*SITE.rglob("*.js"), *SITE.rglob("*.css")]:
        if "vendor" not in path.parts:
            assert len(path.read_text().splitlines()) <= 200, path
