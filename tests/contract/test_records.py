"""The contract of Records on single records and on invalid input, for every adapter."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial, reduce

import pytest
from kept_records import keep, keys

from shared.errors import InvalidInput, NotFound, TooLarge
from shared.ports import Record


def test_what_was_created_is_read_back(records, clock):
    record = Record("k", {"text": "é", "list": [1, 2.5, None, True], "object": {"a": "b"}}, clock() + timedelta(1))
    records.create("songs", record)
    assert records.get("songs", "k") == record


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"": {"": None}, "a.b": "`", "é ♫": 1, "__x__": 2},
        {"lists": [[1, [2]], []], "deep": reduce(lambda inner, _: [inner], range(40), "here")},
        {"whole": 10**30, "real": 1.0, "zero": -0.0, "text": "\0\U0001f3b5" * 500},
        {"json": 1, "by": 2, "key": 3, "write": 4, "expires_at": 5},
    ],
    ids=["nothing", "odd names", "lists in lists", "odd values", "the store's own names"],
)
def test_whatever_json_can_say_is_read_back(records, fields):
    records.create("songs", Record("k", fields))
    assert json.dumps(records.get("songs", "k").fields) == json.dumps(fields)


def test_creating_says_that_it_kept_the_record(records):
    assert records.create("songs", Record("k", {})) is True


def test_a_taken_key_is_not_overwritten(records):
    keep(records, "k", n=1)
    assert (records.create("songs", Record("k", {"n": 2})), records.get("songs", "k").fields) == (False, {"n": 1})


def test_one_of_many_creators_wins(records):
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(lambda n: records.create("songs", Record("k", {"n": n})), range(8)))
    assert (kept.count(True), records.get("songs", "k").fields["n"]) == (1, kept.index(True))


def test_an_absent_record_is_none(records):
    assert records.get("songs", "absent") is None


def test_collections_are_apart(records):
    keep(records, "k", n=1)
    assert (records.get("other", "k"), keys(records, "other")) == (None, [])


def test_changing_what_was_read_changes_nothing_stored(records):
    keep(records, "k", list=[1])
    records.get("songs", "k").fields["list"].append(2)
    assert records.get("songs", "k").fields == {"list": [1]}


def test_changing_what_a_page_holds_changes_nothing_stored(records):
    keep(records, "k", n=1, list=[1])
    (found,) = records.page("songs", where={"n": 1}).records
    found.fields["list"].append(2)
    found.fields["n"] = 2
    (again,) = records.page("songs", where={"n": 1}).records
    assert again.fields == records.get("songs", "k").fields == {"n": 1, "list": [1]}


def test_changing_what_was_given_changes_nothing_stored(records):
    fields = {"list": [1]}
    records.create("songs", Record("k", fields))
    fields["list"].append(2)
    assert records.get("songs", "k").fields == {"list": [1]}


def test_an_update_replaces_all_fields(records):
    keep(records, "k", a=1, b=2)
    records.update("songs", "k", lambda fields: {"c": fields["a"] + fields["b"]})
    assert records.get("songs", "k").fields == {"c": 3}


def test_an_update_of_an_absent_record_starts_from_none(records):
    records.update("songs", "k", lambda fields: {"was": fields})
    assert records.get("songs", "k").fields == {"was": None}


def test_an_update_gives_the_new_record(records, clock):
    expires_at = clock() + timedelta(hours=1)
    updated = records.update("songs", "k", lambda _: {"n": 1}, expires_at)
    assert updated == Record("k", {"n": 1}, expires_at) == records.get("songs", "k")


def test_an_update_does_not_inherit_an_expiry(records, clock):
    records.create("songs", Record("k", {}, clock() + timedelta(hours=1)))
    records.update("songs", "k", lambda fields: fields)
    assert records.get("songs", "k").expires_at is None


def test_what_a_change_raises_comes_through_and_changes_nothing(records):
    keep(records, "k", n=1)

    def refuse(fields):
        raise NotFound("not this one")

    with pytest.raises(NotFound, match="not this one"):
        records.update("songs", "k", refuse)
    records.update("songs", "k", lambda fields: {"n": fields["n"] + 1})
    assert records.get("songs", "k").fields == {"n": 2}


def test_concurrent_updates_lose_none(records):
    def add_one(fields):
        return {"n": fields["n"] + 1 if fields else 1}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: records.update("songs", "k", add_one), range(12)))
    assert records.get("songs", "k").fields == {"n": 12}


def add_mark(mark: str, fields):
    return {"marks": [*(fields["marks"] if fields else []), mark]}


def test_eight_writers_of_one_record_lose_no_update(records):
    start = threading.Barrier(8)

    def write(writer: int) -> None:
        start.wait()
        for turn in range(3):
            mark = f"{writer}.{turn}"
            records.update("songs", "k", partial(add_mark, mark))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    marks = records.get("songs", "k").fields["marks"]
    assert sorted(marks) == [f"{writer}.{turn}" for writer in range(8) for turn in range(3)]


def test_a_deleted_record_is_absent(records):
    keep(records, "k")
    records.delete("songs", "k")
    assert (records.get("songs", "k"), keys(records)) == (None, [])


def test_deleting_what_is_absent_is_no_error(records):
    records.delete("songs", "absent")


# Bounds


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "x" * 1001, "a\nb", "\ud800", "__x__"])
def test_a_name_that_firestore_could_not_keep_is_refused(records, name):
    for call in (
        lambda: records.get("songs", name),
        lambda: records.get(name, "k"),
        lambda: records.create("songs", Record(name, {})),
        lambda: records.update("songs", name, lambda _: {}),
        lambda: records.delete("songs", name),
        lambda: records.page(name),
    ):
        with pytest.raises(InvalidInput, match="unusable name"):
            call()


def test_a_record_over_a_megabyte_is_too_large(records):
    with pytest.raises(TooLarge, match="1000000"):
        records.create("songs", Record("k", {"text": "x" * 1_000_000}))


def test_what_a_record_is_found_by_counts_twice(records):
    many = {f"field{n}": "x" * 999 for n in range(480)}
    assert records.create("songs", Record("k", many)) is True
    with pytest.raises(TooLarge, match="1000000"):
        records.create("songs", Record("more", many | {f"more{n}": "x" * 999 for n in range(20)}))


def test_a_record_of_too_many_simple_fields_is_too_large(records):
    many = {f"field{n}": n for n in range(1000)}
    assert records.create("songs", Record("k", many | {"list": [1]})) is True
    with pytest.raises(TooLarge, match="1000 simple fields"):
        records.create("songs", Record("more", many | {"number": 1}))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_say_is_refused(records, value):
    with pytest.raises(InvalidInput, match="finite numbers and valid text"):
        records.create("songs", Record("k", {"value": value}))
