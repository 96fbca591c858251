"""Pages with content: accessible, by day and by night, narrow and wide."""

import pytest
from accessibility import NOTHING, in_both_schemes
from people import keep, make_charts
from playwright.sync_api import Page, expect
from post_box import Door
from signed_in import Listener
from watched_page import opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def admin(local_cloud_url: str, embedded: dict[str, str], model) -> Listener:
    """A listener with an address of SEGUE_ADMINS who has searched, rated, shared and subscribed."""
    door = Door(local_cloud_url, embedded)
    admin = door.subscribed(embedded["SEGUE_ADMINS"])
    tracks = [track.id for track in model.catalogue.tracks(range(3))]
    make_charts(local_cloud_url, embedded, *tracks)
    search, found = admin.list_of(*tracks)
    admin.rate(search, "love", found[0])
    assert admin.ask("share", search=search, title="Songs for a long drive").status == 201
    return admin


def map_in_use(page: Page) -> None:
    page.get_by_role("application", name="Music map").press("Enter")
    page.locator("#clusters summary").first.click()
    expect(page.locator("#clusters li .card-names")).to_have_count(10)
    expect(page.locator("#song-part")).to_be_visible()
    page.get_by_role("button", name="Walk from here").click()
    page.locator("#sight button.card-names").first.click()
    expect(page.get_by_role("button", name="Walk to here")).to_be_visible()
    page.get_by_role("combobox").fill("a")
    expect(page.get_by_role("listbox")).to_be_visible()


def numbers_open(page: Page) -> None:
    page.locator(".figure").first.wait_for()
    for summary in page.locator(".figure summary").all():
        summary.click()


def account_in_use(page: Page) -> None:
    expect(page.locator("#shares li")).to_have_count(1)
    page.get_by_text("Delete me", exact=True).first.click()


def week_in_use(page: Page) -> None:
    page.get_by_role("button", name="Most loved").click()


USES = {
    "/map.html": map_in_use,
    "/music.html": numbers_open,
    "/week.html": week_in_use,
    "/account.html": account_in_use,
    "/admin.html": numbers_open,
}


@pytest.mark.parametrize("path", USES)
@pytest.mark.parametrize("width", [360, 1440])
def test_nobody_is_kept_out_and_nothing_sticks_out(browser, own_host, local_cloud_url, admin, path, width):
    size = {"width": width, "height": 900}
    with opened(browser, own_host, viewport=size, reduced_motion="reduce") as page:
        said = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        keep(page, admin.token)
        page.goto(local_cloud_url + path)
        USES[path](page)
        assert in_both_schemes(page) == NOTHING
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert said == []
