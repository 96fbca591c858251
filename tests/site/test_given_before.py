"""Songs that a signed-in listener was given before, and the choice to include them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from find_page import find, songs, uris, wait_for_other_songs
from people import as_somebody
from playwright.sync_api import Locator, Page, expect

from shared.domain.given import GivenSongs
from shared.ports import Record
from shared.record_kinds import GIVEN_SONGS, LISTENERS
from shared.settings.config import Settings

pytestmark = pytest.mark.browser


@pytest.fixture
def records(embedded):
    return Settings.from_environment(embedded).records()


def repeat(page: Page) -> Locator:
    return page.get_by_role("checkbox", name="Include songs I was given before")


def make_older(records, listener: str, time: timedelta) -> None:
    """Make what a listener was given older."""
    lists = GivenSongs.of(records.get(GIVEN_SONGS.name, listener).fields).lists
    older = [replace(each, first=each.first - time, last=each.last - time) for each in lists]
    records.update(GIVEN_SONGS.name, listener, lambda _: GivenSongs(tuple(older)).to_fields())


def test_songs_given_before_come_again_where_the_listener_wants_them(
    page, local_cloud_url, embedded, records, ask
):
    listener = as_somebody(page, local_cloud_url, embedded["SEGUE_SECRET"])
    records.create(LISTENERS.name, Record(listener.id, {"address": "somebody@example.org"}))
    page.goto(local_cloud_url)
    ask()
    before = uris(page)
    expect(repeat(page)).to_be_hidden()
    make_older(records, listener.id, timedelta(days=7))
    find(page).click()
    wait_for_other_songs(page, before)
    fresh = uris(page)
    assert not {*fresh} & {*before}
    with page.expect_request("**/api/recommend") as asked:
        repeat(page).check()
    assert asked.value.post_data_json["repeat"] is True
    wait_for_other_songs(page, fresh)
    assert uris(page) == before
    expect(repeat(page)).to_be_checked()


def test_a_visitor_is_not_offered_what_changes_nothing(page, ask):
    ask()
    expect(songs(page)).to_have_count(10)
    expect(repeat(page)).to_be_hidden()
