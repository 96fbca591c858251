"""Rating a list and its songs on the first page."""

import pytest
from find_page import songs, toast, uris
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def of_list(page: Page, opinion: str) -> Locator:
    return page.get_by_role("group", name="What you think of this list").get_by_role("button", name=opinion)


def of_song(page: Page, place: int, opinion: str) -> Locator:
    return songs(page).nth(place).get_by_role("button", name=opinion)


def rate(page: Page, choice: Locator) -> dict:
    """Press an opinion and return the request sent."""
    with page.expect_response("**/api/feedback") as answered:
        choice.click()
    assert answered.value.status == 200
    return answered.value.request.post_data_json


@pytest.mark.parametrize(
    ("words", "opinion"), [("Love it", "love"), ("Like it", "like"), ("It is okay", "okay"), ("Hate it", "hate")]
)
def test_a_list_can_be_rated(page, ask, words, opinion):
    ask()
    sent = rate(page, of_list(page, words))
    assert (sent["opinion"], sent["track"]) == (opinion, "")
    expect(of_list(page, words)).to_have_attribute("aria-pressed", "true")


def test_a_song_can_be_rated_and_only_that_song_is_marked(page, ask):
    ask()
    assert rate(page, of_song(page, 2, "Love it"))["track"] == uris(page)[2]
    expect(of_song(page, 2, "Love it")).to_have_attribute("aria-pressed", "true")
    expect(page.locator('[aria-pressed="true"]')).to_have_count(1)


def test_the_last_word_counts(page, ask):
    ask()
    rate(page, of_song(page, 0, "Love it"))
    rate(page, of_song(page, 0, "Hate it"))
    expect(of_song(page, 0, "Love it")).to_have_attribute("aria-pressed", "false")
    expect(of_song(page, 0, "Hate it")).to_have_attribute("aria-pressed", "true")


def test_pressing_again_takes_an_opinion_back(page, ask):
    ask()
    rate(page, of_list(page, "Like it"))
    assert rate(page, of_list(page, "Like it"))["opinion"] is None
    expect(page.locator('[aria-pressed="true"]')).to_have_count(0)


def test_undo_brings_back_what_was_said_before_and_the_focus(page, ask):
    ask()
    rate(page, of_song(page, 0, "Love it"))
    rate(page, of_song(page, 0, "Hate it"))
    with page.expect_response("**/api/feedback") as answered:
        toast(page).get_by_role("button", name="Undo").click()
    assert answered.value.request.post_data_json["opinion"] == "love"
    expect(of_song(page, 0, "Love it")).to_have_attribute("aria-pressed", "true")
    expect(of_song(page, 0, "Hate it")).to_be_focused()
    expect(toast(page)).to_be_hidden()


def test_ratings_of_a_list_are_there_after_a_reload(page, ask):
    ask()
    rate(page, of_list(page, "Love it"))
    rate(page, of_song(page, 1, "Hate it"))
    page.reload()
    expect(of_list(page, "Love it")).to_have_attribute("aria-pressed", "true")
    expect(of_song(page, 1, "Hate it")).to_have_attribute("aria-pressed", "true")


def test_a_rating_that_could_not_be_kept_is_taken_back_and_said(page, ask):
    ask()
    page.route("**/api/feedback", lambda route: route.abort())
    of_list(page, "Love it").click()
    expect(toast(page)).to_contain_text("could not be reached")
    expect(of_list(page, "Love it")).to_have_attribute("aria-pressed", "false")


def test_a_hated_song_does_not_come_back(page, ask):
    ask()
    hated = uris(page)[0]
    rate(page, of_song(page, 0, "Hate it"))
    ask()
    expect(page.locator(f'#songs > li[data-uri="{hated}"]')).to_have_count(0)
