"""The picture of each song: a drawn tile, or its cover at Spotify where the deployment allows it."""

from collections.abc import Iterator

import pytest
from accessibility import NOTHING, in_both_schemes
from fake_player import route_covers
from find_page import box, find, menu, songs
from over_http import fetch
from playwright.sync_api import Browser, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"/>'
HOSTS = ("open.spotify.com", "i.scdn.co")


def ask(page: Page, names: list[str]) -> None:
    box(page).fill("\n".join(names))
    find(page).click()
    expect(songs(page)).to_have_count(10)


@pytest.fixture(scope="module")
def tiled(browser: Browser, local_cloud_url: str, known_names: list[str]) -> Iterator[Page]:
    """The first page with a list, as it is by default: no other host may be asked."""
    with opened(browser, local_cloud_url.split("/")[2]) as page:
        page.goto(local_cloud_url)
        ask(page, known_names[:3])
        yield page


def test_a_song_has_a_tile_with_its_initial_and_asks_nobody_for_it(tiled):
    tiles = songs(tiled).locator(".cover")
    expect(tiles).to_have_count(10)
    expect(tiles.locator("img")).to_have_count(0)
    names = songs(tiled).locator(".name").all_inner_texts()
    firsts = [next(letter.upper() for letter in name if letter.isalnum()) for name in names]
    assert tiles.all_inner_texts() == firsts


def test_a_tile_has_the_colour_of_its_song_on_the_map(tiled, local_cloud_url):
    answer = tiled.evaluate("() => JSON.parse(sessionStorage['segue.last']).answer")
    clusters = fetch(f"{local_cloud_url}/api/insights/map").body["clusters"]
    colours = [song["colours"] for song in answer["recommendations"]]
    assert all(each in [cluster["colours"] for cluster in clusters] for each in colours)
    drawn = (
        songs(tiled)
        .locator(".cover")
        .evaluate_all("tiles => tiles.map((tile) => getComputedStyle(tile).backgroundColor)")
    )
    assert drawn == [f"rgb({', '.join(map(str, bytes.fromhex(each['day'][1:])))})" for each in colours]


def test_tiles_are_read_by_day_and_by_night_and_not_aloud(tiled):
    assert in_both_schemes(tiled, ".cover") == NOTHING
    assert set(songs(tiled).locator(".cover").evaluate_all("tiles => tiles.map((tile) => tile.ariaHidden)")) == {
        "true"
    }


@pytest.fixture
def page(browser: Browser, own_host: str) -> Iterator[Page]:
    """A browser page that may ask Spotify for covers, low enough for a few songs."""
    with opened(browser, own_host, may_ask=HOSTS, viewport={"width": 390, "height": 844}) as page:
        yield page


def test_covers_are_asked_for_songs_on_screen_alone_and_link_back(page, local_cloud_url, known_names):
    asked = route_covers(page.context, PICTURE)
    page.goto(local_cloud_url)
    ask(page, known_names[:3])
    expect(songs(page).last.locator(".cover img")).to_have_count(0)
    before = songs(page).last.bounding_box()["height"]
    last = songs(page).last.get_attribute("data-uri").split(":")[-1]
    assert not any(last in address for address in asked)
    songs(page).last.scroll_into_view_if_needed()
    link = songs(page).last.locator(".cover a")
    expect(link.locator("img")).to_be_visible()
    assert songs(page).last.bounding_box()["height"] == before
    opens = menu(page, 9).get_by_role("link", name="Open in Spotify")
    assert link.get_attribute("href") == opens.get_attribute("href")


def test_a_cover_is_asked_for_once_in_a_tab(page, local_cloud_url, known_names):
    asked = route_covers(page.context, PICTURE)
    page.goto(local_cloud_url)
    ask(page, known_names[:3])
    songs(page).first.scroll_into_view_if_needed()
    expect(songs(page).first.locator(".cover img")).to_be_visible()
    first = asked[0]
    page.reload()
    songs(page).first.scroll_into_view_if_needed()
    expect(songs(page).first.locator(".cover img")).to_be_visible()
    assert asked.count(first) == 1


@pytest.mark.parametrize("refusal", ["429", "no network"])
def test_where_spotify_refuses_the_tiles_stay_and_it_is_soon_left_alone(
    page, local_cloud_url, known_names, refusal
):
    route_covers(page.context, PICTURE)
    refused = []

    def refuse(route):
        refused.append(route.request.url)
        if refusal == "429":
            route.fulfill(status=429, headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.abort()

    page.context.route("https://open.spotify.com/oembed?*", refuse)
    page.goto(local_cloud_url)
    ask(page, known_names[:3])
    for song in songs(page).all():
        song.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    expect(songs(page).locator(".cover img")).to_have_count(0)
    assert 0 < len(refused) <= 4  # three at once, two refusals
