"""Counters in shards, exact over every Records however many add at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from kept_records import keys

from shared.counters import Counters


@pytest.fixture
def counters(records) -> Counters:
    return Counters(records, "counters", shards=4)


def test_a_counter_starts_from_nothing(counters):
    assert counters.total("loved") == 0


def test_a_counter_is_the_sum_of_what_was_added(counters):
    for amount in (1, 20, -3):
        counters.add("loved", amount)
    assert counters.total("loved") == 18


def test_additions_at_the_same_time_all_count(counters):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: counters.add("loved"), range(40)))
    assert counters.total("loved") == 40


def test_a_counter_is_spread_over_its_shards_and_no_more(counters, records):
    for _ in range(60):  # a shard stays empty once in 8 million runs
        counters.add("loved")
    assert keys(records, "counters") == [f"loved.{shard}" for shard in range(4)]


def test_counters_are_apart(counters):
    for name in ("loved", "loved.1", "liked"):
        counters.add(name)
    assert [counters.total(name) for name in ("loved", "loved.1", "liked")] == [1, 1, 1]


def test_shards_of_before_still_count_when_there_are_fewer(counters, records):
    for _ in range(20):
        counters.add("loved")
    fewer = Counters(records, "counters", shards=1)
    fewer.add("loved")
    assert fewer.total("loved") == 21


def test_a_counter_of_more_shards_than_a_page_holds_is_whole(records):
    wide = Counters(records, "counters", shards=100_000)
    for _ in range(120):
        wide.add("loved")
    assert wide.total("loved") == 120


def test_an_expired_counter_starts_anew(counters, clock):
    day = clock() + timedelta(days=1)
    counters.add("today", 5, day)
    clock.advance(timedelta(days=1))
    counters.add("today", 1, day + timedelta(days=1))
    assert counters.total("today") == 1
