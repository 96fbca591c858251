"""A list on the first page: played, steered, and restored."""

import re

import pytest
from find_page import box, find, hold, menu, not_for_me, songs, uris, wait_for_other_songs
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_every_song_links_to_spotify_and_nothing_is_embedded_until_asked(page, ask):
    ask()
    link = menu(page, 0).get_by_role("link", name="Open in Spotify")
    assert re.fullmatch(r"https://open\.spotify\.com/track/[0-9A-Za-z]{22}", link.get_attribute("href"))
    expect(page.locator("iframe")).to_have_count(0)


def test_the_dials_ask_again_at_once_and_keep_the_focus(page, ask):
    ask()
    before = uris(page)
    dial = page.get_by_role("slider", name="Calm to energetic")
    with page.expect_request("**/api/recommend") as asked:
        dial.focus()
        dial.press("End")
    assert asked.value.post_data_json["tune"]["targets"] == {"energy": 1}
    wait_for_other_songs(page, before)
    expect(dial).to_be_focused()


@pytest.mark.parametrize(
    ("dial", "key", "expected"),
    [
        ("Familiar to adventurous", "End", {"targets": {}, "adventurous": 1, "diverse": 0}),
        ("Familiar to adventurous", "Home", {"targets": {}, "adventurous": -1, "diverse": 0}),
        ("Alike to diverse", "End", {"targets": {}, "adventurous": 0, "diverse": 1}),
        ("Dark to bright mood", "Home", {"targets": {"valence": 0}, "adventurous": 0, "diverse": 0}),
        ("Slow to fast", "End", {"targets": {"tempo": 1}, "adventurous": 0, "diverse": 0}),
        ("Electric to acoustic", "End", {"targets": {"acousticness": 1}, "adventurous": 0, "diverse": 0}),
    ],
)
def test_each_dial_says_what_it_wants(page, ask, dial, key, expected):
    ask()
    with page.expect_response("**/api/recommend") as answered:
        page.get_by_role("slider", name=dial).press(key)
    assert answered.value.request.post_data_json["tune"] == expected
    assert answered.value.status == 200


def test_as_it_is_puts_the_dials_back(page, ask):
    ask()
    before = uris(page)
    page.get_by_role("slider", name="Calm to energetic").press("End")
    wait_for_other_songs(page, before)
    steered = uris(page)
    with page.expect_request("**/api/recommend") as asked:
        page.get_by_role("button", name="As it is").click()
    assert "tune" not in asked.value.post_data_json
    wait_for_other_songs(page, steered)
    assert uris(page) == before
    expect(page.get_by_role("slider", name="Calm to energetic")).to_have_attribute("aria-valuetext", "as it is")


def test_many_quick_changes_are_asked_as_one(page, ask):
    ask()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "recommend" in request.url else None)
    dial = page.get_by_role("slider", name="Familiar to adventurous")
    with page.expect_response("**/api/recommend"):
        for _ in range(8):
            dial.press("ArrowRight")
    assert len(asked) == 1


def test_an_older_question_is_given_up_for_a_newer_one(page, ask):
    ask()
    hold(page, "**/api/recommend", times=1)
    with page.expect_request("**/api/recommend"):
        page.get_by_role("slider", name="Calm to energetic").press("End")
    with page.expect_event("requestfailed", lambda request: "recommend" in request.url):
        page.get_by_role("slider", name="Calm to energetic").press("Home")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_asking_again_keeps_the_place_on_the_page(page, ask):
    page.set_viewport_size({"width": 1400, "height": 700})
    ask()
    page.evaluate("scrollTo(0, 600)")
    before = page.locator("#songs").bounding_box()
    assert page.evaluate("scrollY") > 300
    with page.expect_response("**/api/recommend"):
        page.get_by_role("slider", name="Slow to fast").press("End")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    assert page.locator("#songs").bounding_box()["y"] == pytest.approx(before["y"], abs=2)


def test_how_many_asks_for_as_many(page, ask):
    ask()
    page.get_by_label("How many").select_option("20")
    expect(songs(page)).to_have_count(20)


def test_more_like_this_takes_the_song_for_loved_and_asks_again(page, ask):
    ask()
    liked = uris(page)[1]
    with page.expect_request("**/api/recommend") as asked:
        menu(page, 1).get_by_role("button", name="More like this").click()
    assert asked.value.post_data_json["loved"] == [liked]
    expect(page.get_by_role("list", name="More like").get_by_role("listitem")).to_have_count(1)
    expect(page.locator("#answer")).to_be_focused()


def test_a_song_that_is_not_wanted_stays_away_until_it_is_wanted_again(page, ask):
    ask()
    before = uris(page)
    with page.expect_response("**/api/recommend/swap"):
        not_for_me(page, 0).click()
    with page.expect_response("**/api/recommend"):
        find(page).click()
    expect(songs(page)).to_have_count(10)
    expect(page.locator(f'#songs > li[data-uri="{before[0]}"]')).to_have_count(0)
    page.get_by_role("list", name="Not", exact=True).get_by_role("button").click()
    expect(songs(page).first).to_have_attribute("data-uri", before[0])


def test_a_reload_finds_the_list_as_it_was_without_asking(page, ask, known_names):
    ask()
    untuned = uris(page)
    page.get_by_role("slider", name="Calm to energetic").press("End")
    wait_for_other_songs(page, untuned)
    before = uris(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "recommend" in request.url else None)
    page.reload()
    expect(songs(page)).to_have_count(10)
    assert uris(page) == before
    assert asked == []
    expect(box(page)).to_have_value("\n".join(known_names[:3]))
    expect(page.get_by_role("slider", name="Calm to energetic")).to_have_value("1")


def test_while_waiting_the_place_of_the_list_is_shown_busy(page, known_names):
    held = hold(page, "**/api/recommend")
    with page.expect_request("**/api/recommend"):
        box(page).fill("\n".join(known_names[:3]))
        find(page).click()
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".skeleton").first).to_be_visible()
    expect(page.locator("#status")).to_have_text("Looking for songs…")
    held[0].continue_()
    expect(songs(page)).to_have_count(10)
    expect(page.locator(".skeleton")).to_have_count(0)
    expect(page.locator("#status")).to_have_text("10 songs found")


def test_a_search_belongs_to_the_visitor_who_made_it(page, ask):
    ask()
    token = page.evaluate("localStorage.getItem('segue.token')")
    with page.expect_request("**/api/recommend") as asked:
        find(page).click()
    assert asked.value.headers["authorization"] == f"Bearer {token}"


def test_a_token_that_is_no_longer_valid_is_replaced_and_the_question_answered(page, ask):
    page.evaluate("localStorage.setItem('segue.token', 'from.another.time')")
    asked = []
    page.on("request", lambda request: asked.append(request) if "recommend" in request.url else None)
    ask()
    token = page.evaluate("localStorage.getItem('segue.token')")
    assert token not in (None, "from.another.time")
    assert [each.headers["authorization"] for each in asked] == ["Bearer from.another.time", f"Bearer {token}"]


def test_without_the_account_function_a_stranger_is_answered(page, ask):
    page.route("**/api/account/visitors", lambda route: route.abort())
    ask()
    assert page.evaluate("localStorage.getItem('segue.token')") is None
