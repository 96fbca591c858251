"""The songs that a listener brings into the charts are noted with the count; what few bring in is not shown."""

import pytest

from shared.adapters.memory import MemoryRecords
from shared.domain.charts import LEAST_LISTENERS
from shared.ports import Record
from shared.record_kinds import COUNTERS, WEEK_TRACKS
from shared.records.charts import ChartingAddition, most_counted, songs_to_chart
from shared.records.counter_names import of_listener
from shared.records.counters import Addition, ShardedCounter, count_once

WEEK = "2026-W48"


@pytest.fixture
def records():
    records = MemoryRecords()
    records.create("searches", Record("s1", {}))
    return records


def charting(*songs):
    addition = Addition((COUNTERS.name, "listener.ada.0"), "listener.ada", {"searches": 1})
    return ChartingAddition(addition, WEEK, songs)


def once(fields):
    return None if fields.fields.get("counted") else Record(fields.key, {"counted": True})


def count(records, *additions):
    return count_once(records, ("searches", "s1"), once, additions)


def searches(records):
    return ShardedCounter(records, COUNTERS.name, shards=1).read("listener.ada").get("searches", 0)


def new_songs(records, listener, tracks):
    record = records.get(COUNTERS.name, f"{of_listener(listener)}.0")
    return songs_to_chart(record.fields if record else {}, WEEK, tracks)


def test_songs_are_noted_with_the_count(records):
    assert new_songs(records, "ada", ("a", "b")) == ("a", "b")
    assert count(records, charting("a", "b"))
    assert new_songs(records, "ada", ("a", "b", "c")) == ("c",)
    assert new_songs(records, "bo", ("a",)) == ("a",)
    assert searches(records) == 1


def test_an_addition_that_another_overtook_changes_nothing_and_is_built_anew(records):
    stale = charting("a", "b")
    records.create("searches", Record("s0", {}))
    assert count_once(records, ("searches", "s0"), once, [charting("b")])
    assert not count(records, stale)
    assert records.get("searches", "s1").fields == {}
    assert searches(records) == 1
    assert count(records, charting(*new_songs(records, "ada", ("a", "b"))))
    assert searches(records) == 2


def test_what_was_noted_outlives_a_count_that_notes_nothing(records):
    count(records, charting("a"))
    records.create("searches", Record("s2", {}))
    count_once(records, ("searches", "s2"), once, [charting().addition])
    assert new_songs(records, "ada", ("a",)) == ()


def test_a_song_of_few_listeners_is_in_no_chart(records):
    for place, listeners in enumerate([LEAST_LISTENERS - 1, LEAST_LISTENERS, LEAST_LISTENERS + 1]):
        fields = {"week": WEEK, "track": f"t{place}", "searched": listeners, "counts": {"searched": listeners}}
        records.create(WEEK_TRACKS.name, Record(f"{WEEK}.t{place}", fields))
    assert most_counted(records, WEEK, "searched", 50) == {"t2": LEAST_LISTENERS + 1, "t1": LEAST_LISTENERS}
    assert len(most_counted(records, WEEK, "searched", 50, least=1)) == 3
