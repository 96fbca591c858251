"""The first page before anybody asked: doors, and a finished list."""

import pytest
from find_page import box, doors, find, songs
from playwright.sync_api import Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}

SHIFTS = """
    globalThis.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.shifts += value)))
        .observe({ type: "layout-shift", buffered: true });
"""


def finished(page: Page):
    return page.get_by_role("list", name="Next to").locator("li[data-uri]")


def test_without_a_click_there_are_ten_songs_with_reasons_and_six_doors(page, model):
    expect(doors(page)).to_have_count(6)
    expect(finished(page)).to_have_count(10)
    for song, each in zip(finished(page).all(), model.front.finished, strict=True):
        expect(song).to_contain_text(each.because[0])


def test_the_finished_list_can_be_played(page):
    expect(finished(page).get_by_role("button", name="Play")).to_have_count(10)
    expect(page.get_by_role("button", name="Play all")).to_be_visible()


def test_a_door_names_its_artists_and_its_kind(page, model):
    (door, *_) = model.front.doors
    for track in model.tracks(door.songs):
        expect(doors(page).first).to_contain_text(track.artist)
    expect(doors(page).first).to_contain_text(door.name)


def test_a_door_answers_at_once_where_a_phone_sees_it(page, model):
    page.set_viewport_size(PHONE)
    with page.expect_request("**/api/recommend") as asked:
        doors(page).nth(1).click()
    assert asked.value.post_data_json["tracks"] == [each.id for each in model.tracks(model.front.doors[1].songs)]
    expect(songs(page)).to_have_count(10)
    expect(page.get_by_role("heading", level=2).first).to_be_in_viewport()
    expect(finished(page).first).to_be_hidden()


def test_the_finished_list_becomes_an_answer_that_can_be_changed(page, model):
    page.get_by_role("button", name="Make it yours").click()
    expect(songs(page)).to_have_count(10)
    uris = songs(page).evaluate_all("items => items.map((item) => item.dataset.uri)")
    assert uris == [each.id for each in model.tracks([each.track for each in model.front.finished])]


def test_who_returns_sees_the_last_list_first_and_then_the_doors(page, ask, local_cloud_url):
    ask()
    page.goto(local_cloud_url)
    expect(songs(page)).to_have_count(10)
    last, door = songs(page).last.bounding_box(), doors(page).first.bounding_box()
    assert last["y"] < door["y"]
    expect(finished(page).first).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1440, "height": 900}], ids=["phone", "desktop"])
def test_nothing_moves_when_they_come(browser, own_host, local_cloud_url, viewport):
    with opened(browser, own_host, viewport=viewport) as page:
        page.add_init_script(SHIFTS)
        page.goto(local_cloud_url)
        expect(finished(page)).to_have_count(10)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("globalThis.shifts") < 0.05


def test_nothing_moves_when_the_list_of_before_comes_back(browser, own_host, local_cloud_url):
    with opened(browser, own_host, viewport=PHONE) as page:
        page.goto(local_cloud_url)
        doors(page).first.click()
        expect(songs(page)).to_have_count(10)
        expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
        with page.context.new_page() as back:
            back.add_init_script(SHIFTS)
            back.goto(local_cloud_url)
            expect(songs(back)).to_have_count(10)
            expect(doors(back)).to_have_count(6)
            assert back.evaluate("globalThis.shifts") < 0.05


def test_a_model_without_doors_has_a_page_that_asks(page, local_cloud_url, ask):
    told = {"model": "x", "invented": False, "doors": [], "list": []}
    page.route("**/api/search/front", lambda route: route.fulfill(json=told))
    page.goto(local_cloud_url)
    expect(page.locator("#front")).to_be_hidden()
    ask()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1440, "height": 900}], ids=["phone", "desktop"])
def test_nothing_moves_where_a_model_has_no_doors(browser, own_host, local_cloud_url, viewport):
    told = {"model": "x", "invented": False, "doors": [], "list": []}
    with opened(browser, own_host, viewport=viewport) as page:
        page.add_init_script(SHIFTS)
        page.route("**/api/search/front", lambda route: route.fulfill(json=told))
        page.goto(local_cloud_url)
        expect(page.locator("footer")).to_have_css("visibility", "visible")
        expect(page.locator("#intro")).to_have_css("visibility", "visible")
        assert page.evaluate("globalThis.shifts") < 0.05


def test_a_page_whose_doors_cannot_be_had_asks_all_the_same(page, local_cloud_url):
    page.route("**/api/search/front", lambda route: route.abort())
    page.goto(local_cloud_url)
    expect(page.locator("#front")).to_be_hidden()
    expect(find(page)).to_be_visible()
    expect(box(page)).to_be_editable()
