"""The songs of a weekly mail over HTTP: by its link, or the latest of whoever is signed in."""

from datetime import UTC, datetime, timedelta

import pytest
from over_http import fetch

from shared.ports import Record
from shared.record_kinds import SENT_DIGESTS
from shared.records.sent_digests import Progress, SentDigest, SentSong, rating_token
from shared.web.tokens import Tokens

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def mailed(records, known):
    """Keeps a mail to a listener, some days ago."""

    def keep(listener, days=0, progress=Progress.SENT, songs=3):
        at = NOW - timedelta(days=days)
        made = SentDigest(listener.id, at, at, tuple(SentSong(id, "A Song") for id in known[:songs]), progress)
        records.create(SENT_DIGESTS.name, Record(made.key, made.to_fields()))
        return made

    return keep


def by(listener, token):
    return listener.send("POST", "insights/mailed", {"token": token})


def test_who_has_a_mails_link_is_shown_its_songs_in_order(listener, another, mailed, embedded, known):
    kept = mailed(listener)
    answer = by(another, rating_token(Tokens(embedded["SEGUE_SECRET"]), kept))
    assert (answer.status, answer.body["search"]) == (200, kept.id)
    assert [song["uri"] for song in answer.body["songs"]] == known[:3]
    assert {"name", "artist", "listen", "colours"} <= set(answer.body["songs"][0])


@pytest.mark.parametrize("purpose", ["listener", "unsubscribe", "sign-in"])
def test_a_token_for_something_else_shows_no_mail(listener, mailed, embedded, purpose):
    token = Tokens(embedded["SEGUE_SECRET"]).issue(purpose, mailed(listener).key)
    assert by(listener, token).status == 401


def test_a_mail_that_is_not_kept_any_more_is_not_found(listener, embedded):
    token = rating_token(Tokens(embedded["SEGUE_SECRET"]), SentDigest(listener.id, NOW, NOW, ()))
    assert by(listener, token).status == 404


def test_a_listener_is_shown_the_latest_mail_that_was_sent(listener, another, mailed):
    mailed(listener, days=7)
    latest = mailed(listener, days=1)
    mailed(listener, progress=Progress.REFUSED)
    mailed(another)
    assert listener.ask("insights/mailed").body["mail"]["search"] == latest.id


def test_who_got_no_mail_is_shown_none(listener):
    assert listener.ask("insights/mailed").body == {"mail": None}


def test_nobody_is_shown_nothing(local_cloud_url):
    assert fetch(f"{local_cloud_url}/api/insights/mailed").status == 401


def test_a_song_that_the_catalogue_lost_is_left_out(listener, records, known):
    songs = (SentSong(known[0], "One"), SentSong("spotify:track:" + "0" * 22, "Lost"))
    made = SentDigest(listener.id, NOW, NOW, songs, Progress.SENT)
    records.create(SENT_DIGESTS.name, Record(made.key, made.to_fields()))
    assert [song["uri"] for song in listener.ask("insights/mailed").body["mail"]["songs"]] == [known[0]]


def test_a_mail_counts_as_opened_once_when_its_songs_are_shown(listener, admin, mailed, embedded):
    def opened():
        return admin.ask("insights/trends").body["days"][-1]["mails_opened"]

    before, token = opened(), rating_token(Tokens(embedded["SEGUE_SECRET"]), mailed(listener))
    for _ in range(2):
        assert by(listener, token).status == 200
    assert opened() == before + 1
