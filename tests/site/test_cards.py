"""Songs as cards: six on a phone's screen, one that goes for the next best, and the menu of each."""

import pytest
from accessibility import NOTHING, in_both_schemes
from find_page import box, find, heart, hold, menu, not_for_me, songs, toast, uris
from people import sign_in_here
from playwright.sync_api import Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

SWAP = "**/api/recommend/swap"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

WHOLE = """() => [...document.querySelectorAll("#songs > li[data-uri]")].filter((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
}).length"""

SHIFTS = """() => {
    window.shifts = 0;
    new PerformanceObserver((seen) => seen.getEntries().forEach(({ value }) => (shifts += value)))
        .observe({ type: "layout-shift" });
}"""

PLACES = """() => Object.fromEntries([...document.querySelectorAll("#songs > li[data-uri]")].map((card) => {
    const { x, y, width, height } = card.getBoundingClientRect();
    const top = card.parentElement.getBoundingClientRect().y;
    return [card.dataset.uri, { place: [x, y - top, width, height], drawn: (card.drawn ??= Math.random()) }];
}))"""
"""The place of each card in the list, and a number that another card would not have."""


@pytest.fixture
def phone(browser, own_host, local_cloud_url):
    with opened(browser, own_host, **PHONE) as page:
        page.goto(local_cloud_url)
        yield page


def swapped(page: Page, place: int) -> None:
    """Press "not for me", and wait for the next best song."""
    with page.expect_response(SWAP):
        not_for_me(page, place).click()
    expect(page.locator(".card-empty")).to_have_count(0)


def test_after_asking_a_phone_shows_the_heading_and_six_songs_without_a_jump(phone, known_names):
    held = hold(phone, "**/api/recommend")
    box(phone).fill("\n".join([*known_names[:3], "qqqq wwww zzzz"]))
    with phone.expect_request("**/api/recommend"):
        find(phone).click()
    expect(phone.get_by_role("heading", name="Looking for songs")).to_be_in_viewport(ratio=1)
    expect(phone.get_by_label("Name of the list")).to_be_attached()
    phone.wait_for_timeout(400)  # what is typed is looked at after a while
    phone.evaluate(SHIFTS)
    held[0].continue_()
    expect(songs(phone)).to_have_count(10)
    expect(phone.locator("#answer-title")).to_be_in_viewport(ratio=1)
    assert phone.evaluate(WHOLE) >= 6
    assert phone.evaluate("shifts") <= 0.05


def test_what_a_door_leads_to_is_brought_into_view_on_a_phone(phone):
    phone.locator("#doors button").first.click()
    expect(songs(phone)).to_have_count(10)
    expect(phone.locator("#answer-title")).to_be_in_viewport(ratio=1)
    assert phone.evaluate(WHOLE) >= 6


def test_six_are_seen_below_a_long_sentence_and_how_it_was_understood(phone):
    box(phone).fill("sad and calm rock from the 80s, no live versions, for a rainy evening")
    find(phone).click()
    expect(songs(phone)).to_have_count(10)
    expect(phone.get_by_role("list", name="How we understood you")).to_be_visible()
    assert phone.evaluate(WHOLE) >= 6


def test_a_thumb_can_hit_every_button_of_a_card(phone, known_names):
    box(phone).fill(known_names[0])
    find(phone).click()
    expect(songs(phone)).to_have_count(10)
    keys = [each.bounding_box() for each in songs(phone).first.get_by_role("button").all()]
    assert len(keys) == 4
    assert all(key["width"] >= 44 and key["height"] >= 44 for key in keys)


def test_another_song_takes_the_place_of_one_that_is_not_wanted_and_no_other_moves(page, ask):
    ask()
    before, out = page.evaluate(PLACES), uris(page)[3]
    swapped(page, 3)
    after = page.evaluate(PLACES)
    new = uris(page)[3]
    assert new not in before
    assert after.pop(new)["place"] == before.pop(out)["place"]
    assert after == before


def test_undo_brings_the_song_and_what_was_said_of_it_back(page, ask):
    ask()
    before = uris(page)
    with page.expect_response("**/api/feedback"):
        heart(page, 3).click()
    swapped(page, 3)
    with page.expect_response("**/api/feedback") as answered:
        toast(page).get_by_role("button", name="Undo").click()
    assert uris(page) == before
    assert answered.value.request.post_data_json["opinion"] == "love"
    expect(heart(page, 3)).to_have_attribute("aria-pressed", "true")


def test_its_place_has_undo_while_another_song_is_looked_for(page, ask):
    ask()
    before = uris(page)
    held = hold(page, SWAP, times=1)
    with page.expect_request(SWAP):
        not_for_me(page, 0).click()
    with page.expect_response(lambda told: "swap" in told.url and "true" in told.request.post_data):
        page.locator(".card-empty").get_by_role("button", name="Undo").click()
        held[0].continue_()
    assert uris(page) == before


def test_the_menu_of_the_new_song_brings_the_old_one_back_after_a_reload_too(page, ask):
    ask()
    before = uris(page)
    swapped(page, 2)
    changed = uris(page)
    page.reload()
    expect(songs(page)).to_have_count(10)
    assert uris(page) == changed
    with page.expect_response(SWAP):
        menu(page, 2).get_by_role("button", name="Bring back").click()
    assert uris(page) == before


def test_a_place_without_a_song_has_its_buttons_in_sight_on_a_phone(phone, known_names):
    box(phone).fill("\n".join(known_names[:3]))
    find(phone).click()
    expect(songs(phone)).to_have_count(10)
    phone.route(SWAP, lambda route: route.abort())
    not_for_me(phone, 1).click()
    place = phone.locator(".card-empty")
    expect(place).to_contain_text("could not be reached")
    around = place.bounding_box()
    for name in ("Try again", "Undo"):
        key = place.get_by_role("button", name=name).bounding_box()
        assert key["height"] >= 44
        assert key["y"] + key["height"] <= around["y"] + around["height"]


def test_without_a_network_the_song_is_out_and_another_comes_on_request(page, ask):
    ask()
    out = uris(page)[1]
    page.route(SWAP, lambda route: route.abort())
    not_for_me(page, 1).click()
    place = page.locator(".card-empty")
    expect(place).to_contain_text("could not be reached")
    assert out not in uris(page)
    page.unroute(SWAP)
    place.get_by_role("button", name="Try again").click()
    expect(songs(page)).to_have_count(10)
    assert out not in uris(page)


def test_another_comes_by_itself_once_the_network_is_back(page, ask):
    ask()
    page.route(SWAP, lambda route: route.abort())
    not_for_me(page, 1).click()
    expect(page.locator(".card-empty")).to_contain_text("could not be reached")
    page.unroute(SWAP)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(songs(page)).to_have_count(10)


def test_two_songs_that_go_at_once_are_two_others(page, ask):
    ask()
    before = uris(page)
    for out in before[:2]:
        page.locator(f'#songs > [data-uri="{out}"]').get_by_role("button", name="Not for me").click()
    expect(page.locator(".card-empty")).to_have_count(0)
    assert len({*uris(page)}) == 10
    assert not {*before[:2]} & {*uris(page)}


def test_more_like_a_number_means_the_song_that_is_there_now(page, ask):
    ask()
    swapped(page, 2)
    new = uris(page)[2]
    page.get_by_label("Change this list in words").fill("more like number 3")
    with page.expect_response("**/api/recommend") as answered:
        page.get_by_role("button", name="Change", exact=True).click()
    assert [part["track"] for part in answered.value.json()["understood"]["parts"]] == [new]


def test_the_shared_page_has_the_list_as_it_is(page, ask, local_cloud_url):
    ask()
    swapped(page, 2)
    listed = uris(page)
    page.get_by_role("button", name="Share", exact=True).click()
    with page.expect_response("**/api/share") as answered:
        page.get_by_role("button", name="Make a page").click()
    shown = page.request.get(f"{local_cloud_url}/s/{answered.value.json()['id']}/list.json").json()
    assert [song["uri"] for song in shown["songs"]] == listed


def test_the_keyboard_opens_the_menu_and_comes_back_to_its_button(page, ask):
    ask()
    opener = songs(page).nth(1).get_by_role("button", name="More for")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("list", name="Why").get_by_role("listitem").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="More like this")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()


def test_who_signed_in_may_never_hear_an_artist_again(page, ask, local_cloud_url, embedded):
    sign_in_here(page, local_cloud_url, embedded)
    ask()
    plain = page.locator("#songs .artist").evaluate_all(
        "all => all.findIndex((each) => !each.innerText.includes(', '))"
    )
    artist = songs(page).nth(plain).locator(".artist").inner_text()
    with page.expect_response("**/api/recommend"):
        menu(page, plain).get_by_role("button", name=f"Never {artist} again").click()
    expect(toast(page)).to_contain_text(f"No more {artist}.")
    assert artist not in page.locator("#songs .artist").all_inner_texts()


def test_a_visitor_is_not_offered_to_never_hear_an_artist_again(page, ask):
    ask()
    expect(menu(page, 0).get_by_role("button", name="Never")).to_have_count(0)


def test_the_keyboard_goes_on_where_a_song_was_taken_out(page, ask):
    ask()
    not_for_me(page, 1).focus()
    with page.expect_response(SWAP):
        page.keyboard.press("Enter")
    expect(not_for_me(page, 1)).to_be_focused()


def test_a_place_without_a_song_keeps_nobody_out(page, ask):
    ask()
    page.route(SWAP, lambda route: route.abort())
    not_for_me(page, 1).click()
    expect(page.locator(".card-empty")).to_contain_text("could not be reached")
    assert in_both_schemes(page, "#answer") == NOTHING
