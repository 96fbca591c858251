"""My music and This week show the searches and ratings made."""

import time
from datetime import UTC, datetime

import pytest
from over_http import fetch
from people import as_somebody, make_charts
from playwright.sync_api import Page, expect
from signed_in import Listener

from shared.model.model import Model

pytestmark = pytest.mark.browser


@pytest.fixture
def page(empty_page: Page) -> Page:
    """A page that each test opens at an address of its own."""
    return empty_page


@pytest.fixture
def songs(model: Model) -> list:
    """The five most popular tracks."""
    return model.catalogue.tracks(range(5))


@pytest.fixture
def somebody(page: Page, local_cloud_url: str, embedded: dict[str, str], songs: list) -> Listener:
    """A listener who searched twice, loves a list and a song of it and hates another song; all counted."""
    listener = as_somebody(page, local_cloud_url, embedded["SEGUE_SECRET"])
    search, found = listener.list_of(*(song.id for song in songs[:3]))
    listener.list_of(songs[3].id)
    listener.rate(search, "love")
    listener.rate(search, "love", found[0])
    listener.rate(search, "hate", found[1])
    counted(listener, searches=2, ratings=3)
    return listener


def counted(listener: Listener, searches: int, ratings: int) -> None:
    """Wait until a listener's events are counted."""
    deadline = time.monotonic() + 30
    while True:
        mine = listener.ask("insights/me").body
        said = sum(mine["ratings"][opinion] for opinion in ("love", "like", "okay", "hate"))
        if (mine["searches"], said) == (searches, ratings):
            return
        assert time.monotonic() < deadline, mine
        time.sleep(0.05)


def rows(page: Page, title: str) -> list[list[str]]:
    """Return the numbers of a figure from its table."""
    part = page.locator(".figure").filter(has=page.get_by_role("heading", name=title, exact=True))
    part.locator("summary").click()
    return part.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => cell.textContent))"
    )


def test_who_is_new_is_invited_and_not_made_somebody(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/music.html")
    expect(page.get_by_role("heading", name="There is nothing to show yet")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_ratings_and_searches_are_counted(page, local_cloud_url, somebody):
    page.goto(f"{local_cloud_url}/music.html")
    expect(page.locator("#tiles .tile").first).to_contain_text("2")
    assert rows(page, "What you thought") == [["Love", "2"], ["Like", "0"], ["Okay", "0"], ["Hate", "1"]]


def test_genres_are_in_the_cloud_and_in_the_table(page, local_cloud_url, somebody):
    page.goto(f"{local_cloud_url}/music.html")
    genres = somebody.ask("insights/me").body["genres"]
    assert rows(page, "Your genres") == [[genre["name"], str(genre["count"])] for genre in genres]
    drawn = page.get_by_role("img", name="Your genres", exact=True).locator("text").all_text_contents()
    assert {genre["name"] for genre in genres if len(genre["name"]) < 24} <= set(drawn)


def test_a_listeners_sound_stands_beside_that_of_their_cluster(page, local_cloud_url, somebody):
    page.goto(f"{local_cloud_url}/music.html")
    radar = somebody.ask("insights/me").body["features"]
    shown = [[mine, theirs] for _, mine, theirs in rows(page, "How your music sounds")]
    halves = zip(radar["mine"], radar["cluster"], strict=True)
    assert [
        [abs(int(cell[:-1]) - 100 * value) <= 0.51 for cell, value in zip(row, pair, strict=True)]
        for row, pair in zip(shown, halves, strict=True)
    ] == [[True, True]] * len(shown)
    expect(page.get_by_role("img", name="How your music sounds")).to_be_visible()


@pytest.mark.parametrize("known", [["tempo", "danceability"], []])
def test_my_music_shows_the_sound_by_what_is_known(page, local_cloud_url, somebody, known):
    mine = somebody.ask("insights/me").body
    half = [0.5] * len(known)
    heard = {"features": known, "mine": half, "cluster": half} if known else None
    mine |= {"known_features": known, "features": heard}
    page.route("**/api/insights/me", lambda route: route.fulfill(json=mine))
    page.goto(f"{local_cloud_url}/music.html")
    expect(page.get_by_role("heading", name="Music like yours in a few words")).to_be_visible()
    expect(page.get_by_role("heading", name="How your music sounds")).to_have_count(1 if known else 0)


def test_a_hostile_genre_is_only_text(page, local_cloud_url, somebody):
    mine = somebody.ask("insights/me").body
    hostile = '"><img src=x onerror="alert(1)">' + "x" * 10_000
    mine["genres"] = [{"name": hostile, "count": 2}, {"name": "rock", "count": 1}]
    mine["cluster"] |= {"name": hostile, "words": [hostile, "rock"]}
    page.route("**/api/insights/me", lambda route: route.fulfill(json=mine))
    page.goto(f"{local_cloud_url}/music.html")
    assert rows(page, "Your genres")[0] == [hostile, "2"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000


def test_figures_that_cannot_be_had_are_said_kindly(page, local_cloud_url, somebody):
    page.route("**/api/insights/me", lambda route: route.abort())
    page.goto(f"{local_cloud_url}/music.html")
    expect(page.get_by_role("alert")).to_contain_text("We could not be reached")


@pytest.fixture
def charts(local_cloud_url: str, embedded: dict[str, str], songs: list) -> None:
    make_charts(local_cloud_url, embedded, *(song.id for song in songs[:3]))


def test_the_week_lists_what_was_searched_and_what_was_loved(page, local_cloud_url, charts):
    page.goto(f"{local_cloud_url}/week.html")
    week = fetch(f"{local_cloud_url}/api/insights/week").body
    names = page.locator("#songs .name")
    expect(names).to_have_text([song["name"] for song in week["songs"]["searched"]])
    expect(page.locator("#songs .card-line").first).to_have_text(
        f"{week['songs']['searched'][0]['count']} listeners"
    )
    page.get_by_role("button", name="Most loved").click()
    expect(names).to_have_text([song["name"] for song in week["songs"]["loved"]])
    expect(page.locator("#artists .name")).to_have_text([artist["name"] for artist in week["artists"]["loved"]])
    expect(page.get_by_role("button", name="Most loved")).to_have_attribute("aria-pressed", "true")


def test_a_week_of_nothing_is_an_invitation(page, local_cloud_url):
    none = {"searched": [], "loved": []}
    answer = {"model": "m", "week": "2026-W01", "songs": none, "artists": none}
    page.route("**/api/insights/week", lambda route: route.fulfill(json=answer))
    page.goto(f"{local_cloud_url}/week.html")
    expect(page.get_by_role("heading", name="The week is young")).to_be_visible()
    expect(page.locator("#nothing")).to_contain_text("three listeners")
    expect(page.locator("#of")).to_contain_text("Dec 29")  # 2026-W01 begins in the year before


def test_a_song_of_the_week_starts_a_list(page, local_cloud_url, charts):
    page.goto(f"{local_cloud_url}/week.html")
    page.get_by_role("button", name="More for").first.click()
    page.get_by_role("link", name="Start from this song").click()
    expect(page.locator("#songs > li[data-uri]")).to_have_count(10)


def test_a_month_of_music_is_drawn_as_a_picture_to_save(page, local_cloud_url, somebody):
    page.goto(f"{local_cloud_url}/music.html")
    page.get_by_role("button", name=f"My {datetime.now(UTC):%B}", exact=True).click()
    drawn = page.get_by_role("img", name="in music")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("async each => (await each.decode(), [each.naturalWidth, each.naturalHeight])") == [
        1080,
        1920,
    ]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save", exact=True).click()
    assert saved.value.suggested_filename.endswith("-in-music.png")
