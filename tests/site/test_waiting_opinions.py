"""Opinions without a network: kept, shown as waiting, sent in order once it is back; the last word counts."""

import pytest
from find_page import heart, hold, more_tools, not_for_me, songs, toast, uris
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ENDPOINT = "**/api/feedback*"


@pytest.fixture
def sent(page: Page) -> list[tuple[str, str | None]]:
    """The tracks and opinions that reach the functions."""
    found: list[tuple[str, str | None]] = []

    def noted(asked) -> None:
        if asked.request.method == "POST" and asked.url.endswith("/api/feedback"):
            said = asked.request.post_data_json
            found.append((said["track"], said["opinion"]))

    page.on("response", noted)
    return found


@pytest.fixture
def listed(page: Page, ask, sent) -> Page:
    """A list whose opinions cannot be sent."""
    ask()
    page.route(ENDPOINT, lambda route: route.abort())
    return page


def network_is_back(page: Page) -> None:
    page.unroute(ENDPOINT)
    page.evaluate("dispatchEvent(new Event('online'))")


def waits(page: Page) -> int:
    return len(page.evaluate("JSON.parse(localStorage.getItem('segue.opinions') ?? '[]')"))


def settled(page: Page) -> None:
    page.wait_for_function("() => localStorage.getItem('segue.opinions') === null")


def test_a_heart_stays_and_is_shown_as_waiting(listed):
    heart(listed, 0).click()
    expect(toast(listed)).to_contain_text("kept here, and sent once we can")
    expect(heart(listed, 0)).to_have_attribute("aria-pressed", "true")
    expect(heart(listed, 0)).to_have_attribute("data-waiting", "")
    expect(heart(listed, 0)).to_have_attribute("aria-description", "Kept here until it can be sent")


def test_what_waits_is_sent_in_its_order_the_last_word_on_each(listed, sent):
    first, second = uris(listed)[:2]
    for place in (0, 1, 0, 0):
        heart(listed, place).click()
    more_tools(listed)
    listed.get_by_role("button", name="Like it").click()
    expect(listed.locator("[data-waiting]")).to_have_count(3)
    network_is_back(listed)
    settled(listed)
    assert sent == [(second, "love"), (first, "love"), ("", "like")]
    expect(listed.locator("[data-waiting]")).to_have_count(0)


def test_what_waits_is_shown_after_a_reload_and_sent_by_the_next_page(listed, sent, local_cloud_url):
    loved = uris(listed)[2]
    heart(listed, 2).click()
    expect(heart(listed, 2)).to_have_attribute("data-waiting", "")
    listed.reload()
    expect(heart(listed, 2)).to_have_attribute("data-waiting", "")
    expect(heart(listed, 2)).to_have_attribute("aria-pressed", "true")
    assert sent == []
    listed.unroute(ENDPOINT)
    listed.goto(f"{local_cloud_url}/privacy.html")
    settled(listed)
    assert sent == [(loved, "love")]


def test_a_song_that_is_not_for_me_is_hated_once_the_network_is_back(listed, sent):
    out = uris(listed)[0]
    listed.route("**/api/recommend/swap", lambda route: route.abort())
    not_for_me(listed, 0).click()
    expect(listed.locator(".card-empty")).to_contain_text("No other came")
    listed.unroute("**/api/recommend/swap")
    network_is_back(listed)
    expect(songs(listed)).to_have_count(10)
    settled(listed)
    assert (out, "hate") in sent


def test_nothing_waits_for_the_next_who_signs_in_here(listed):
    heart(listed, 0).click()
    expect(heart(listed, 0)).to_have_attribute("data-waiting", "")
    listed.evaluate("import('/opinions.js').then(({ forgetOpinions }) => forgetOpinions())")
    assert waits(listed) == 0


def test_an_opinion_said_while_another_is_sent_is_not_lost(page, ask, sent):
    ask()
    held = hold(page, ENDPOINT, times=1)
    heart(page, 0).click()
    page.wait_for_function("() => localStorage.getItem('segue.opinions') !== null")
    heart(page, 0).click()
    held[0].continue_()
    settled(page)
    first = uris(page)[0]
    assert sent == [(first, "love"), (first, None)]
