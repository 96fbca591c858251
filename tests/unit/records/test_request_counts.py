"""Request counts: stored once a minute beside the requests, and kept while the records do not answer."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from shared.adapters.memory import MemoryRecords
from shared.errors import Unavailable
from shared.records.days import read_days
from shared.records.request_counts import STORED_AFTER, RequestCounts

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


class BreakingRecords(MemoryRecords):
    """Records that answer only once they are `up`."""

    up = False

    def update_together(self, keys, change):
        if not self.up:
            raise Unavailable("down")
        return super().update_together(keys, change)


def of_the_day(records):
    return read_days(records, NOON.date(), NOON.date())[NOON.date()]


def wait_for_stores():
    for thread in threading.enumerate():
        if thread.name == "request counts":
            thread.join()


@pytest.mark.parametrize(
    ("function", "status", "duration_ms", "names"),
    [
        ("recommend", 200, 25.0, {"answers": 1, "within.25": 1}),
        ("recommend", 200, 25.1, {"answers": 1, "within.50": 1}),
        ("recommend", 200, 3_201.0, {"answers": 1, "within.more": 1}),
        ("share", 304, 2.0, {"answers": 1}),
        ("recommend", 422, 2.0, {"refusals": 1}),
        ("account", 503, 2.0, {"errors": 1}),
    ],
)
def test_an_answer_is_counted_by_its_status_and_a_list_by_its_time(function, status, duration_ms, names):
    records = MemoryRecords()
    counts = RequestCounts(lambda: records, now=Clock())
    counts.add(function, status, duration_ms)
    counts.store()
    assert of_the_day(records) == names


def test_counts_are_stored_together_after_a_minute():
    records, clock = MemoryRecords(), Clock()
    counts = RequestCounts(lambda: records, now=clock)
    counts.add("share", 200, 1.0)
    assert of_the_day(records) == {}
    clock.now += STORED_AFTER
    counts.add("share", 200, 1.0)
    wait_for_stores()
    assert of_the_day(records) == {"answers": 2}
    counts.store()
    assert of_the_day(records) == {"answers": 2}


def test_counts_wait_while_the_records_are_down():
    records, clock = BreakingRecords(), Clock()
    counts = RequestCounts(lambda: records, now=clock)
    counts.add("share", 200, 1.0)
    counts.store()
    records.up = True
    clock.now += timedelta(seconds=5)
    counts.add("share", 500, 1.0)
    counts.store()
    assert of_the_day(records) == {"answers": 1, "errors": 1}
