"""The contract of Records on expiry: absent from that moment on, for every adapter."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from kept_records import keep, keys, keys_by_page

from shared.ports import Record


@pytest.fixture
def expired(records, clock):
    """Build records with "gone", which expires now, and "here", which has a microsecond left."""
    now = clock() + timedelta(hours=1)
    records.create("songs", Record("gone", {"n": 1}, now))
    records.create("songs", Record("here", {"n": 1}, now + timedelta(microseconds=1)))
    clock.advance(timedelta(hours=1))
    return records


def test_a_record_is_absent_from_the_moment_it_expires(expired):
    assert (expired.get("songs", "gone"), expired.get("songs", "here").fields) == (None, {"n": 1})


def test_an_expired_record_is_on_no_page(expired):
    assert keys(expired) == keys(expired, where={"n": 1}) == keys(expired, order_by="n") == ["here"]


def test_the_key_of_an_expired_record_is_free(expired):
    assert expired.create("songs", Record("gone", {"n": 2})) is True
    assert expired.get("songs", "gone") == Record("gone", {"n": 2})


def test_an_update_does_not_see_an_expired_record(expired):
    expired.update("songs", "gone", lambda fields: {"was": fields})
    assert expired.get("songs", "gone").fields == {"was": None}


def test_expired_records_do_not_shorten_a_page(expired):
    keep(expired, "later")
    assert keys(expired, limit=2) == ["here", "later"]


@pytest.mark.parametrize("order_by", ["", "n"])
def test_many_expired_records_hide_none_of_the_others(records, clock, order_by):
    now = clock()
    for n in range(40):
        records.create("songs", Record(f"k{n:02}", {"n": n}, None if n % 13 == 12 else now))
    assert keys_by_page(records, order_by=order_by, limit=2) == [["k12", "k25"], ["k38"]]


def test_an_expiry_keeps_its_microseconds_and_its_moment_in_any_time_zone(records):
    abroad = datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=timezone(timedelta(hours=9)))
    records.create("songs", Record("k", {}, abroad))
    assert records.get("songs", "k").expires_at == abroad.astimezone(UTC)


def test_an_expiry_without_a_time_zone_is_refused(records):
    with pytest.raises(ValueError, match="time zone"):
        records.create("songs", Record("k", {}, datetime(2030, 1, 1)))
