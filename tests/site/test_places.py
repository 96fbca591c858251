"""Songs without a player: the places where each is heard, or none for invented ones."""

import csv
import io
import re

import pytest
from find_page import menu, saved, songs, take_along
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
def elsewhere(page, ask):
    """A list of songs that are heard elsewhere alone."""
    answer_with(page, f"musicbrainz:recording:{MBID}")
    ask()


def test_the_keyboard_opens_the_places_of_a_song_and_each_leads_there(page, elsewhere):
    opener = songs(page).first.get_by_role("button", name="Where to hear Song 0")
    opener.focus()
    page.keyboard.press("Enter")
    links = page.get_by_role("dialog").get_by_role("list", name="More for Song 0").get_by_role("link")
    expect(links).to_have_text([*(f"Find it on {each}" for each in SITES), "Start from this song"])
    expect(links.nth(1)).to_have_attribute("href", f"https://musicbrainz.org/recording/{MBID}")
    expect(links.nth(3)).to_have_attribute(
        "href", "https://www.youtube.com/results?search_query=Somebody%20Song%200"
    )
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_a_song_without_a_player_has_no_button_that_plays(page, elsewhere):
    expect(page.get_by_role("button", name=re.compile("^Play "))).to_have_count(0)


def test_a_thumb_can_hit_every_place_and_nothing_leaves_a_narrow_page(page, elsewhere):
    page.set_viewport_size({"width": 390, "height": 844})
    boxes = [each.bounding_box() for each in menu(page, 0).get_by_role("listitem").get_by_role("link").all()]
    assert all(box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_invented_songs_lead_nowhere_and_have_no_links_to_copy(page, ask):
    answer_with(page, "demo:track:0q7LGcVSpsIoSbjChtZ8lI")
    ask()
    expect(songs(page)).to_have_count(10)
    expect(menu(page, 0).get_by_role("link")).to_have_text(["Start from this song"])
    page.keyboard.press("Escape")
    take_along(page)
    expect(page.get_by_role("list", name="Files")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Copy"))).to_have_count(0)


def test_a_saved_list_of_invented_songs_names_them_by_their_ids(page, ask):
    answer_with(page, "demo:track:0q7LGcVSpsIoSbjChtZ8lI")
    ask()
    _, content = saved(page, "CSV")
    assert {row["link"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))} == {""}


def test_the_links_of_recordings_are_copied(page, elsewhere):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    take_along(page)
    page.get_by_role("button", name="Copy links").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("10 links copied.")
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
