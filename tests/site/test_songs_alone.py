"""Songs in no list of the listener's, on the map and in the finished list: loved, and taken out."""

import pytest
from find_page import toast
from map_page import canvas, open_map
from people import as_somebody
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(empty_page: Page) -> Page:
    """A page that each test opens at an address of its own."""
    return empty_page


@pytest.fixture
def listener(page: Page, local_cloud_url: str, embedded: dict[str, str]):
    return as_somebody(page, local_cloud_url, embedded["SEGUE_SECRET"])


@pytest.fixture(params=["the map", "the first page"])
def song(request: pytest.FixtureRequest, page: Page, listener, local_cloud_url: str) -> Locator:
    """The card of a song."""
    if request.param == "the map":
        open_map(page, local_cloud_url)
        canvas(page).press("Enter")  # the song in the middle
        return page.locator("#song .cards > li")
    page.goto(local_cloud_url)
    return page.locator("#finished-songs > li").nth(1)


def loved(listener) -> list[str]:
    return [each["uri"] for each in listener.ask("insights/me").body["loved"]]


def stored(page: Page) -> None:
    page.wait_for_function("() => localStorage.getItem('segue.opinions') === null")


def test_a_heart_is_kept_and_no_list_comes_of_it(page, song, listener, local_cloud_url):
    uri = song.get_attribute("data-uri")
    song.get_by_role("button", name="Love").click()
    stored(page)
    assert loved(listener) == [uri]
    assert listener.ask("recommend").body["lists"] == []
    page.goto(local_cloud_url if "map" not in page.url else page.url)
    if "map" in page.url:
        canvas(page).press("Enter")
    expect(page.locator(f'li[data-uri="{uri}"] [data-heart]').first).to_have_attribute("aria-pressed", "true")


def test_a_heart_that_is_pressed_again_is_taken_back(page, song, listener):
    for _ in range(2):
        song.get_by_role("button", name="Love").click()
        stored(page)
    assert loved(listener) == []


def test_a_song_that_is_not_for_me_makes_way_and_comes_back(page, song):
    name = song.locator(".name").inner_text()
    with page.expect_request("**/api/feedback") as hated:
        song.get_by_role("button", name="Not for me").click()
    assert hated.value.post_data_json["opinion"] == "hate"
    out = page.locator(".card-empty", has_text=name)
    with page.expect_request("**/api/feedback*", timeout=20_000) as undone:
        out.get_by_role("button", name="Undo").click()
    assert undone.value.method == "DELETE"
    expect(out).to_have_count(0)
    expect(toast(page)).to_be_hidden()
