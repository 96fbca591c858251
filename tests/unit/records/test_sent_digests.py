"""Sent digests: their keys and ids, their record, and the links that lead back to them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from shared.adapters.memory import MemoryRecords
from shared.errors import NotFound, NotSignedIn
from shared.ports import Record
from shared.record_kinds import SENT_DIGESTS
from shared.records.sent_digests import (
    Progress,
    SentDigest,
    SentSong,
    rating_token,
    rating_url,
    sent_digest_by_token,
    sent_digest_id,
    sent_digest_key,
)
from shared.web.tokens import Tokens

DUE = datetime(2026, 11, 23, 7, tzinfo=UTC)
TOKENS = Tokens("a secret for the tests of 32 characters or more")
MAILED = SentDigest("ada", DUE, DUE + timedelta(minutes=3), (SentSong("x", "Hurt by Johnny Cash"),))


def test_a_digest_has_one_key_in_every_time_zone():
    berlin = DUE.astimezone(timezone(timedelta(hours=1)))
    assert sent_digest_key("ada", berlin) == sent_digest_key("ada", DUE) == "ada.20261123T070000"


def test_the_id_of_a_mail_does_not_reveal_the_listener():
    assert "ada" not in sent_digest_id("ada.20261123T070000")
    assert len(sent_digest_id("ada.20261123T070000")) == len("mail-") + 24


def test_each_attempt_to_send_a_digest_has_the_same_id():
    again = SentDigest("ada", DUE, DUE + timedelta(hours=5), (), Progress.DOUBTFUL)
    assert again.id == MAILED.id


def test_the_digests_of_two_weeks_and_of_two_listeners_have_ids_of_their_own():
    ids = {
        sent_digest_id(sent_digest_key(name, DUE + timedelta(weeks=n))) for name in ("ada", "bo") for n in (0, 1)
    }
    assert len(ids) == 4


def test_a_digest_is_claimed_before_it_is_sent():
    assert MAILED.progress is Progress.CLAIMED


def test_what_is_stored_is_read_back():
    assert SentDigest.of(MAILED.to_fields()) == MAILED


@pytest.mark.parametrize("progress", list(Progress))
def test_every_progress_is_read_back(progress):
    assert SentDigest.of(MAILED.to_fields() | {"progress": progress.value}).progress is progress


def test_moments_are_stored_in_utc_to_the_second_so_that_text_order_is_time_order():
    berlin = DUE.replace(microsecond=999_999).astimezone(timezone(timedelta(hours=1)))
    fields = SentDigest("ada", berlin, berlin, ()).to_fields()
    assert fields["due_at"] == fields["claimed_at"] == "2026-11-23T07:00:00+00:00"


def test_the_list_of_a_mail_is_found_by_the_mails_id():
    assert MAILED.to_fields()["search"] == MAILED.id


@pytest.mark.parametrize("songs", [None, "x", ["x"], [None]])
def test_what_is_no_song_is_left_out(songs):
    assert SentDigest.of(MAILED.to_fields() | {"songs": songs}).songs == ()


def test_a_link_leads_to_the_page_that_asks_for_an_opinion():
    url = rating_url("https://segue.example", "TOKEN", "x", "love")
    assert url == "https://segue.example/api/feedback/mailed?token=TOKEN&track=x&opinion=love"


def test_a_token_needs_no_quoting_in_a_link():
    assert rating_token(TOKENS, MAILED).replace("-", "").replace("_", "").replace(".", "").isalnum()


def test_a_link_leads_back_to_its_digest():
    records = MemoryRecords()
    records.create(SENT_DIGESTS.name, Record(MAILED.key, MAILED.to_fields()))
    assert sent_digest_by_token(records, TOKENS, rating_token(TOKENS, MAILED)) == MAILED


def test_a_link_of_a_mail_that_is_kept_no_more_says_how_long_they_are():
    with pytest.raises(NotFound, match="expected a mail of the last 400 days, found an older one"):
        sent_digest_by_token(MemoryRecords(), TOKENS, rating_token(TOKENS, MAILED))


def test_a_token_for_something_else_opens_no_digest():
    records = MemoryRecords()
    records.create(SENT_DIGESTS.name, Record(MAILED.key, MAILED.to_fields()))
    with pytest.raises(NotSignedIn, match="one we issued for a rate-mailed"):
        sent_digest_by_token(records, TOKENS, TOKENS.issue("listener", MAILED.key))
