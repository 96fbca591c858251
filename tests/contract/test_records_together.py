"""The contract of Records on several records that change together, for every adapter."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from kept_records import keep, keys

from shared.errors import InvalidInput, NotFound, TooLarge
from shared.ports import MOST_TOGETHER, Record

PAIR = [("songs", "a"), ("totals", "b")]
MANY = [("songs", str(n)) for n in range(MOST_TOGETHER)]


def one_more(wanted, found):
    """Return the records after one was added to each."""
    return [
        Record(key, {"n": each.fields["n"] + 1 if each else 1})
        for (_, key), each in zip(wanted, found, strict=True)
    ]


def count(found):
    return one_more(PAIR, found)


def numbers(records):
    return [(record := records.get(*key)) and record.fields["n"] for key in PAIR]


def test_records_of_two_collections_change_together(records):
    keep(records, "a", n=4)
    assert records.update_together(PAIR, count) is True
    assert numbers(records) == [5, 1]


def test_a_change_is_given_the_records_in_the_order_of_their_keys(records, clock):
    there = Record("k9", {"n": 1}, clock() + timedelta(hours=1))
    records.create("songs", there)
    seen = []
    records.update_together([("songs", "k9"), ("songs", "k1"), ("other", "k9")], seen.append)
    assert seen == [[there, None, None]]


def test_each_record_expires_at_its_own_moment(records, clock):
    later = clock() + timedelta(hours=1)
    records.create("totals", Record("b", {}, later))
    records.update_together(PAIR, lambda _: [Record("a", {}, later), Record("b", {})])
    assert [records.get(*key).expires_at for key in PAIR] == [later, None]


def test_an_expired_record_counts_as_absent(records, clock):
    records.create("totals", Record("b", {"n": 7}, clock() + timedelta(hours=1)))
    clock.advance(timedelta(hours=1))
    assert records.update_together(PAIR, count) is True
    assert numbers(records) == [1, 1]


def test_a_change_to_nothing_changes_nothing(records):
    keep(records, "a", n=4)
    assert records.update_together(PAIR, lambda _: None) is False
    assert numbers(records) == [4, None]


def test_an_error_of_the_change_comes_through_and_changes_nothing(records):
    keep(records, "a", n=4)

    def refuse(found):
        raise NotFound("not these")

    with pytest.raises(NotFound, match="not these"):
        records.update_together(PAIR, refuse)
    assert numbers(records) == [4, None]
    assert records.update_together(PAIR, count) is True
    assert numbers(records) == [5, 1]


@pytest.mark.parametrize(
    ("second", "error"),
    [(Record("b", {"text": "x" * 1_000_000}), TooLarge), (Record("b", {"text": "\ud800"}), InvalidInput)],
    ids=["too large", "no text"],
)
def test_a_record_that_cannot_be_stored_leaves_the_others_as_they_were(records, second, error):
    keep(records, "a", n=4)
    with pytest.raises(error):
        records.update_together(PAIR, lambda _: [Record("a", {"n": 5}), second])
    assert numbers(records) == [4, None]


@pytest.mark.parametrize("answered", [[], [Record("a", {})], [Record("b", {}), Record("a", {})]])
def test_records_of_other_keys_are_refused(records, answered):
    with pytest.raises(InvalidInput, match="not those that were asked for"):
        records.update_together(PAIR, lambda _: answered)
    assert (keys(records), keys(records, "totals")) == ([], [])


@pytest.mark.parametrize(
    "wanted", [[], [*PAIR, PAIR[0]], [*MANY, PAIR[0]]], ids=["none", "one twice", "one too many"]
)
def test_no_keys_too_many_and_repeated_ones_are_refused(records, wanted):
    with pytest.raises(InvalidInput, match="cannot be changed together"):
        records.update_together(wanted, lambda found: one_more(wanted, found))


@pytest.mark.parametrize("key", [("songs", "a/b"), ("__x__", "k")])
def test_an_unusable_name_among_them_is_refused(records, key):
    with pytest.raises(InvalidInput, match="unusable name"):
        records.update_together([*PAIR, key], lambda _: None)


def filled(megabytes):
    """Return as many records as may change together, of so many megabytes in all."""
    size = int(megabytes * 1_000_000 / MOST_TOGETHER / 1_000)
    return [Record(key, {"list": ["x" * 997] * size}) for _, key in MANY]


def test_as_many_records_as_are_allowed_change_together(records):
    for megabytes in (2.8, 2.9):  # created, then replaced
        assert records.update_together(MANY, lambda _, size=megabytes: filled(size)) is True
    assert {len(record.fields["list"]) for record in records.page("songs").records} == {29}


def test_records_over_three_megabytes_together_are_too_large(records):
    with pytest.raises(TooLarge, match="3000000"):
        records.update_together(MANY, lambda _: filled(3.1))
    assert keys(records) == []


def test_eight_writers_of_two_records_lose_nothing(records):
    start = threading.Barrier(8)

    def write(_: int) -> None:
        start.wait()
        for _ in range(3):
            records.update_together(PAIR, count)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert numbers(records) == [24, 24]


def test_writers_of_overlapping_records_in_any_order_lose_nothing(records):
    start = threading.Barrier(6)
    three = [("songs", name) for name in "abc"]

    def write(place: int) -> None:
        wanted = [three[place % 3], three[(place + 1 + place % 2) % 3]]
        start.wait()
        for _ in range(4):
            records.update_together(wanted, lambda found: one_more(wanted, found))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    assert sum(records.get(*key).fields["n"] for key in three) == 6 * 4 * 2


def test_a_change_together_and_an_update_of_one_of_them_lose_nothing(records):
    def alone(_: int) -> None:
        records.update("songs", "a", lambda fields: {"n": fields["n"] + 1 if fields else 1})

    with ThreadPoolExecutor(4) as pool:
        together = [pool.submit(records.update_together, PAIR, count) for _ in range(8)]
        list(pool.map(alone, range(8)))
        assert all(each.result() for each in together)
    assert numbers(records) == [16, 8]


def test_a_reader_never_sees_one_record_without_the_other(records):
    over = threading.Event()

    def torn() -> list[object]:
        found = []
        while not over.is_set():
            first, second = records.get(*PAIR[0]), records.get(*PAIR[1])
            # The second is read later, so that it is never behind.
            if first and (second is None or second.fields["n"] < first.fields["n"]):
                found.append((first, second))
        return found

    with ThreadPoolExecutor(1) as pool:
        watching = pool.submit(torn)
        for _ in range(20):
            records.update_together(PAIR, count)
        over.set()
        assert watching.result() == []


def test_records_with_the_stores_own_names_change_together(records):
    fields = {"json": 1, "by": 2, "key": 3, "write": 4, "expires_at": 5}
    records.update_together(PAIR, lambda _: [Record("a", fields), Record("b", {"n": 1})])
    assert records.get("songs", "a").fields == fields
