"""The player at the foot of the page, against a stand-in of Spotify's iFrame API."""

from collections.abc import Callable, Iterator

import pytest
from accessibility import NOTHING, NOTHING_AT_ALL, at_every_width, in_both_schemes
from fake_player import HOSTS, FakePlayer
from find_page import box, find, heart, not_for_me, songs, uris, wait_for_other_songs
from playwright.sync_api import Browser, Locator, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def answered(browser: Browser, local_cloud_url: str, known_names: list[str]) -> Iterator[tuple[Page, FakePlayer]]:
    """The first page with a list, and Spotify's player on it; loaded once for the tests here."""
    with opened(browser, local_cloud_url.split("/")[2], may_ask=HOSTS, reduced_motion="reduce") as page:
        player = FakePlayer(page)
        page.goto(local_cloud_url)
        box(page).fill("\n".join(known_names[:3]))
        find(page).click()
        expect(songs(page)).to_have_count(10)
        yield page, player


@pytest.fixture
def page(answered: tuple[Page, FakePlayer]) -> Iterator[Page]:
    """That page, on which nothing plays."""
    page, player = answered
    player.asked.clear()
    yield page
    player.without, player.silent, player.refuses = (), False, False
    if page.locator("#player").count():
        page.get_by_role("button", name="Close the player").click()


@pytest.fixture
def player(answered: tuple[Page, FakePlayer]) -> FakePlayer:
    return answered[1]


@pytest.fixture
def play(page: Page) -> Callable[[int], None]:
    """Presses play on a song of the list."""
    return lambda place: songs(page).nth(place).locator("[data-play]").click()


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Player")


def on(page: Page) -> Locator:
    """The buttons in the list of songs that are on."""
    return songs(page).locator("[data-on]")


def is_on(page: Page, place: int) -> None:
    expect(songs(page).nth(place).locator("[data-on='playing']")).to_be_visible()
    expect(on(page)).to_have_count(1)


def pressed(page: Page, name: str) -> None:
    bar(page).get_by_role("button", name=name, exact=True).click()


def test_spotify_is_asked_for_nothing_before_play_is_pressed(page, player):
    expect(page.locator("iframe")).to_have_count(0)
    assert player.asked == []


def test_one_controller_plays_every_song(page, player, play):
    play(1)
    is_on(page, 1)
    play(4)
    is_on(page, 4)
    first, second = uris(page)[1], uris(page)[4]
    assert player.said == [f"play {first}", f"load {second}", f"play {second}"]
    assert player.frame.evaluate("fake.controllers") == 1
    expect(page.locator("iframe")).to_have_count(1)


def test_a_song_that_is_on_is_paused_and_goes_on_by_its_own_button_and_by_the_bar(page, player, play):
    play(0)
    is_on(page, 0)
    play(0)
    expect(songs(page).first.locator("[data-on='paused']")).to_be_visible()
    pressed(page, "Play")
    is_on(page, 0)
    pressed(page, "Pause")
    expect(songs(page).first.locator("[data-on='paused']")).to_be_visible()
    assert player.said[1:] == ["pause", "resume", "pause"]


def test_a_pause_in_spotifys_own_player_is_shown(page, player, play):
    play(0)
    is_on(page, 0)
    player.heard(20)
    player.heard(20, paused=True)
    expect(songs(page).first.locator("[data-on='paused']")).to_be_visible()


def test_a_song_that_ends_is_followed_by_the_next_and_the_last_by_a_word(page, player, play):
    play(8)
    is_on(page, 8)
    player.ends()
    is_on(page, 9)
    player.ends()
    expect(bar(page)).to_contain_text("That was the whole list.")
    pressed(page, "Play again")
    is_on(page, 0)


def test_what_is_told_late_of_the_song_before_changes_nothing(page, player, play):
    play(0)
    is_on(page, 0)
    play(1)
    is_on(page, 1)
    player.frame.evaluate("uri => fake.controller.tell(0, true, uri)", uris(page)[0])
    player.heard(1)
    is_on(page, 1)


def test_next_and_previous_move_through_the_list_and_previous_starts_a_begun_song_again(page, player, play):
    play(2)
    is_on(page, 2)
    pressed(page, "Next song")
    is_on(page, 3)
    pressed(page, "Previous song")
    is_on(page, 2)
    player.heard(40)
    pressed(page, "Previous song")
    player.wait_until_said(f"play {uris(page)[2]}")
    is_on(page, 2)


def test_skim_plays_thirty_seconds_of_each(page, player, play):
    play(0)
    is_on(page, 0)
    player.heard(40)
    is_on(page, 0)
    pressed(page, "Skim")
    player.heard(41)
    is_on(page, 1)
    player.heard(29)
    is_on(page, 1)
    player.heard(30)
    is_on(page, 2)
    pressed(page, "Skim")
    player.heard(35)
    is_on(page, 2)


def test_a_song_that_is_taken_out_goes_on_and_then_comes_what_took_its_place(page, player, play):
    play(2)
    is_on(page, 2)
    out = uris(page)[2]
    with page.expect_response("**/api/recommend/swap"):
        not_for_me(page, 2).click()
    expect(page.locator(".card-empty")).to_have_count(0)
    new = uris(page)[2]
    assert player.said == [f"play {out}"]
    player.ends()
    player.wait_until_said(f"play {new}")


def test_play_all_begins_with_the_first(page, play):
    page.get_by_role("button", name="Play all").click()
    is_on(page, 0)


def test_steering_goes_on_with_the_song_and_then_with_the_new_list(page, player, play):
    play(0)
    is_on(page, 0)
    before = uris(page)
    dial = page.get_by_role("slider", name="Calm to energetic")
    with page.expect_response("**/api/recommend"):
        dial.press("End")
    wait_for_other_songs(page, before)
    assert player.said == [f"play {before[0]}"]
    expect(bar(page).get_by_role("button", name="Pause")).to_be_visible()
    shown = uris(page)
    following = shown[shown.index(before[0]) + 1 if before[0] in shown else 0]
    player.ends()
    player.wait_until_said(f"play {following}")


def test_rating_a_song_does_not_stop_it(page, player, play):
    play(0)
    is_on(page, 0)
    with page.expect_response("**/api/feedback"):
        heart(page, 0).click()
    is_on(page, 0)
    assert len(player.said) == 1


def test_what_is_said_at_the_foot_of_the_page_stands_above_the_bar(page, play):
    play(0)
    not_for_me(page, 1).click()
    expect(page.locator("#toast")).to_be_visible()
    toast, foot = page.locator("#toast").bounding_box(), bar(page).bounding_box()
    assert toast["y"] + toast["height"] <= foot["y"]


def test_the_song_is_shown_in_its_list_on_request(page, player, play):
    play(9)
    is_on(page, 9)
    page.evaluate("() => scrollTo(0, 0)")
    pressed(page, "Show the song in the list")
    expect(songs(page).nth(9)).to_be_in_viewport()
    expect(songs(page).nth(9).locator("[data-play]")).to_be_focused()


def test_a_closed_player_leaves_nothing(page, player, play):
    play(0)
    is_on(page, 0)
    pressed(page, "Close the player")
    expect(page.locator("#player, iframe")).to_have_count(0)
    expect(on(page)).to_have_count(0)
    assert page.evaluate("() => sessionStorage.getItem('segue.playing')") is None


def test_the_bar_is_low_on_a_phone_and_spotifys_player_is_seen(page, play):
    page.set_viewport_size(PHONE)
    play(0)
    is_on(page, 0)
    frame = page.locator(".player-place iframe")
    expect(frame).to_be_in_viewport(ratio=1)
    assert frame.bounding_box()["height"] == 80
    assert bar(page).bounding_box()["height"] <= 72 + 80
    keys = [each.bounding_box() for each in bar(page).get_by_role("button").all()]
    assert all(key["width"] >= 44 and key["height"] >= 44 for key in keys)


def test_the_player_keeps_nobody_out(page, play):
    play(0)
    is_on(page, 0)
    assert at_every_width(page, "#player") == NOTHING_AT_ALL


@pytest.mark.parametrize(
    "blocked",
    ["https://open.spotify.com/embed/iframe-api", "https://embed-cdn.spotifycdn.com/"],
    ids=["loader", "code"],
)
def test_a_blocked_script_is_said_with_ways_on(page, player, play, blocked):
    player.without = (blocked,)
    play(0)
    expect(bar(page)).to_contain_text("could not be loaded")
    link = bar(page).get_by_role("link", name="Open in Spotify")
    expect(link).to_have_attribute("href", f"https://open.spotify.com/track/{uris(page)[0].split(':')[-1]}")
    assert in_both_schemes(page, "#player") == NOTHING
    player.without = ()
    pressed(page, "Try again")
    is_on(page, 0)


def test_a_blocked_script_keeps_no_other_song_from_being_tried(page, player, play):
    player.without = ("https://open.spotify.com/embed/iframe-api",)
    play(0)
    expect(bar(page)).to_contain_text("could not be loaded")
    player.without = ()
    pressed(page, "Next song")
    is_on(page, 1)


def test_a_song_that_cannot_be_played_is_said_and_the_next_is_played(page, player, play):
    play(0)
    is_on(page, 0)
    player.fails()
    expect(bar(page)).to_contain_text("Spotify cannot play this song here.")
    expect(bar(page).get_by_role("link", name="Open in Spotify")).to_be_visible()
    pressed(page, "Next song")
    is_on(page, 1)
    assert player.frame.evaluate("fake.controllers") == 1


def test_invented_songs_are_said_to_be_unheard(page, play):
    silent = {"spotify": "", "player": "", "links": []}

    def invent(route):
        real = route.fetch()
        body = real.json()
        body["recommendations"] = [song | {"listen": silent} for song in body["recommendations"]]
        route.fulfill(response=real, json=body)

    page.route("**/api/recommend", invent, times=1)
    find(page).click()
    expect(page.get_by_role("button", name="Play all")).to_have_count(0)
    play(3)
    expect(bar(page)).to_contain_text("none of them can be heard")
    expect(page.locator("iframe")).to_have_count(0)
    assert in_both_schemes(page, "#player") == NOTHING
    find(page).click()
    expect(page.get_by_role("button", name="Play all")).to_be_visible()


@pytest.fixture
def elsewhere(browser: Browser, own_host: str, local_cloud_url: str, known_names: list[str]) -> Iterator[Page]:
    """A page of its own with a list, whose time a test may advance; its player is `FakePlayer(page)`."""
    with opened(browser, own_host, may_ask=HOSTS) as page:
        page.clock.install()
        page.goto(local_cloud_url)
        box(page).fill(known_names[0])
        find(page).click()
        expect(songs(page)).to_have_count(10)
        yield page


def test_another_page_goes_on_with_the_song_at_its_second(elsewhere):
    page, player = elsewhere, FakePlayer(elsewhere)
    song = uris(page)[2]
    songs(page).nth(2).locator("[data-play]").click()
    is_on(page, 2)
    player.heard(63)
    page.get_by_role("link", name="This week").click()
    expect(bar(page).get_by_role("button", name="Pause")).to_be_visible()
    player.wait_until_said("seek 63")
    assert player.said == [f"play {song}", "seek 63"]
    expect(bar(page)).to_contain_text("3 of 10")
    page.go_back()
    is_on(page, 2)  # the list is there again, and so is its queue
    player.ends()
    is_on(page, 3)


def test_where_the_browser_wants_a_tap_first_another_page_goes_on_after_it(elsewhere):
    page, player = elsewhere, FakePlayer(elsewhere)
    songs(page).first.locator("[data-play]").click()
    is_on(page, 0)
    player.refuses = True
    page.get_by_role("link", name="Map").click()
    assert player.frame
    page.clock.fast_forward(6_000)
    player.frame.evaluate("() => { fake.refuses = false; }")
    pressed(page, "Go on")
    expect(bar(page).get_by_role("button", name="Pause")).to_be_visible()


def test_a_paused_song_waits_on_another_page_and_asks_spotify_for_nothing(elsewhere):
    page, player = elsewhere, FakePlayer(elsewhere)
    songs(page).first.locator("[data-play]").click()
    is_on(page, 0)
    player.heard(30)
    pressed(page, "Pause")
    page.get_by_role("link", name="My music").click()
    expect(bar(page).get_by_role("button", name="Go on")).to_be_visible()
    player.asked.clear()
    assert page.locator("iframe").count() == 0
    pressed(page, "Go on")
    player.wait_until_said("seek 30")


def test_a_page_that_is_shown_as_it_was_left_takes_up_what_the_other_one_played(page, player, play):
    play(0)
    is_on(page, 0)
    page.evaluate(
        """() => {
            const kept = JSON.parse(sessionStorage["segue.playing"]);
            sessionStorage["segue.playing"] = JSON.stringify({ ...kept, at: 4, second: 20 });
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }"""
    )
    expect(songs(page).nth(4).locator("[data-on='paused']")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    pressed(page, "Go on")
    is_on(page, 4)


def test_an_api_that_never_answers_is_said(elsewhere):
    page, player = elsewhere, FakePlayer(elsewhere)
    player.silent = True
    with page.expect_response("**/iframe-api/v1"):
        songs(page).first.locator("[data-play]").click()
    page.clock.fast_forward(10_000)
    expect(bar(page)).to_contain_text("does not answer")
    player.silent = False
    pressed(page, "Try again")
    is_on(page, 0)


def test_a_song_that_never_starts_is_said_and_spotifys_player_stays_in_sight(elsewhere):
    page, player = elsewhere, FakePlayer(elsewhere)
    player.refuses = True
    songs(page).first.locator("[data-play]").click()
    player.wait_until_said(f"play {uris(page)[0]}")
    page.clock.fast_forward(12_000)
    expect(bar(page)).to_contain_text("has not started yet")
    expect(page.locator(".player-place iframe")).to_be_visible()
    player.heard(1)  # somebody pressed play there
    player.heard(2)
    is_on(page, 0)


def test_without_a_network_the_press_says_so_and_works_once_there_is_one(elsewhere):
    page = elsewhere
    FakePlayer(page)
    page.context.set_offline(True)
    songs(page).first.locator("[data-play]").click()
    expect(page.get_by_role("alert").filter(has_text="Is there a connection?")).to_be_visible()
    page.context.set_offline(False)
    songs(page).first.locator("[data-play]").click()
    is_on(page, 0)
