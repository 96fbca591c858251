"""Backup and restore: all stored data return, from any stores into any, and nothing else."""

import gzip
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bench.faults.injection import Fault, FaultInjector, Planned, ProcessKilled, Surroundings, injected
from bench.faults.kinds.deaths import KilledAfter, KilledBefore
from ops.backup.create import Create
from ops.backup.layout import (
    FOLDER,
    MANIFEST,
    SCHEMA,
    Manifest,
    Part,
    backups,
    delete_backup,
    digest,
    encode_manifest,
    place,
    read_manifest,
    unpacked,
)
from ops.backup.restore import Restore
from ops.backup.sweep import sweep
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.errors import Conflict, InvalidData, NotFound, Unavailable
from shared.model.artefact.pointer import POINTER
from shared.ports import Record
from shared.record_kinds import DELETED_LISTENER_KEPT, KINDS
from shared.records.deleted_listeners import is_deleted, mark_deleted

STAGED = "staging/playlists/date=2026-11-23/anna.jsonl"
OBJECTS = {
    POINTER: b'{"history": []}',
    "models/0123/manifest.json": b"{}",
    "models/f000/arrays.blocks": bytes(range(256)) * 100,
    STAGED: b'{"tracks": []}\n',
    "rejected/ingest/2026-11-23/1.json": b"{}",
}


def everything(clock):
    """One record or more for each collection, by collection."""
    later, value = clock() + timedelta(days=30), {"n": 1.5, "list": [1, None, "ü"]}
    kept = {kind.name: [Record("key", {"of": kind.name, **value})] for kind in KINDS}
    kept["searches"] += [Record(f"{n}", {"listener": ("anna", "bea")[n % 2]}, later) for n in range(4)]
    kept["listeners"] += [Record(name, {"address": f"{name}@example.org"}) for name in ("anna", "bea")]
    kept["figures"] += [Record("listener.anna.0", {"searches": 2}), Record("everyone.3", {"searches": 4})]
    kept["playlists"] += [Record("theirs", {"listener": "anna", "staged": STAGED}, later)]
    return kept


def fill(records, objects, clock):
    for collection, each in everything(clock).items():
        assert all(records.create(collection, record) for record in each)
    for name, data in OBJECTS.items():
        objects.put(name, data)


def held(records):
    return {
        kind.name: {record.key: record for record in records.page(kind.name, limit=1_000).records}
        for kind in KINDS
    }


def stored(objects):
    return {each.name: objects.get(each.name) for each in objects.list("") if not each.name.startswith(FOLDER)}


@pytest.fixture
def away():
    """The store of the backups."""
    return MemoryObjects()


@pytest.fixture
def full(clock):
    """Stores with at least one item of every kind."""
    records, objects = MemoryRecords(clock), MemoryObjects()
    fill(records, objects, clock)
    return records, objects


@pytest.fixture
def backup(full, away, clock):
    making = Create(*full, away, clock())
    making.run()
    return making.backup


# Complete restores


def test_all_that_was_kept_is_there_again(full, away, backup, records, objects, clock):
    done = Restore(away, backup, records, objects, clock()).run()
    assert held(records) == held(full[0])
    assert stored(objects) == stored(full[1])
    assert (done.records, done.objects, done.there) == (sum(map(len, held(records).values())), len(OBJECTS), 0)


def test_pictures_which_can_be_drawn_anew_are_in_no_backup(full, away, clock):
    full[1].put("pictures/0a1b/card", b"PNG")
    making = Create(*full, away, clock())
    assert "pictures/0a1b/card" not in {part.of for part in making.run().objects}


def test_a_backup_of_any_stores_is_whole(records, objects, full, away, clock):
    fill(records, objects, clock)
    making = Create(records, objects, away, clock())
    making.run()
    other = MemoryRecords(clock), MemoryObjects()
    Restore(away, making.backup, *other, clock()).run()
    assert (held(other[0]), stored(other[1])) == (held(full[0]), stored(full[1]))


def test_a_backup_lies_in_any_store(full, objects, clock):
    making = Create(*full, objects, clock())
    making.run()
    other = MemoryRecords(clock), MemoryObjects()
    Restore(objects, making.backup, *other, clock()).run()
    assert list(backups(objects)) == [making.backup]
    assert (held(other[0]), stored(other[1])) == (held(full[0]), stored(full[1]))


class CutOff(MemoryObjects):
    """Objects of which every read is a byte short, though their lengths are known."""

    def get(self, name, start=0, length=None):
        return super().get(name, start, length)[:-1]


def test_an_object_that_does_not_arrive_whole_is_not_backed_up(away, clock):
    objects = CutOff()
    fill(MemoryRecords(clock), objects, clock)
    with pytest.raises(Unavailable, match="did not arrive whole: expected"):
        Create(MemoryRecords(clock), objects, away, clock()).run()
    assert list(backups(away)) == []


def test_many_records_lie_in_several_parts(away, clock):
    records = MemoryRecords(clock)
    for number in range(20):
        records.create("searches", Record(f"{number:02}", {"long": "x" * 900_000}))
    making = Create(records, MemoryObjects(), away, clock())
    assert [part.records for part in making.run().records] == [10, 10]
    other = MemoryRecords(clock)
    Restore(away, making.backup, other, MemoryObjects(), clock()).run()
    assert held(other) == held(records)


def test_backups_of_two_moments_lie_beside_each_other(full, away, backup, clock):
    clock.advance(timedelta(hours=1))
    full[0].create("searches", Record("new", {}))
    making = Create(*full, away, clock())
    making.run()
    assert list(backups(away)) == [backup, making.backup]
    other = MemoryRecords(clock)
    Restore(away, backup, other, MemoryObjects(), clock()).run()
    assert other.get("searches", "new") is None


def test_a_store_that_holds_backups_does_not_copy_them(full, clock):
    """A former deployment may have kept its backups in the same store."""
    Create(*full, full[1], clock()).run()
    clock.advance(timedelta(hours=1))
    again = Create(*full, full[1], clock()).run()
    assert {part.of for part in again.objects} == set(OBJECTS)


# Deleted data


def test_nothing_of_a_listener_who_left_since_comes_back(away, backup, records, objects, clock):
    mark_deleted(MemoryRecords(clock), objects, "anna", clock())
    done = Restore(away, backup, records, objects, clock()).run(into_used=True)
    assert not [record for each in held(records).values() for record in each.values() if "anna" in str(record)]
    assert STAGED not in stored(objects)
    assert done.deleted == 5
    assert records.get("listeners", "bea") is not None


@pytest.mark.parametrize("bring_back", ["restore", "sweep"])
def test_who_left_since_is_known_to_have_left(away, backup, records, objects, clock, bring_back):
    """Without the tombstone a message in flight would be stored as the listener's."""
    mark_deleted(MemoryRecords(clock), objects, "anna", clock())
    if bring_back == "restore":
        Restore(away, backup, records, objects, clock()).run(into_used=True)
    else:
        sweep(records, objects, clock())
    assert (is_deleted(records, "anna"), is_deleted(records, "bea")) == (True, False)
    clock.advance(DELETED_LISTENER_KEPT)
    assert not is_deleted(records, "anna")


def test_who_had_left_before_the_backup_stays_away_too(full, away, records, objects, clock):
    """For example a record that was still written during the deletion."""
    mark_deleted(*full, "anna", clock())
    making = Create(*full, away, clock())
    making.run()
    Restore(away, making.backup, records, objects, clock()).run()
    assert records.get("listeners", "anna") is None


def test_what_has_expired_since_does_not_come_back(away, backup, records, objects, clock):
    clock.advance(timedelta(days=31))
    done = Restore(away, backup, records, objects, clock()).run()
    assert set(held(records)["searches"]) == {"key"}
    assert done.expired == 5


def test_after_another_restore_a_sweep_deletes_what_is_of_who_left_and_nothing_else(records, objects, full, clock):
    fill(records, objects, clock)
    mark_deleted(MemoryRecords(clock), objects, "anna", clock())
    before = held(records)
    assert sweep(records, objects, clock()) == 5
    gone = {(name, key) for name, each in before.items() for key in each if key not in held(records)[name]}
    assert gone == {
        ("listeners", "anna"),
        ("playlists", "theirs"),
        ("figures", "listener.anna.0"),
        ("searches", "0"),
        ("searches", "2"),
    }
    assert STAGED not in stored(objects)
    assert sweep(records, objects, clock()) == 0


# Existing data


def test_stores_in_use_are_refused_and_left_alone(away, backup, records, objects, clock):
    records.create("ratings", Record("newer", {"opinion": "love"}))
    with pytest.raises(Conflict, match=r"in use: expected .* nothing, found newer in ratings; .*--into-used"):
        Restore(away, backup, records, objects, clock()).run()
    assert (list(held(records)["ratings"]), stored(objects)) == (["newer"], {})


def test_an_object_is_use_too(away, backup, records, objects, clock):
    objects.put("models/new/manifest.json", b"{}")
    with pytest.raises(Conflict, match=r"found models/new/manifest\.json"):
        Restore(away, backup, records, objects, clock()).run()


def test_beside_what_is_there_only_what_is_missing_is_added(full, away, backup, records, objects, clock):
    records.create("listeners", Record("bea", {"address": "new@example.org"}))
    objects.put(POINTER, b"newer")
    done = Restore(away, backup, records, objects, clock()).run(into_used=True)
    assert records.get("listeners", "bea").fields == {"address": "new@example.org"}
    assert objects.get(POINTER) == b"newer"
    assert done.there == 2
    assert held(records)["searches"] == held(full[0])["searches"]


def test_restored_twice_is_restored_once(full, away, backup, records, objects, clock):
    Restore(away, backup, records, objects, clock()).run()
    again = Restore(away, backup, records, objects, clock()).run(into_used=True)
    assert (again.records, again.objects) == (0, 0)
    assert (held(records), stored(objects)) == (held(full[0]), stored(full[1]))


# Damage


@pytest.mark.parametrize(
    "change",
    [
        lambda away, name: away.put(name, away.get(name)[:-1]),
        lambda away, name: away.put(name, b""),
        lambda away, name: away.delete(name),
    ],
    ids=["shortened", "emptied", "gone"],
)
@pytest.mark.parametrize("kind", ["records/", "objects/"])
def test_of_a_damaged_backup_nothing_is_restored(away, backup, clock, change, kind):
    change(away, [each.name for each in away.list(place(backup, kind))][-1])
    other = MemoryRecords(clock), MemoryObjects()
    with pytest.raises(InvalidData, match="is damaged"):
        Restore(away, backup, *other, clock()).run()
    assert (sum(map(len, held(other[0]).values())), stored(other[1])) == (0, {})


def test_a_backup_of_another_layout_is_refused(away, backup, full, clock):
    manifest = msgspec.json.decode(away.get(place(backup, MANIFEST))) | {"schema": 2}
    away.put(place(backup, MANIFEST), msgspec.json.encode(manifest))
    with pytest.raises(InvalidData, match="expected schema 1, found 2"):
        read_manifest(away, backup)


def test_a_name_of_no_backup_is_answered_with_those_that_there_are(away, backup, clock):
    with pytest.raises(NotFound, match=f"expected one of {backup}, found no manifest"):
        Restore(away, "yesterday", MemoryRecords(clock), MemoryObjects(), clock()).run()


# Interruptions


class Nowhere(Surroundings):
    """A world that no death needs."""


def killed_at(call: int, death: type[Fault] = KilledBefore) -> FaultInjector:
    """Build an injector that kills the process at a call, numbered from 1 on."""
    return FaultInjector(Nowhere(), lambda: 0.0, Planned(death(), call - 1))


@pytest.mark.parametrize("call", [1, 2, len(OBJECTS) + 1, len(OBJECTS) + len(KINDS) + 1])
def test_a_backup_that_was_cut_off_is_none(full, away, clock, call):
    with pytest.raises(ProcessKilled):
        Create(*full, injected(away, "away", killed_at(call)), clock()).run()
    assert list(backups(away)) == []


def test_a_backup_whose_deletion_is_cut_off_is_none_and_can_be_deleted_again(away, backup):
    with pytest.raises(ProcessKilled):
        delete_backup(injected(away, "away", killed_at(4)), backup)
    assert list(backups(away)) == []
    assert delete_backup(away, backup) > 0
    assert list(away.list("")) == []


@pytest.mark.parametrize("death", [KilledBefore, KilledAfter])
def test_a_restore_cut_off_at_any_call_is_completed_and_never_names_a_model_that_is_not_there(
    full, away, backup, clock, death
):
    call = 0
    while True:
        call += 1
        records, objects, injector = MemoryRecords(clock), MemoryObjects(), killed_at(call, death)
        restore = Restore(
            away, backup, injected(records, "records", injector), injected(objects, "objects", injector), clock()
        )
        with suppress(ProcessKilled):
            restore.run()
        assert POINTER not in stored(objects) or set(stored(objects)) == set(OBJECTS)
        Restore(away, backup, records, objects, clock()).run(into_used=True)
        assert (held(records), stored(objects)) == (held(full[0]), stored(full[1]))
        if not injector.struck:
            break
    assert call > 50


def bombed(objects, size: int) -> str:
    """Write a backup whose one part of records unpacks to `size` bytes, with the right checksums."""
    data = gzip.compress(b" " * size)
    part = Part("records-0", "searches", digest(data), 1)
    objects.put(place("b", part.name), data)
    manifest = Manifest(SCHEMA, datetime(2026, 11, 23, tzinfo=UTC), [], [part])
    objects.put(place("b", MANIFEST), encode_manifest(manifest))
    return "b"


def test_a_part_that_unpacks_to_more_than_a_backup_writes_is_refused_before_any_write(clock, monkeypatch):
    monkeypatch.setattr("ops.backup.layout.MOST_PART_BYTES", 1_000)
    records, objects = MemoryRecords(), MemoryObjects()
    restore = Restore(objects, bombed(objects, 1_000_000), records, MemoryObjects(), clock())
    with pytest.raises(InvalidData, match="more than 1,000 bytes"):
        restore.run()
    assert records.page("searches").records == ()


@pytest.mark.parametrize(
    "data", [b"no gzip", gzip.compress(b"x", mtime=0)[:-4], b""], ids=["text", "cut off", "empty"]
)
def test_a_part_that_is_no_gzip_is_refused(data):
    with pytest.raises(InvalidData, match="A part is damaged"):
        list(unpacked(data or b"\x1f\x8b"))
