"""Steering a list on a phone, where what steers it covers its songs."""

from collections.abc import Iterator

import pytest
from find_page import box, find, songs, toast, uris, wait_for_other_songs
from playwright.sync_api import Browser, Page, expect
from watched_page import opened

pytestmark = pytest.mark.browser


@pytest.fixture
def steered(browser: Browser, own_host: str, local_cloud_url: str, known_names: list[str]) -> Iterator[Page]:
    """A list with its dials open, one of which was moved."""
    with opened(browser, own_host, viewport={"width": 390, "height": 844}) as page:
        page.goto(local_cloud_url)
        box(page).fill("\n".join(known_names[:3]))
        find(page).click()
        expect(songs(page)).to_have_count(10)
        before = uris(page)
        page.locator("#tuning summary").click()
        page.get_by_role("slider", name="Familiar to adventurous").press("End")
        wait_for_other_songs(page, before)
        yield page


def test_how_many_songs_changed_is_said_where_they_are_out_of_sight(steered: Page) -> None:
    expect(toast(steered)).to_contain_text("changed")
    expect(songs(steered).first).not_to_be_in_viewport()
    toast(steered).get_by_role("button", name="Look").click()
    expect(songs(steered).first).to_be_in_viewport()
    expect(toast(steered)).to_be_hidden()
