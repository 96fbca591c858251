"""Rating a list, and loving its songs, on the first page."""

import pytest
from find_page import heart, more_tools, not_for_me, toast, uris
from playwright.sync_api import Locator, Page, expect

from shared.web.problems import PROBLEMS

pytestmark = pytest.mark.browser


def of_list(page: Page, opinion: str) -> Locator:
    more_tools(page)
    return page.get_by_role("group", name="What you think of this list").get_by_role("button", name=opinion)


def rate(page: Page, choice: Locator) -> dict:
    """Press an opinion and return the request sent."""
    with page.expect_response("**/api/feedback") as answered:
        choice.click()
    assert answered.value.status == 200
    return answered.value.request.post_data_json


def is_on(pressed: Locator, on: bool = True) -> None:
    expect(pressed).to_have_attribute("aria-pressed", str(on).lower())


@pytest.mark.parametrize(
    ("words", "opinion"), [("Love it", "love"), ("Like it", "like"), ("It is okay", "okay"), ("Hate it", "hate")]
)
def test_a_list_can_be_rated(page, ask, words, opinion):
    ask()
    sent = rate(page, of_list(page, words))
    assert (sent["opinion"], sent["track"]) == (opinion, "")
    is_on(of_list(page, words))


def test_a_song_can_be_loved_and_only_that_song_is_marked(page, ask):
    ask()
    sent = rate(page, heart(page, 2))
    assert (sent["opinion"], sent["track"]) == ("love", uris(page)[2])
    is_on(heart(page, 2))
    expect(page.locator('#songs [aria-pressed="true"]')).to_have_count(1)


def test_the_last_word_on_a_list_counts(page, ask):
    ask()
    rate(page, of_list(page, "Love it"))
    rate(page, of_list(page, "Hate it"))
    is_on(of_list(page, "Love it"), False)
    is_on(of_list(page, "Hate it"))


def test_pressing_again_takes_an_opinion_back(page, ask):
    ask()
    rate(page, of_list(page, "Like it"))
    assert rate(page, of_list(page, "Like it"))["opinion"] is None
    is_on(of_list(page, "Like it"), False)


def test_a_heart_that_is_pressed_again_is_off(page, ask):
    ask()
    rate(page, heart(page, 0))
    assert rate(page, heart(page, 0))["opinion"] is None
    is_on(heart(page, 0), False)


def test_undo_brings_back_what_was_said_before_and_the_focus(page, ask):
    ask()
    rate(page, of_list(page, "Love it"))
    rate(page, of_list(page, "Hate it"))
    with page.expect_response("**/api/feedback") as answered:
        toast(page).get_by_role("button", name="Undo").click()
    assert answered.value.request.post_data_json["opinion"] == "love"
    is_on(of_list(page, "Love it"))
    expect(of_list(page, "Hate it")).to_be_focused()
    expect(toast(page)).to_be_hidden()


def test_ratings_of_a_list_are_there_after_a_reload(page, ask):
    ask()
    rate(page, of_list(page, "Love it"))
    rate(page, heart(page, 1))
    page.reload()
    is_on(of_list(page, "Love it"))
    is_on(heart(page, 1))


def test_a_rating_that_can_never_be_kept_is_taken_back_and_said(page, ask):
    ask()
    gone = {"type": f"{PROBLEMS}not-found", "title": "x", "status": 404, "detail": "x"}
    page.route("**/api/feedback", lambda route: route.fulfill(status=404, json=gone))
    heart(page, 0).click()
    expect(toast(page)).to_contain_text("not there any more")
    is_on(heart(page, 0), False)


def test_a_song_that_is_not_for_me_is_hated(page, ask):
    ask()
    out = uris(page)[0]
    sent = rate(page, not_for_me(page, 0))
    assert (sent["opinion"], sent["track"]) == ("hate", out)
