"""Counts by day: whose activity is a first one, in which month they stand, and how long they are kept."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from shared.adapters.memory import MemoryRecords
from shared.ports import Record
from shared.record_kinds import DAYS, DAYS_KEPT
from shared.records.counter_names import LAST_AT
from shared.records.counters import Addition, ShardedCounter, count_once
from shared.records.days import NEW, RETURNING, VisitAddition, note, read_days, visit_of

NOON = datetime(2026, 12, 31, 12, tzinfo=UTC)


@pytest.fixture
def records():
    records = MemoryRecords()
    records.create("searches", Record("s1", {}))
    return records


@pytest.mark.parametrize(
    ("latest", "visit"),
    [
        (None, NEW),
        ("2026-12-30T23:59:59+00:00", RETURNING),
        ("2026-12-31T00:00:00+00:00", ""),
        ("2027-01-01T00:00:00+00:00", ""),
    ],
    ids=["never before", "the day before", "the same day", "an event that came late"],
)
def test_activity_is_a_visit_once_a_day(latest, visit):
    assert visit_of(latest and {LAST_AT: latest}, NOON) == visit


def test_the_day_is_that_in_utc(records):
    note(records, datetime(2027, 1, 1, 1, tzinfo=timezone(timedelta(hours=2))), "e", {"searches": 1})
    assert read_days(records, NOON.date(), NOON.date()) == {NOON.date(): {"searches": 1}}


def test_days_of_several_months_come_in_their_order_with_empty_ones(records):
    for at, event in ((NOON, "a"), (NOON, "b"), (NOON + timedelta(days=32), "c")):
        note(records, at, event, {"searches": 1, "within.50": 2})
    found = read_days(records, date(2026, 12, 30), date(2027, 2, 1))
    assert list(found) == [date(2026, 12, 30) + timedelta(days=place) for place in range(34)]
    filled = {day: counts for day, counts in found.items() if counts}
    assert filled == {
        NOON.date(): {"searches": 2, "within.50": 4},
        date(2027, 2, 1): {"searches": 1, "within.50": 2},
    }


def test_a_month_is_kept_as_long_as_its_latest_day(records):
    first = NOON.replace(day=1)
    for at in (NOON, first):
        note(records, at, "same shard", {"searches": 1})
    _, key = ShardedCounter(records, DAYS.name).shard_of("2026-12", "same shard")
    kept = records.get(DAYS.name, key)
    assert kept.expires_at == datetime(2026, 12, 31, tzinfo=UTC) + DAYS_KEPT


def test_an_addition_that_an_earlier_visit_overtook_changes_nothing(records):
    def of_ada(visit):
        latest = {LAST_AT: NOON.isoformat()}
        counted = Addition(("figures", "listener.ada.0"), "listener.ada", {"searches": 1}, latest=latest)
        return VisitAddition(counted, NOON, visit)

    def marked(event):
        return None if event.fields else Record(event.key, {"counted": True})

    records.create("searches", Record("s2", {}))
    assert count_once(records, ("searches", "s1"), marked, [of_ada(NEW)])
    assert not count_once(records, ("searches", "s2"), marked, [of_ada(NEW)])
    assert count_once(records, ("searches", "s2"), marked, [of_ada("")])
