"""Suggestions while typing: by keyboard, by pointer, announced, and never in the way."""

import pytest
from find_page import box, chosen, doors, find, hold, songs, suggestions
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_typing_suggests_songs_and_the_keyboard_picks_one(page, model):
    track = model.catalogue.tracks([0])[0]
    box(page).press_sequentially(f"{track.name} {track.artist}"[:-2])
    expect(suggestions(page).first).to_contain_text(track.name)
    box(page).press("ArrowDown")
    expect(suggestions(page).first).to_have_attribute("aria-selected", "true")
    box(page).press("Enter")
    expect(chosen(page)).to_contain_text(track.name)
    expect(songs(page)).to_have_count(10)


def test_a_screen_reader_is_told_that_there_are_suggestions_and_which_is_marked(page, known_names):
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press_sequentially(known_names[0][:4])
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    box(page).press("ArrowUp")
    marked = box(page).get_attribute("aria-activedescendant")
    expect(suggestions(page).last).to_have_id(marked)
    box(page).press("ArrowDown")
    expect(suggestions(page).first).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_suggestions(page, known_names):
    box(page).press_sequentially(known_names[0][:6])
    expect(page.get_by_role("listbox")).to_be_visible()
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value(known_names[0][:6])


def test_enter_without_a_marked_suggestion_asks_with_what_was_typed(page, known_names):
    box(page).press_sequentially(known_names[0])
    box(page).press("Enter")
    expect(songs(page)).to_have_count(10)
    expect(chosen(page)).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1000])
def test_suggestions_do_not_lie_over_the_button(page, known_names, width):
    page.set_viewport_size({"width": width, "height": 900})
    box(page).press_sequentially(known_names[0][:3])
    expect(page.get_by_role("listbox")).to_be_visible()
    find(page).click()  # fails if anything lies over it
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_suggestions_that_come_late_do_not_slip_under_the_pointer(page, known_names):
    held = hold(page, "**/api/search?*")
    with page.expect_request("**/api/search?*"):
        box(page).press_sequentially(known_names[0][:5])
    door = doors(page).first
    door.hover()  # already reaching for something else
    held[-1].continue_()
    page.unroute("**/api/search?*")
    page.evaluate("fetch('/api/search?q=a')")  # what was asked before is answered by now
    expect(page.get_by_role("listbox")).to_be_hidden()
    door.click()
    expect(songs(page)).to_have_count(10)


def test_typing_on_gives_up_the_older_question(page, known_names):
    hold(page, "**/api/search?*")
    with page.expect_event(
        "requestfailed"
    ) as given_up:  # on a slow machine already while the first letters are typed
        with page.expect_request("**/api/search?*"):
            box(page).press_sequentially(known_names[0][:4])
        box(page).press_sequentially(known_names[0][4:6])
    assert "/api/search" in given_up.value.url


def test_a_search_that_fails_does_not_disturb_who_is_typing(page, known_names):
    page.route("**/api/search?*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        box(page).press_sequentially(known_names[0][:6])
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(box(page)).to_have_value(known_names[0][:6])
