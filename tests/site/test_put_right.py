"""Putting matches right on the first page: changed, left out, searched again, and saved."""

import csv
import io
import json
from pathlib import Path

import pytest
from accessibility import NOTHING, in_both_schemes
from find_page import box, doors, find, hold, songs, toast
from left_out import stray
from playwright.sync_api import Locator, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

UNKNOWN = "qqqq wwww zzzz xxxx"


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Which song is meant?")


def rows(page: Page) -> Locator:
    return page.get_by_role("list", name="What was found").get_by_role("listitem")


def asked_with(page: Page, act) -> dict:
    """Return the request that an act sends."""
    with page.expect_request("**/api/recommend") as asked:
        act()
    return json.loads(asked.value.post_data)


@pytest.fixture
def answered(page, ask, known_names):
    """A page with three songs that were found and a line that was not."""
    ask("\n".join([*known_names[:3], UNKNOWN]))
    expect(page.locator("#found summary")).to_have_text("3 of 4 songs found")
    return page


def open_row(page: Page, source: str, label: str = "Change") -> None:
    page.get_by_role("button", name=f"{label}: {source}").click()
    expect(dialog(page)).to_be_visible()


def test_a_song_is_left_out_and_taken_back(answered, known_names):
    open_row(answered, known_names[0])
    sent = asked_with(answered, dialog(answered).get_by_role("button", name="Leave it out").click)
    assert sent["corrections"] == [{"source": known_names[0], "line": 1, "track": ""}]
    expect(answered.locator("#found summary")).to_have_text("2 of 3 songs found")
    toast(answered).get_by_role("button", name="Undo").click()
    expect(answered.locator("#found summary")).to_have_text("3 of 4 songs found")


def test_what_was_not_found_is_searched_again_by_the_suggestions(answered, model):
    wanted = model.tracks([7])[0]
    open_row(answered, UNKNOWN, "Search again")
    search = dialog(answered).get_by_role("combobox", name="Search for the song")
    expect(search).to_be_focused()
    expect(search).to_have_value(UNKNOWN)
    search.fill(wanted.name)
    dialog(answered).get_by_role("option").first.click()
    expect(answered.locator("#found summary")).to_have_text("4 of 4 songs found")
    expect(rows(answered).filter(has_text=wanted.name).first).to_be_visible()


def test_the_keyboard_alone_puts_a_song_right(answered, model, known_names):
    answered.get_by_role("button", name=f"Change: {known_names[0]}").focus()
    answered.keyboard.press("Enter")
    search = dialog(answered).get_by_role("combobox")
    search.fill(model.tracks([7])[0].name)
    expect(dialog(answered).get_by_role("option").first).to_be_visible()
    search.press("ArrowDown")
    search.press("Enter")
    expect(dialog(answered)).to_have_count(0)
    expect(answered.locator("#found summary")).to_be_focused()


def test_another_of_the_alternatives_is_chosen(page, known_names, model):
    other = model.tracks([9])[0]

    def answer(route):
        real = route.fetch()
        body = real.json()
        for each in body["matched"]:
            each |= {
                "confidence": 0.6,
                "alternatives": [{"uri": other.id, "name": other.name, "artist": other.artist}],
            }
        route.fulfill(response=real, json=body)

    page.route("**/api/recommend", answer, times=1)
    box(page).fill("\n".join(known_names[:2]))
    find(page).click()
    expect(page.locator("#found")).to_have_attribute("open", "")
    open_row(page, known_names[1])
    choice = dialog(page).get_by_role("list", name="It may be").get_by_role("button", name=other.name)
    assert asked_with(page, choice.click)["corrections"][0]["track"] == other.id
    expect(toast(page)).to_contain_text(f"Put right: {known_names[1]}")


def test_a_song_that_was_left_out_is_chosen_from_what_it_may_be(page, known_names, model):
    left = stray(model)
    box(page).fill(f"{known_names[0]}\n{left.name}")
    find(page).click()
    expect(rows(page).first).to_contain_text("fits none of your other songs, so we left it out")
    expect(page.get_by_role("button", name="Save what was not found")).to_have_count(0)
    open_row(page, left.name, "Choose")
    expect(dialog(page)).not_to_contain_text("Not found")
    choice = dialog(page).get_by_role("list", name="It may be").get_by_role("button", name=left.artist)
    correction = {"source": left.name, "line": 2, "track": left.id}
    assert asked_with(page, choice.click)["corrections"] == [correction]


def test_what_was_not_found_is_saved_and_runs_in_no_spreadsheet(page, ask, known_names):
    ask(f"{known_names[0]}\n=cmd {UNKNOWN}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what was not found").click()
    assert download.value.suggested_filename == "not-found.csv"
    (saved,) = csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig")))
    assert saved["song"] == f"'=cmd {UNKNOWN}"
    assert saved["line"] == "2"
    assert saved["why"]


def test_a_song_that_was_picked_itself_is_taken_back_by_its_chip_alone(page):
    doors(page).first.click()
    expect(songs(page)).to_have_count(10)
    expect(page.locator("#found li")).to_have_count(3)
    expect(page.get_by_role("button", name="Change:")).to_have_count(0)


def test_a_correction_survives_a_reload(answered, known_names):
    open_row(answered, known_names[0])
    dialog(answered).get_by_role("button", name="Leave it out").click()
    expect(answered.locator("#found summary")).to_have_text("2 of 3 songs found")
    answered.reload()
    expect(answered.locator("#found summary")).to_have_text("2 of 3 songs found")


def test_a_thumb_can_put_right_and_nobody_is_kept_out(browser, own_host, local_cloud_url, known_names):
    with opened(browser, own_host, viewport={"width": 390, "height": 844}) as page:
        page.goto(local_cloud_url)
        box(page).fill("\n".join([*known_names[:3], UNKNOWN]))
        find(page).click()
        page.locator("#found summary").click()  # a phone shows the songs first
        changes = page.locator("#found").get_by_role("button")
        expect(changes).to_have_count(5)
        assert all(each.bounding_box()["height"] >= 44 for each in changes.all())
        assert in_both_schemes(page) == NOTHING
        held = hold(page, "**/api/search*")
        open_row(page, UNKNOWN, "Search again")
        assert all(each.bounding_box()["height"] >= 44 for each in dialog(page).get_by_role("button").all())
        assert in_both_schemes(page) == NOTHING
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for route in held:
            route.abort()
