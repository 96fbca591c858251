"""Songs without a player: a menu of the places where each is found, or nothing for invented ones."""

import csv
import io
import re

import pytest
from find_page import saved, songs
from playwright.sync_api import Page, Route, expect

from shared.domain.offers import offers
from shared.domain.track import Track

pytestmark = pytest.mark.browser

MBID = "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
SITES = ["ListenBrainz", "MusicBrainz", "Spotify", "YouTube", "Apple Music", "Deezer", "Bandcamp"]


def listened(name: str, id: str) -> dict:
    """Return the field `listen` of a song."""
    found = offers(Track(id, name, "Somebody"))
    links = [{"name": link.name, "url": link.url} for link in found.links]
    return {"spotify": found.spotify, "player": found.player, "links": links}


def answer_with(page: Page, id: str) -> None:
    """Answer like the function, each song under another id."""

    def answer(route: Route) -> None:
        real = route.fetch()
        body = real.json()
        for place, song in enumerate(body["recommendations"]):
            song |= {"name": f"Song {place}", "listen": listened(f"Song {place}", id)}
        route.fulfill(response=real, json=body)

    page.route("**/api/recommend", answer)


@pytest.fixture
def menu(page, ask):
    """The first song's menu."""
    answer_with(page, f"musicbrainz:recording:{MBID}")
    ask()
    return songs(page).first.locator("details.places")


def test_a_menu_opens_by_the_keyboard_and_leads_to_each_place(page, menu):
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    links = menu.get_by_role("list", name="Where to find Song 0").get_by_role("link")
    expect(links).to_have_text(SITES)
    expect(links.nth(1)).to_have_attribute("href", f"https://musicbrainz.org/recording/{MBID}")
    expect(links.nth(3)).to_have_attribute(
        "href", "https://www.youtube.com/results?search_query=Somebody%20Song%200"
    )


def test_a_song_without_a_player_has_neither_button_nor_link_to_spotify_alone(page, menu):
    expect(page.get_by_role("button", name=re.compile("^Play "))).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("in Spotify"))).to_have_count(0)


def test_one_menu_is_open_at_a_time(page, menu):
    menu.locator("summary").click()
    second = songs(page).nth(1).locator("details.places")
    second.locator("summary").click()
    expect(second).to_have_attribute("open", "")
    expect(menu).not_to_have_attribute("open", "")


def test_a_thumb_can_hit_every_place_and_nothing_leaves_a_narrow_page(page, menu):
    page.set_viewport_size({"width": 390, "height": 844})
    menu.locator("summary").click()
    boxes = [each.bounding_box() for each in [menu.locator("summary"), *menu.get_by_role("link").all()]]
    assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_invented_songs_have_no_menu_and_no_links_to_copy(page, ask):
    answer_with(page, "demo:track:0q7LGcVSpsIoSbjChtZ8lI")
    ask()
    expect(songs(page)).to_have_count(10)
    expect(songs(page).locator("a, details")).to_have_count(0)
    page.get_by_role("button", name="Take it along").click()
    expect(page.get_by_role("list", name="Files")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Copy"))).to_have_count(0)


def test_a_saved_list_of_invented_songs_names_them_by_their_ids(page, ask):
    answer_with(page, "demo:track:0q7LGcVSpsIoSbjChtZ8lI")
    ask()
    _, content = saved(page, "CSV")
    assert {row["link"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))} == {""}


def test_the_links_of_recordings_are_copied(page, menu):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Take it along").click()
    page.get_by_role("button", name="Copy links").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("10 links copied.")
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert set(copied) == {f"https://listenbrainz.org/player?recording_mbids={MBID}"}


@pytest.mark.parametrize("path", ["/", "/week.html", "/map.html"])
def test_a_page_of_the_demo_says_that_its_songs_are_invented(page, local_cloud_url, path):
    told = {"model": "x", "tracks": 1, "invented": True, "doors": [], "list": []}
    page.route(re.compile("/api/search/(catalogue|front)"), lambda route: route.fulfill(json=told))
    page.goto(f"{local_cloud_url}{path}")
    expect(page.locator("#invented")).to_contain_text("its songs are invented")
    expect(page.locator("#invented")).to_contain_text("make real")


def test_a_page_of_real_songs_says_nothing_of_the_kind(page, local_cloud_url):
    with page.expect_response("**/api/search/front"):
        page.goto(local_cloud_url)
    expect(page.locator("#invented")).to_have_count(0)
