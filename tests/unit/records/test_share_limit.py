"""A listener shares a bounded number of playlists a day; the count names nobody and goes."""

from datetime import timedelta

import pytest

from shared.adapters.memory import MemoryRecords
from shared.record_kinds import LIMITS
from shared.records.share_limit import MOST_SHARED_A_DAY, ShareLimit


@pytest.fixture
def records(clock):
    return MemoryRecords(clock)


@pytest.fixture
def limit(records, clock):
    return ShareLimit(records, clock)


def test_so_many_playlists_of_a_listener_are_admitted_a_day_and_no_more(limit):
    admitted = [limit.admits("ada") for _ in range(MOST_SHARED_A_DAY + 5)]
    assert admitted == [True] * MOST_SHARED_A_DAY + [False] * 5


def test_each_listener_has_their_own_bound_and_a_new_one_each_day(limit, clock):
    for _ in range(MOST_SHARED_A_DAY):
        limit.admits("ada")
    assert (limit.admits("ada"), limit.admits("bo")) == (False, True)
    clock.advance(timedelta(days=1))
    assert limit.admits("ada")


def test_what_is_over_the_bound_is_not_written(limit, records):
    for _ in range(MOST_SHARED_A_DAY):
        limit.admits("ada")
    (before,) = records.page(LIMITS.name).records
    limit.admits("ada")
    assert records.page(LIMITS.name).records == (before,)


def test_the_count_names_nobody_and_is_gone_after_two_days(limit, records, clock):
    limit.admits("ada")
    (record,) = records.page(LIMITS.name).records
    assert "ada" not in str(record)
    assert timedelta(0) < record.expires_at - clock() <= timedelta(days=2)
