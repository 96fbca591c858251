"""The songs of a weekly mail on This week, and the line on the first page that says that they are there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from accessibility import NOTHING, in_both_schemes
from people import keep
from playwright.sync_api import expect
from watched_page import opened

from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.search import Search
from shared.ports import Record
from shared.record_kinds import SEARCHES, SENT_DIGESTS
from shared.records.sent_digests import Progress, SentDigest, SentSong, rating_token
from shared.web.tokens import Tokens

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def page(browser, own_host):
    with opened(browser, own_host, viewport=PHONE, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def listener(door, address):
    return door.sign_in(address)


@pytest.fixture
def mail(listener, embedded, model) -> SentDigest:
    """A mail that the listener was sent just now."""
    records = SqliteRecords(Path(embedded["SEGUE_RECORDS"].removeprefix("sqlite:///")))
    tracks, now = model.catalogue.tracks(range(10)), datetime.now(UTC)
    songs = tuple(SentSong(track.id, track.title) for track in tracks)
    made = SentDigest(listener.id, now, now, songs, Progress.SENT)
    records.create(SENT_DIGESTS.name, Record(made.key, made.to_fields()))
    search = Search(made.id, now, model.version, (), tuple(song.id for song in songs), None, None)
    records.create(SEARCHES.name, Record(search.id, search.to_fields()))
    return made


def test_the_mails_button_opens_its_songs_for_whoever_has_the_mail(page, local_cloud_url, mail, embedded):
    token = rating_token(Tokens(embedded["SEGUE_SECRET"]), mail)
    page.goto(f"{local_cloud_url}/week.html#mail={token}")
    expect(page.locator("#mailed-songs > li")).to_have_count(10)
    assert page.url == f"{local_cloud_url}/week.html"
    assert page.locator("#mailed-songs [data-heart]").count() == 0  # nobody is signed in
    assert in_both_schemes(page) == NOTHING
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_link_that_does_not_work_says_so_above_the_charts(page, local_cloud_url):
    page.goto(f"{local_cloud_url}/week.html#mail=nonsense")
    expect(page.get_by_role("alert")).to_contain_text("This mail’s link does not work any more")


def test_the_first_page_says_once_that_the_mails_list_is_there(page, local_cloud_url, listener, mail):
    keep(page, listener.token)
    page.goto(local_cloud_url)
    news = page.get_by_role("link", name="Your list of")
    expect(news).to_be_visible()
    before = page.locator("h1").bounding_box()["y"]
    page.evaluate("document.querySelector('.news').remove()")
    assert page.locator("h1").bounding_box()["y"] == before  # its place is there without it
    page.reload()
    news.click()
    expect(page.locator("#mailed-songs > li")).to_have_count(10)
    page.goto(local_cloud_url)
    expect(page.get_by_role("link", name="Account")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(news).to_have_count(0)


def test_a_heart_on_a_mails_song_is_kept(page, local_cloud_url, listener, mail):
    keep(page, listener.token)
    page.goto(f"{local_cloud_url}/week.html")
    heart = page.locator("#mailed-songs [data-heart]").first
    with page.expect_response("**/api/feedback"):
        heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    assert listener.opinions(mail.id) == {mail.songs[0].id: "love"}
