"""Rating from a mail: the link shows a page and writes nothing, its button rates, mailed songs only."""

import html
import re
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.search import Search
from shared.ports import Record
from shared.record_kinds import LISTENERS, RATINGS, SEARCHES, SENT_DIGESTS
from shared.records.ratings import preferences_of
from shared.records.sent_digests import SentDigest, SentSong, rating_token, rating_url
from shared.web.tokens import Tokens

TITLE = '“Best” <script>alert(1)</script> 🎷 & "more"'


@pytest.fixture
def mailed(listener, records, model, known):
    """A digest sent to the listener."""
    now = datetime.now(UTC)
    songs = tuple(SentSong(uri, TITLE) for uri in known[10:20])
    made = SentDigest(listener.id, now.replace(microsecond=0), now.replace(microsecond=0), songs)
    search = Search(made.id, now, model.version, (known[0],), tuple(song.id for song in songs), 1, None)
    records.create(SENT_DIGESTS.name, Record(made.key, made.to_fields(), now + timedelta(days=1)))
    records.create(SEARCHES.name, Record(made.id, search.to_fields(), now + timedelta(days=1)))
    return made


@pytest.fixture
def link(local_cloud_url, embedded, mailed):
    """The link of a mail's first song."""
    token = rating_token(Tokens(embedded["SEGUE_SECRET"]), mailed)
    return rating_url(local_cloud_url, token, mailed.songs[0].id, "love")


def opened(url, **form):
    """Return status, headers and page; with a form, of a press of its button."""
    data = urllib.parse.urlencode(form).encode() if form else None
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data), timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def rating(records, mailed):
    record = records.get(RATINGS.name, f"{mailed.listener}.track.{mailed.songs[0].id}")
    return record.fields["opinion"] if record else None


def test_opening_a_link_keeps_nothing_however_often(link, records, mailed):
    for _ in range(3):
        status, headers, page = opened(link)
        assert (status, headers.get_content_type()) == (200, "text/html")
    assert 'value="love" class="chosen"' in page
    assert rating(records, mailed) is None


def test_a_link_without_a_song_leads_to_each_of_the_mail(link, records, mailed):
    page_url = link.partition("&")[0]
    status, _, page = opened(page_url)
    leads = [html.unescape(each) for each in re.findall(r'<a href="([^"]+)"', page)]
    assert (status, len(leads)) == (200, len(mailed.songs))
    opened(page_url.partition("?")[0] + leads[0], opinion="like")
    assert rating(records, mailed) == "like"


def test_nothing_is_kept_by_a_link_without_a_song(link, records, mailed):
    assert opened(link.partition("&")[0], opinion="like")[0] == 400
    assert rating(records, mailed) is None


def test_the_button_keeps_what_it_says_not_what_the_link_said(link, records, mailed):
    status, _, page = opened(link, opinion="hate")
    assert status == 200
    assert "Not for me" in page
    assert rating(records, mailed) == "hate"


def test_the_next_answer_heeds_what_was_rated_from_a_mail(link, records, mailed):
    opened(link, opinion="love")
    assert mailed.songs[0].id in preferences_of(records, mailed.listener).loved


@pytest.mark.parametrize(("age", "counts"), [(timedelta(days=8), True), (timedelta(hours=2), False)])
def test_a_love_from_a_mail_counts_in_the_charts_as_one_on_the_page_does(link, records, mailed, age, counts):
    joined_at = (datetime.now(UTC) - age).isoformat(timespec="seconds")
    records.create(LISTENERS.name, Record(mailed.listener, {"address": "a@mail.example", "joined_at": joined_at}))
    opened(link, opinion="love")
    record = records.get(RATINGS.name, f"{mailed.listener}.track.{mailed.songs[0].id}")
    assert record.fields["given"]["charted"] is counts


def test_pressing_twice_is_saying_it_once(link, records, mailed):
    for _ in range(2):
        opened(link, opinion="like")
    fields = records.get(RATINGS.name, f"{mailed.listener}.track.{mailed.songs[0].id}").fields
    assert fields["revision"] == 1


def test_a_title_is_text_on_the_page(link):
    for page in (opened(link)[2], opened(link, opinion="okay")[2]):
        assert "<script>" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; 🎷 &amp;" in page


def test_the_page_may_load_nothing_and_be_framed_by_nobody(link):
    _, headers, page = opened(link)
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store, no-transform"
    assert "http" not in page


@pytest.mark.parametrize("opinion", ["", "adore", "LOVE", "love "])
def test_what_is_no_opinion_is_not_kept(link, records, mailed, opinion):
    assert opened(link, opinion=opinion, other="x")[0] == 400
    assert rating(records, mailed) is None


def test_a_song_that_was_not_mailed_cannot_be_rated(link, records, mailed, known):
    other = link.replace(mailed.songs[0].id, known[30][14:])
    for form in ({}, {"opinion": "love"}):
        status, headers, page = opened(other, **form)
        assert (status, headers.get_content_type()) == (400, "text/html")
        assert "not in the mail" in page


def test_a_token_that_is_not_ours_or_for_something_else_opens_nothing(link, listener, mailed, records):
    token = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["token"][0]
    for other in ("", "x", token[:-2], listener.token):
        status, headers, _ = opened(link.replace(token, other), opinion="love")
        assert (status, headers.get_content_type()) == (401, "text/html")
    assert rating(records, mailed) is None


def test_a_mail_that_is_kept_no_more_says_so(link, records, mailed):
    records.delete(SENT_DIGESTS.name, mailed.key)
    status, _, page = opened(link)
    assert status == 404
    assert "not kept any more" in page


def test_a_body_over_the_bound_is_refused(link):
    assert opened(link, opinion="love", more="x" * 20_000)[0] == 413
