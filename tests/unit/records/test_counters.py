"""Counters: amounts add up over shards, and an event is counted once, together with its mark."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.memory import MemoryRecords
from shared.ports import Record
from shared.records.counter_names import counts_under, of_listener, of_week_track
from shared.records.counters import Addition, ShardedCounter, count_once, counts_of

LATER = datetime(2026, 12, 24, tzinfo=UTC)


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


def counter(records, shards=1):
    return ShardedCounter(records, "figures", shards)


def add(counter, name, event, amounts, **more):
    """Add to the counter's shard of an event."""
    shard = counter.shard_of(name, event)
    counter.records.update_together(
        [shard], lambda found: [Addition(shard, name, amounts, **more).applied(found[0])]
    )


def only_record(records):
    (record,) = records.page("figures").records
    return record


def test_a_counter_nobody_counted_is_empty(records):
    assert counter(records, shards=10).read("everyone") == {}


def test_events_add_up_over_all_shards(records):
    for number in range(40):
        add(counter(records, shards=10), "everyone", f"event {number}", {"searches": 2})
    assert counter(records, shards=10).read("everyone") == {"searches": 80}


def test_events_are_spread_over_every_shard(records):
    for number in range(200):
        add(counter(records, shards=10), "everyone", f"event {number}", {"searches": 1})
    assert [record.key for record in records.page("figures").records] == [
        f"everyone.{shard}" for shard in range(10)
    ]


def test_an_event_goes_to_the_same_shard_whenever_it_comes(records):
    for _ in range(3):
        add(counter(records, shards=10), "everyone", "event", {"searches": 1})
    assert only_record(records).fields["counts"] == {"searches": 3}


def test_an_amount_may_be_taken_away_and_a_count_of_0_is_not_stored(records):
    add(counter(records), "everyone", "a", {"loves": 1, "hates": 1})
    add(counter(records), "everyone", "b", {"loves": -1})
    assert only_record(records).fields["counts"] == {"hates": 1}


def test_counts_that_balance_between_shards_are_not_read(records):
    records.create("figures", Record("everyone.0", {"counts": {"loves": 1, "hates": 2}}))
    records.create("figures", Record("everyone.1", {"counts": {"loves": -1}}))
    assert counter(records, shards=2).read("everyone") == {"hates": 2}


def test_counters_of_one_collection_are_apart(records):
    add(counter(records), "a", "event", {"searches": 1})
    add(counter(records), "b", "event", {"searches": 2})
    assert counter(records).read("b") == {"searches": 2}


def test_a_shard_says_which_counter_it_is_of(records):
    add(counter(records), "everyone", "a", {})
    assert only_record(records).fields["tally"] == "everyone"


def test_labels_are_fields_that_a_shard_is_found_by(records):
    add(counter(records), "everyone", "a", {}, labels={"kind": "listener"})
    assert len(records.page("figures", where={"kind": "listener"}).records) == 1


def test_a_count_to_be_found_by_is_a_field_even_where_it_is_0(records):
    add(counter(records), "everyone", "a", {"loves": 3}, found_by=("loves", "hates"))
    fields = only_record(records).fields
    assert (fields["loves"], fields["hates"]) == (3, 0)


def test_of_latest_moments_the_greatest_stays_whichever_comes_first(records):
    for event, moment in (("a", "2026-11"), ("b", "2026-12"), ("c", "2026-10")):
        add(counter(records), "everyone", event, {}, latest={"last_at": moment})
    assert counter(records).read_with("everyone", "last_at") == ({}, "2026-12")


def test_the_latest_moment_is_that_of_all_shards(records):
    for number in range(20):
        add(counter(records, shards=10), "everyone", str(number), {}, latest={"last_at": f"{number:02}"})
    assert counter(records, shards=10).read_with("everyone", "last_at")[1] == "19"


def test_a_counter_without_a_moment_has_none(records):
    add(counter(records), "everyone", "a", {"searches": 1})
    assert counter(records).read_with("everyone", "last_at") == ({"searches": 1}, "")


def test_a_counter_expires_at_the_latest_moment_it_was_told_and_else_never(records):
    add(counter(records), "week", "a", {}, expires_at=LATER)
    add(counter(records), "week", "b", {}, expires_at=LATER - timedelta(days=1))
    assert only_record(records).expires_at == LATER
    add(counter(records), "week", "c", {}, expires_at=LATER + timedelta(days=1))
    assert only_record(records).expires_at == LATER + timedelta(days=1)
    add(counter(records), "week", "d", {})
    assert only_record(records).expires_at is None


def marked(record):
    return None if record.fields.get("counted") else Record(record.key, {**record.fields, "counted": True})


def additions(records, event="a"):
    for name in ("one", "two"):
        yield Addition(counter(records).shard_of(name, event), name, {"searches": 1})


def test_an_event_is_counted_in_every_counter_once_and_keeps_its_own_fields(records):
    records.create("searches", Record("s", {"asked": 1}))
    counted = [count_once(records, ("searches", "s"), marked, additions(records)) for _ in range(3)]
    assert counted == [True, False, False]
    assert [counter(records).read(name) for name in ("one", "two")] == [{"searches": 1}] * 2
    assert records.get("searches", "s").fields == {"asked": 1, "counted": True}


def test_an_event_whose_record_is_gone_is_not_counted(records):
    assert count_once(records, ("searches", "s"), marked, additions(records)) is False
    assert (records.page("figures").records, records.page("searches").records) == ((), ())


@pytest.mark.parametrize("fields", [{}, {"counts": None}, {"counts": [1]}, {"counts": {"a": "1", "b": 1.5}}])
def test_what_is_no_whole_number_is_no_count(fields):
    assert counts_of(fields) == {}


def test_names_of_counters_are_those_that_deployments_have_stored():
    assert (of_listener("ada"), of_week_track("2026-W48", "x")) == ("listener.ada", "2026-W48.x")


def test_counts_are_found_under_whole_parts_of_their_names():
    counts = {"loved.rock.a": 1, "loved.rock.b": 2, "loved.rocks.c": 3, "hated.rock.d": 4}
    assert counts_under(counts, "loved", "rock") == {"a": 1, "b": 2}
    assert counts_under(counts) == counts
