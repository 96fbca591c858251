"""Personal data: whose a record is, a listener's records of each kind in order, and deletion with its object."""

import pytest

from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.ports import Record
from shared.record_kinds import (
    COUNTERS,
    LISTENERS,
    PLAYLISTS,
    RATINGS,
    SHARES,
    SUBSCRIPTIONS,
    SUPPRESSIONS,
    WEEK_TRACKS,
)
from shared.records.personal_data import delete, delete_object, owner_of, page_of, records_of


@pytest.fixture
def records():
    return MemoryRecords()


@pytest.fixture
def objects():
    return MemoryObjects()


def keys(page):
    return [record.key for record in page.records]


@pytest.mark.parametrize(
    ("kind", "record", "owner"),
    [
        (RATINGS, Record("x", {"listener": "ada"}), "ada"),
        (RATINGS, Record("x", {"listener": None}), ""),
        (RATINGS, Record("x", {}), ""),
        (SHARES, Record("x", {"owner": "ada", "listener": "bo"}), "ada"),
        (SUBSCRIPTIONS, Record("ada", {"listener": "bo"}), "ada"),
        (COUNTERS, Record("listener.ada.0", {}), "ada"),
        (COUNTERS, Record("listener.ada.1", {}), ""),
        (COUNTERS, Record("everyone.0", {}), ""),
        (WEEK_TRACKS, Record("ada", {"listener": "ada"}), ""),
    ],
    ids=str,
)
def test_a_record_is_of_the_owner_that_its_kind_says(kind, record, owner):
    assert owner_of(kind, record) == owner


def test_a_listeners_ratings_are_read_the_newest_first_and_nobody_elses(records):
    for key, listener, rated_at in (("a", "ada", "1"), ("b", "ada", "3"), ("c", "bo", "4"), ("d", "ada", "2")):
        records.create(RATINGS.name, Record(key, {"listener": listener, "rated_at": rated_at}))
    assert keys(page_of(RATINGS, records, "ada")) == ["b", "d", "a"]


def test_a_kind_without_an_index_of_the_owners_is_read_by_key(records):
    for key in ("c", "a", "b"):
        records.create(SHARES.name, Record(key, {"owner": "ada"}))
    assert keys(page_of(SHARES, records, "ada")) == ["a", "b", "c"]


def test_a_page_goes_on_where_the_one_before_ended(records):
    for key in "abc":
        records.create(SHARES.name, Record(key, {"owner": "ada"}))
    first = page_of(SHARES, records, "ada", limit=2)
    assert keys(page_of(SHARES, records, "ada", first.cursor, limit=2)) == ["c"]


def test_a_page_has_a_hundred_records_unless_told(records):
    for number in range(101):
        records.create(SHARES.name, Record(f"{number:03}", {"owner": "ada"}))
    page = page_of(SHARES, records, "ada")
    assert (len(page.records), page.cursor is None) == (100, False)


def test_all_pages_together_have_each_record_once(records):
    for number in range(201):
        records.create(SHARES.name, Record(f"{number:03}", {"owner": "ada"}))
    assert [record.key for record in records_of(SHARES, records, "ada")] == [f"{n:03}" for n in range(201)]


def test_records_may_be_deleted_while_they_are_read(records, objects):
    for number in range(201):
        records.create(SHARES.name, Record(f"{number:03}", {"owner": "ada"}))
    for record in records_of(SHARES, records, "ada"):
        delete(records, objects, SHARES, record)
    assert records.page(SHARES.name).records == ()


def test_the_one_record_of_a_listener_is_found_by_its_key(records):
    records.create(COUNTERS.name, Record("listener.ada.0", {"searches": 1}))
    page = page_of(COUNTERS, records, "ada")
    assert (keys(page), page.cursor) == (["listener.ada.0"], None)


def test_a_listener_without_a_record_has_an_empty_page(records):
    records.create(LISTENERS.name, Record("bo", {}))
    assert keys(page_of(LISTENERS, records, "ada")) == []


def test_an_impersonal_kind_has_no_records_of_anybody(records):
    records.create(SUPPRESSIONS.name, Record("ada", {"listener": "ada"}))
    assert keys(page_of(SUPPRESSIONS, records, "ada")) == []


def test_a_record_is_deleted_with_its_object_and_nothing_else_is(records, objects):
    for key in ("a", "b"):
        objects.put(f"staging/{key}", b"x")
        records.create(PLAYLISTS.name, Record(key, {"listener": "ada", "staged": f"staging/{key}"}))
    delete(records, objects, PLAYLISTS, records.get(PLAYLISTS.name, "a"))
    assert [each.name for each in objects.list("")] == ["staging/b"]
    assert keys(records.page(PLAYLISTS.name)) == ["b"]


def test_a_shared_list_is_deleted_with_both_its_pictures_and_no_other_lists(records, objects):
    for name in ("pictures/a/card", "pictures/a/story", "pictures/ab/card"):
        objects.put(name, b"x")
    delete(records, objects, SHARES, Record("a", {"owner": "ada"}))
    assert [each.name for each in objects.list("")] == ["pictures/ab/card"]


class PutMeanwhile(MemoryRecords):
    """Records that a picture is stored beside just before one of them is deleted."""

    def __init__(self, objects):
        super().__init__()
        self.objects = objects

    def delete(self, collection, key):
        self.objects.put(f"pictures/{key}/card", b"x")
        super().delete(collection, key)


def test_a_picture_that_is_stored_while_its_list_is_deleted_goes_with_it(objects):
    delete(PutMeanwhile(objects), objects, SHARES, Record("a", {"owner": "ada"}))
    assert list(objects.list("")) == []


def test_a_record_that_is_deleted_again_is_no_error(records, objects):
    record = Record("a", {"listener": "ada", "staged": "staging/a"})
    delete(records, objects, PLAYLISTS, record)
    assert records.get(PLAYLISTS.name, "a") is None


@pytest.mark.parametrize("fields", [{}, {"staged": None}, {"staged": 1}])
def test_a_record_without_an_object_deletes_none(objects, fields):
    objects.put("1", b"x")
    delete_object(objects, PLAYLISTS, Record("a", fields))
    assert objects.stat("1") is not None
