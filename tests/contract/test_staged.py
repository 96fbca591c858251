"""Staged playlists through compaction, erasure and download, over every object store and killed at every call."""

from contextlib import suppress
from datetime import timedelta
from itertools import count

import msgspec
import pytest
from staged_playlists import DAY, hexed, put_staged, staged_name

from bench.faults.injection import Fault, FaultInjector, Planned, ProcessKilled, Surroundings, injected
from bench.faults.kinds.deaths import KilledAfter, KilledBefore
from ops.backup.create import Create
from ops.backup.restore import Restore
from ops.backup.sweep import sweep
from shared.adapters.memory import MemoryObjects, MemoryRecords
from shared.errors import Unavailable
from shared.ports import Record
from shared.record_kinds import PLAYLIST_KEPT, PLAYLISTS
from shared.records.deleted_listeners import mark_deleted
from shared.records.staged_erasure import erase_staged
from shared.records.staging_paths import COMPACTED_PLAYLISTS, ERASED_PLAYLISTS, STAGED_PLAYLISTS, manifest_of
from training.staged.compaction import LEFT_OVER, Compaction
from training.staged.days import staged_days
from training.staged.fetch import fetch_staged
from training.staged.overview import origins

ADA, BO, CY = 1, 2, 3
NAMES = [staged_name(who, what, day) for who in (ADA, BO) for what, day in ((7, DAY), (8, DAY), (9, "2026-11-24"))]


@pytest.fixture
def compact(clock):
    runs = count()

    def run(objects, **more):
        return Compaction(objects, clock, lambda: f"{next(runs):08x}", threads=4, **more).run()

    return run


@pytest.fixture
def read(tmp_path):
    """Reads what a training would: who gave which content."""

    def keys(objects) -> list[tuple[str, str]]:
        playlists, _ = fetch_staged(objects, tmp_path, threads=4)
        lines = playlists[0].read_bytes().splitlines() if playlists else []
        return sorted(
            (line["day"], f"{line['contributor']}-{line['pid']}") for line in map(msgspec.json.decode, lines)
        )

    return keys


def identities(names):
    return sorted((name.day, name.key) for name in names)


def names_below(objects, prefix):
    return [stored.name for stored in objects.list(prefix)]


def everything(objects) -> bytes:
    return b"".join(objects.get(stored.name) for stored in objects.list(""))


# Compaction


def test_what_is_staged_is_read_the_same_before_and_after_compaction(objects, compact, read):
    put_staged(objects, *NAMES)
    assert read(objects) == identities(NAMES)
    done = compact(objects)
    assert (done.playlists, done.parts, done.left) == (6, 2, 0)
    assert read(objects) == identities(NAMES)
    assert names_below(objects, STAGED_PLAYLISTS) == []


def test_a_second_compaction_adds_what_is_new_and_changes_nothing_else(objects, compact, read):
    put_staged(objects, *NAMES)
    compact(objects)
    before = names_below(objects, COMPACTED_PLAYLISTS)
    assert compact(objects).parts == 0
    assert names_below(objects, COMPACTED_PLAYLISTS) == before
    (more,) = put_staged(objects, staged_name(CY, 7))
    assert (compact(objects).playlists, read(objects)) == (1, identities([*NAMES, more]))
    assert set(before) < set(names_below(objects, COMPACTED_PLAYLISTS))


def test_a_playlist_that_is_staged_again_after_compaction_is_read_once(objects, compact, read):
    put_staged(objects, *NAMES)
    compact(objects)
    put_staged(objects, NAMES[0])
    assert read(objects) == identities(NAMES)
    assert compact(objects).playlists == 0
    assert names_below(objects, STAGED_PLAYLISTS) == []


def test_parts_are_no_larger_than_they_may_be(compact, read):
    objects = MemoryObjects()
    put_staged(objects, *[staged_name(ADA, what) for what in range(9)])
    size = next(objects.list(STAGED_PLAYLISTS)).size_bytes
    assert compact(objects, part_bytes=2 * size).parts == 5
    assert len(read(objects)) == 9


def test_a_playlist_that_cannot_be_read_stays_and_holds_no_other_up(compact, read):
    objects = MemoryObjects()
    bad, swapped, good = put_staged(objects, staged_name(ADA, 1), staged_name(ADA, 2), staged_name(BO, 3))
    objects.put(bad.object, b'{"pid": cut')
    objects.put(swapped.object, objects.get(good.object))
    done = compact(objects)
    assert (done.playlists, done.left) == (1, 2)
    assert read(objects) == identities([good])
    assert names_below(objects, STAGED_PLAYLISTS) == [bad.object, swapped.object]


def test_a_day_whose_manifest_is_damaged_holds_no_other_day_up(compact, read, caplog):
    objects = MemoryObjects()
    put_staged(objects, *NAMES)
    compact(objects)
    objects.put(manifest_of(DAY), b"cut")
    assert compact(objects).parts == 0
    assert read(objects) == identities([name for name in NAMES if name.day != DAY])
    assert f"{DAY} is not compacted" in caplog.text
    assert f"compacted playlists of {DAY} are not trained on" in caplog.text


def test_what_is_older_than_playlists_are_kept_is_gone(compact, read, clock):
    objects = MemoryObjects()
    put_staged(objects, *NAMES)
    compact(objects)
    put_staged(objects, staged_name(CY, 1))
    clock.moment += PLAYLIST_KEPT + timedelta(days=30)
    assert compact(objects).expired == 2
    assert list(objects.list("")) == []


# Erasure


def test_an_erased_playlist_is_read_no_more_and_another_owners_is(objects, compact, read):
    put_staged(objects, *NAMES)
    compact(objects)
    erase_staged(objects, NAMES[0].object)
    assert read(objects) == identities(NAMES[1:])


def test_the_bytes_of_an_erased_playlist_are_gone_with_the_next_compaction(objects, compact, read):
    put_staged(objects, *NAMES)
    compact(objects)
    for name in NAMES[:3]:
        erase_staged(objects, name.object)
    assert hexed(ADA).encode() in everything(objects)
    assert compact(objects).erased == 3
    assert hexed(ADA).encode() not in everything(objects)
    assert not [name for name in names_below(objects, "") if hexed(ADA) in name]
    assert read(objects) == identities(NAMES[3:])


def test_a_playlist_erased_before_it_was_compacted_leaves_nothing(objects, compact, read):
    put_staged(objects, *NAMES)
    erase_staged(objects, NAMES[0].object)
    compact(objects)
    assert names_below(objects, ERASED_PLAYLISTS) == []
    assert read(objects) == identities(NAMES[1:])


def test_an_erasure_that_was_cut_off_is_completed_by_compactions(objects, compact, read):
    put_staged(objects, *NAMES)
    objects.put(NAMES[0].tombstone, b"{}")
    assert read(objects) == identities(NAMES[1:])
    compact(objects)
    assert objects.stat(NAMES[0].object) is None
    compact(objects)
    assert names_below(objects, ERASED_PLAYLISTS) == []
    assert read(objects) == identities(NAMES[1:])


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_restored_backup_brings_no_compacted_playlist_of_a_listener_who_left_back(compact, read, clock, when):
    records, objects, away = MemoryRecords(clock), MemoryObjects(), MemoryObjects()
    put_staged(objects, *NAMES)
    for place, name in enumerate(NAMES):
        owner = "ada" if int(name.contributor, 16) == ADA else "bo"
        records.create(PLAYLISTS.name, Record(str(place), {"listener": owner, "staged": name.object}))
    compact(objects)
    making = Create(records, objects, away, clock())
    making.run()
    fresh, restored = MemoryRecords(clock), MemoryObjects()
    if when == "before":
        mark_deleted(fresh, restored, "ada", clock())
    Restore(away, making.backup, fresh, restored, clock()).run(into_used=True)
    if when == "after":
        mark_deleted(fresh, restored, "ada", clock())
        sweep(fresh, restored, clock())
    assert read(restored) == identities(NAMES[3:])
    compact(restored)
    assert hexed(ADA).encode() not in everything(restored)


# Beside others


class Meanwhile(MemoryObjects):
    """Objects beside which something happens once, before the nth call of a kind."""

    def __init__(self, call, happens):
        super().__init__()
        self.call, self.happens, self.armed = call, happens, False

    def _reached(self, call):
        if self.armed and call == self.call:
            self.armed = False
            self.happens(self)

    def get(self, name, start=0, length=None):
        self._reached(("get", name))
        return super().get(name, start, length)

    def put(self, name, data, if_generation=None):
        self._reached(("put", name))
        return super().put(name, data, if_generation)

    def list(self, prefix):
        self._reached(("list", prefix))
        return super().list(prefix)


def test_of_two_compactions_of_a_day_one_leaves_it_to_the_other(compact, read):
    objects = Meanwhile(("put", manifest_of(DAY)), compact)
    put_staged(objects, *NAMES)
    objects.armed = True
    assert compact(objects).others == 1
    assert read(objects) == identities(NAMES)
    named = [part for day in staged_days(objects).values() for part in day.manifest(objects).parts]
    assert sorted(part.name for day in staged_days(objects).values() for part in day.parts) == sorted(named)


def test_a_playlist_erased_while_it_is_compacted_does_not_come_back(compact, read):
    objects = Meanwhile(("put", manifest_of(DAY)), lambda own: erase_staged(own, NAMES[0].object))
    put_staged(objects, *NAMES)
    objects.armed = True
    compact(objects)
    assert read(objects) == identities(NAMES[1:])
    compact(objects)
    assert NAMES[0].key.encode() not in everything(objects)
    assert read(objects) == identities(NAMES[1:])


def test_an_erasure_that_a_second_compaction_applied_binds_a_first_that_is_slower(compact, read):
    """The first had read the playlist, when it was erased and the second forgot its tombstone."""

    def erased_and_compacted(own):
        erase_staged(own, NAMES[0].object)
        compact(own)

    objects = Meanwhile(("put", manifest_of(DAY)), erased_and_compacted)
    put_staged(objects, *NAMES)
    objects.armed = True
    compact(objects)
    assert read(objects) == identities(NAMES[1:])


def test_a_playlist_staged_while_its_day_is_compacted_is_compacted_next(compact, read):
    late = staged_name(CY, 5)
    objects = Meanwhile(("put", manifest_of(DAY)), lambda own: put_staged(own, late))
    put_staged(objects, *NAMES)
    objects.armed = True
    compact(objects)
    assert read(objects) == identities([*NAMES, late])
    assert names_below(objects, STAGED_PLAYLISTS) == [late.object]


@pytest.mark.parametrize("call", [("get", NAMES[0].object), ("get", NAMES[-1].object)])
def test_a_download_beside_a_compaction_reads_each_playlist_once(compact, read, call):
    objects = Meanwhile(call, compact)
    put_staged(objects, *NAMES)
    objects.armed = True
    assert read(objects) == identities(NAMES)
    assert not objects.armed


def test_a_download_beside_endless_compactions_gives_up_with_the_reason(compact, read):
    objects = MemoryObjects()
    news = count(100)

    class Restless(MemoryObjects):
        def get(self, name, start=0, length=None):
            put_staged(objects, staged_name(CY, next(news)))
            compact(objects)
            return objects.get(name, start, length)

        def list(self, prefix):
            return objects.list(prefix)

    put_staged(objects, *NAMES)
    with pytest.raises(Unavailable, match="being compacted"):
        read(Restless())


# Interruptions


class Nowhere(Surroundings):
    """A world that no death needs."""


def killed_at(call: int, death: type[Fault]) -> FaultInjector:
    """Build an injector that kills the process at a call, numbered from 1 on."""
    return FaultInjector(Nowhere(), lambda: 0.0, Planned(death(), call - 1))


@pytest.mark.parametrize("death", [KilledBefore, KilledAfter])
def test_a_compaction_killed_at_any_call_loses_repeats_and_revives_nothing(compact, read, clock, death):
    late, calls = staged_name(CY, 5), 0
    while True:
        calls += 1
        objects, injector = MemoryObjects(), killed_at(calls, death)
        put_staged(objects, *NAMES)
        compact(objects)
        erase_staged(objects, NAMES[0].object)
        put_staged(objects, late)
        with suppress(ProcessKilled):
            Compaction(injected(objects, "objects", injector), clock, lambda: "killed", threads=1).run()
        expected = identities([*NAMES[1:], late])
        assert read(objects) == expected
        clock.advance(2 * LEFT_OVER)
        compact(objects)
        compact(objects)
        assert read(objects) == expected
        assert NAMES[0].key.encode() not in everything(objects)
        assert names_below(objects, STAGED_PLAYLISTS) == names_below(objects, ERASED_PLAYLISTS) == []
        named = [part for day in staged_days(objects).values() for part in day.manifest(objects).parts]
        assert len(named) == sum(len(day.parts) for day in staged_days(objects).values())
        if not injector.struck:
            break
    assert calls > 10


# Origins


def test_origins_are_the_same_whether_compacted_or_not(objects, compact):
    put_staged(objects, *NAMES)
    before = list(origins(objects))
    assert [(each.day, int(each.contributor, 16), len(each.playlists)) for each in before] == [
        ("2026-11-24", ADA, 1), ("2026-11-24", BO, 1), (DAY, ADA, 2), (DAY, BO, 2),
    ]  # fmt: skip
    compact(objects)
    assert list(origins(objects)) == before
