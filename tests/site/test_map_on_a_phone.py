"""The map on a phone: one finger moves it, two bring it closer, and a sheet at the foot tells of songs."""

from collections.abc import Iterator

import pytest
from map_page import canvas, open_map, songs_in_sight, wait_for_other_sight
from playwright.sync_api import Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture
def phone(browser, own_host, local_cloud_url) -> Iterator[Page]:
    with opened(browser, own_host, **PHONE) as page:
        open_map(page, local_cloud_url)
        yield page


def touch(page: Page, *path: list[tuple[float, float]]) -> None:
    """Move fingers along points, all at the same time, from the middle of the map."""
    box = canvas(page).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tools = page.context.new_cdp_session(page)
    for step, fingers in enumerate(zip(*path, strict=True)):
        points = [{"x": x + dx, "y": y + dy, "id": id} for id, (dx, dy) in enumerate(fingers)]
        kind = "touchMove" if step else "touchStart"
        tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_two_fingers_bring_the_map_closer(phone):
    before = songs_in_sight(phone)
    touch(phone, [(-20 * step, 0) for step in range(1, 7)], [(20 * step, 0) for step in range(1, 7)])
    wait_for_other_sight(phone, before)
    assert songs_in_sight(phone) < before


def test_one_finger_moves_the_map_and_not_the_page(phone):
    before = songs_in_sight(phone)
    touch(phone, [(0, -40 * step) for step in range(8)])
    wait_for_other_sight(phone, before)
    assert phone.evaluate("scrollY") == 0


def test_a_tap_opens_the_song_in_the_sheet_with_the_map_still_in_sight(phone):
    canvas(phone).press("Enter")
    listen = phone.locator("#song").get_by_role("link", name="Find songs like this")
    expect(listen).to_be_in_viewport(ratio=1)
    box = canvas(phone).bounding_box()
    assert phone.locator("#beside").bounding_box()["y"] - box["y"] > 400
    assert phone.evaluate("scrollY") == 0


def test_the_sheet_is_drawn_up_and_down(phone):
    sheet = phone.locator("#beside")
    low = sheet.bounding_box()["height"]
    phone.get_by_role("button", name="Show more").click()
    assert sheet.bounding_box()["height"] > 2 * low
    handle = phone.get_by_role("button", name="Show less")
    expect(handle).to_have_attribute("aria-expanded", "true")
    handle.click()
    assert sheet.bounding_box()["height"] == low


def test_a_phones_screen_holds_the_search_the_map_and_the_sheet(phone):
    for part in (phone.get_by_role("combobox"), phone.get_by_role("group", name="Look at the map")):
        expect(part).to_be_in_viewport(ratio=1)
    sheet = phone.locator("#beside").bounding_box()
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
