"""Tombstones of deleted listeners: how long they work, that they name nobody, and that a backup keeps them."""

import hashlib
from datetime import timedelta

import pytest

from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.record_kinds import DELETED_LISTENERS
from shared.records.deleted_listeners import DeletedListeners, is_deleted, mark_deleted, restore_tombstones

KEPT = timedelta(days=402)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def objects():
    return MemoryObjects()


def when_it_expires(clock, records, objects, offset):
    """Delete ada, and restore the tombstones into empty records about when that expires."""
    mark_deleted(records, objects, "ada", clock())
    clock.advance(KEPT + offset)
    restored = MemoryRecords(clock)
    restore_tombstones(restored, objects, clock())
    return restored


def test_a_deleted_listener_is_known_and_no_other(clock, records, objects):
    mark_deleted(records, objects, "ada", clock())
    assert (is_deleted(records, "ada"), is_deleted(records, "bo")) == (True, False)


def test_a_tombstone_names_nobody(clock, records, objects):
    mark_deleted(records, objects, "ada-of-london", clock())
    (stored,) = objects.list("")
    kept = f"{stored.name} {objects.get(stored.name)} {records.page(DELETED_LISTENERS.name).records}"
    assert "ada" not in kept


def test_a_tombstone_says_when_they_left(clock, records, objects):
    mark_deleted(records, objects, "ada", clock())
    (record,) = records.page(DELETED_LISTENERS.name).records
    assert record.fields == {"left_at": "2026-11-23T12:00:00+00:00"}


def test_a_listener_is_known_to_have_left_for_as_long_as_a_token_could_name_them(clock, records, objects):
    mark_deleted(records, objects, "ada", clock())
    clock.advance(KEPT - MOMENT)
    assert is_deleted(records, "ada")
    clock.advance(MOMENT)
    assert not is_deleted(records, "ada")


def test_the_first_moment_stays_when_a_listener_is_deleted_twice(clock, records, objects):
    mark_deleted(records, objects, "ada", clock())
    clock.advance(timedelta(days=10))
    mark_deleted(records, objects, "ada", clock())
    clock.advance(KEPT - timedelta(days=10))
    assert not is_deleted(records, "ada")


def test_the_object_of_a_tombstone_outlives_its_record(clock, records, objects):
    mark_deleted(records, objects, "ada", clock())
    clock.advance(timedelta(days=1_000))
    assert "ada" in DeletedListeners.of(objects)


def test_of_all_deleted_listeners_each_is_asked_by_id(clock, records, objects):
    for listener in ("ada", "bo"):
        mark_deleted(records, objects, listener, clock())
    deleted = DeletedListeners.of(objects)
    assert [name in deleted for name in ("ada", "bo", "cy", "")] == [True, True, False, False]


def test_a_restored_tombstone_expires_when_it_would_have(clock, records, objects):
    restored = when_it_expires(clock, records, objects, -MOMENT)
    assert is_deleted(restored, "ada")
    clock.advance(MOMENT)
    assert not is_deleted(restored, "ada")


def test_an_expired_tombstone_is_not_restored(clock, records, objects):
    restored = when_it_expires(clock, records, objects, timedelta(0))
    clock.advance(-timedelta(days=50))
    assert not is_deleted(restored, "ada")


def test_restoring_twice_changes_nothing(clock, records, objects):
    mark_deleted(records, objects, "ada", clock())
    before = records.page(DELETED_LISTENERS.name)
    restore_tombstones(records, objects, clock())
    assert records.page(DELETED_LISTENERS.name) == before


@pytest.mark.parametrize("damage", [b"", b"\xff", b'{"left'])
def test_a_tombstone_that_cannot_be_read_keeps_its_listener_away_as_if_they_left_now(
    clock, records, objects, damage
):
    mark_deleted(records, objects, "ada", clock())
    mark_deleted(records, objects, "bea", clock())
    for name in [each.name for each in objects.list("") if hashlib.sha256(b"ada").hexdigest() in each.name]:
        objects.put(name, damage)
    restored = MemoryRecords(clock)
    restore_tombstones(restored, objects, clock())
    assert is_deleted(restored, "ada")
    assert is_deleted(restored, "bea")
