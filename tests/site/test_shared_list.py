"""The page of a shared list in a real browser, as its recipients see it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from accessibility import NOTHING, in_both_schemes
from fake_player import FakePlayer
from playwright.sync_api import Browser, Page, expect
from shared_lists import HOSTILE, keep, made_up

from shared.adapters.sqlite_records import SqliteRecords

pytestmark = pytest.mark.browser

LONG = "A very long title without an end in sight " * 3


@pytest.fixture
def address(local_cloud_url: str, embedded: dict[str, str]) -> Callable[..., str]:
    """Stores a list of any songs and returns the address of its page."""
    records = SqliteRecords(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")))
    return lambda title, *names: f"{local_cloud_url}/s/{keep(records, made_up(title, list(names)))}"


@pytest.fixture
def visitor(browser: Browser, local_cloud_url: str) -> Iterator[Page]:
    """A browser page for lists; a policy violation, an error or a dialog fails the test."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    yield opened
    context.close()
    assert wrong == []


def test_nothing_is_asked_of_spotify_until_somebody_listens(visitor, address, local_cloud_url):
    hosts = []
    visitor.on("request", lambda request: hosts.append(request.url.split("/")[2]))
    visitor.goto(address("Title", "First", "Second"))
    expect(visitor.get_by_role("button", name="Play Second")).to_be_visible()
    assert set(hosts) == {local_cloud_url.split("/")[2]}


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "screen"])
def test_the_list_is_played_from_its_first_song_on(visitor, address, size):
    visitor.set_viewport_size({"width": size[0], "height": size[1]})
    player = FakePlayer(visitor)
    visitor.goto(address("Title", "First", "Second"))
    visitor.get_by_role("button", name="Play all").click()
    expect(visitor.get_by_role("button", name="Pause First")).to_be_visible()
    player.ends()
    expect(visitor.get_by_role("button", name="Pause Second")).to_be_visible()


def test_the_keyboard_reaches_and_plays_a_song(visitor, address):
    FakePlayer(visitor)
    visitor.goto(address("Title", "First"))
    expect(visitor.get_by_role("button", name="Play First")).to_be_visible()
    for _ in range(12):
        visitor.keyboard.press("Tab")
        if visitor.evaluate("() => document.activeElement.dataset.play !== undefined"):
            break
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("button", name="Pause First")).to_be_focused()


def test_hostile_names_do_nothing(visitor, address):
    visitor.goto(address(HOSTILE, HOSTILE, HOSTILE * 2))
    expect(visitor.locator("h1")).to_have_text(HOSTILE)
    expect(visitor.locator("#songs > li")).to_have_count(2)
    expect(visitor.locator("#songs img")).to_have_count(0)
    assert visitor.title() == f"{HOSTILE} · Segue"
    FakePlayer(visitor)
    visitor.locator("#songs [data-play]").first.click()
    expect(visitor.get_by_role("region", name="Player")).to_be_visible()
    expect(visitor.locator("#player img, #songs img")).to_have_count(0)


def test_without_script_the_list_is_there_and_nothing_that_does_not_work(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        visitor = context.new_page()
        visitor.goto(address("Title", "First", "Second"))
        expect(visitor.locator("#songs > li")).to_have_count(2)
        expect(visitor.locator("#songs .card-line").nth(1)).to_be_visible()
        expect(visitor.get_by_role("link", name="Open in Spotify")).to_have_count(2)
        expect(visitor.get_by_role("button")).to_have_count(0)
        expect(visitor.get_by_role("link", name="Make mine from this")).to_be_visible()


def test_the_menu_of_a_song_has_every_reason_and_its_links(visitor, address):
    visitor.goto(address("Title", "First", "Second"))
    visitor.get_by_role("button", name="More for Second").click()
    menu = visitor.get_by_role("dialog", name="Second")
    expect(menu.get_by_role("list", name="Why").get_by_role("listitem")).to_have_text(["Second"])
    expect(menu.get_by_role("link", name="Open in Spotify")).to_have_attribute("href", re.compile("/track/0*1$"))


def test_no_song_moves_when_the_script_has_come(browser, visitor, address):
    url = address("Title", "First", "Second", "Third")
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}) as context:
        plain = context.new_page()
        plain.goto(url)
        before = plain.locator("#songs").bounding_box()["y"]
    visitor.set_viewport_size({"width": 390, "height": 844})
    visitor.goto(url)
    expect(visitor.get_by_role("button", name="Play all")).to_be_visible()
    assert visitor.locator("#songs").bounding_box()["y"] == pytest.approx(before, abs=2)


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "screen"])
def test_nobody_is_kept_out_of_a_shared_list(visitor, address, size):
    visitor.set_viewport_size({"width": size[0], "height": size[1]})
    visitor.goto(address("Title", "First", "Second"))
    expect(visitor.get_by_role("button", name="Play all")).to_be_visible()
    assert in_both_schemes(visitor) == NOTHING


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_page_fits_its_width(visitor, address, width):
    visitor.set_viewport_size({"width": width, "height": 800})
    visitor.goto(address(LONG + "x" * 160, LONG + "y" * 200, "夜に駆ける" * 30, "مرحبا " * 30))
    expect(visitor.get_by_role("button", name="Play").first).to_be_visible()
    assert visitor.evaluate("document.documentElement.scrollWidth") <= width


def test_a_name_from_right_to_left_leaves_its_neighbours_where_they_are(visitor, address):
    visitor.goto(address("שירים", "مرحبا", "plain"))
    names = visitor.locator("#songs .name")
    left = [names.nth(place).bounding_box()["x"] for place in range(2)]
    assert left[0] == left[1]
    assert visitor.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"
