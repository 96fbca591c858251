"""The contract of Records on cursors and on valid pages, for every adapter."""

import pytest
from kept_records import keep, keys

from shared.errors import InvalidInput


def test_records_written_between_pages_move_none_of_the_others(records):
    for key in ("b", "d", "f"):
        keep(records, key)
    cursor = records.page("songs", limit=2).cursor
    keep(records, "a")
    keep(records, "e")
    records.delete("songs", "d")
    assert keys(records, cursor=cursor) == ["e", "f"]


def test_the_limit_may_change_between_pages(records):
    for key in "abcd":
        keep(records, key)
    cursor = records.page("songs", limit=1).cursor
    assert keys(records, cursor=cursor, limit=9) == ["b", "c", "d"]


def test_a_cursor_fits_into_a_url(records):
    for key in ("é?&=%", "ü #+"):
        keep(records, key, value=key)
    cursor = records.page("songs", order_by="value", limit=1).cursor
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert cursor.isascii()


@pytest.mark.parametrize("cursor", ["", "x", "abc", "é", "bnVsbA", "W10", "WyJ4IiwwLDAsImsiXQ", "=" * 9])
def test_a_made_up_cursor_is_refused(records, cursor):
    with pytest.raises(InvalidInput, match="cursor"):
        records.page("songs", cursor=cursor)


@pytest.mark.parametrize(
    "other", [{"order_by": "m"}, {"descending": True}, {"where": {"n": 2}}, {"where": {"n": True}}, {"where": {}}]
)
def test_a_cursor_of_another_request_is_refused(records, other):
    asked = {"where": {"n": 1}, "order_by": "n", "descending": False}
    for key in "ab":
        keep(records, key, n=1)
    cursor = records.page("songs", limit=1, **asked).cursor
    with pytest.raises(InvalidInput, match="cursor"):
        records.page("songs", cursor=cursor, **(asked | other))


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit": 0},
        {"order_by": "a'b"},
        {"order_by": "a.b"},
        {"where": {"$": 1}},
        {"order_by": "__x__"},
        {"where": {"n": [1]}},
    ],
    ids=str,
)
def test_a_page_that_cannot_be_is_refused(records, wrong):
    with pytest.raises(InvalidInput):
        records.page("songs", **wrong)
