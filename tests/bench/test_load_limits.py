"""Limits of the load test's judgements: what is answered, what keeps pace, and how tables put it."""

import pytest

from bench.cost.instances import SIZES, Measured, Size, cost, table
from bench.load.capacity import MOST_STEPS_DOWN, STEP_DOWN, TRIES, highest_sustained, sustained_for_long
from bench.load.durability import Durability
from bench.load.level import Level
from bench.load.outcome import Asked
from bench.load.table import durability_table, kinds_table, levels_table


def level(*asked, wanted, seconds=1.0):
    return Level(wanted, seconds, list(asked), [], 1_234.0, 0.5)


def one(status=200, ms=10.0, retry_after="", name="type"):
    return Asked(0.0, name, status, ms, retry_after)


@pytest.mark.parametrize(("status", "answered"), [(199, False), (200, True), (299, True), (300, False)])
def test_only_statuses_from_200_to_299_are_answers(status, answered):
    assert one(status).is_answered() is answered


def test_three_standard_deviations_fewer_than_wanted_keep_pace_and_one_more_does_not():
    assert level(*[one()] * 70, wanted=100).kept_pace
    assert not level(*[one()] * 69, wanted=100).kept_pace


def test_a_p99_at_the_limit_is_not_below_it():
    assert not level(*[one(ms=500.0)] * 9, wanted=9).is_sustained(500.0)
    assert level(*[one(ms=500.0)] * 9, wanted=9).is_sustained(500.1)


def test_a_level_is_summed_up_in_one_line():
    found = level(one(), one(503, retry_after="2"), one(500), one(0), wanted=4).summary()
    assert found == "4 asked, 1 answered, p50 10, p99 10 ms, 1 refused, 2 errors"


def test_each_rate_is_tried_twice_before_it_is_too_much():
    tried = []
    with pytest.raises(ValueError, match="expected 8 requests a second to be sustained"):
        highest_sustained(lambda rate: tried.append(rate) or False)
    assert tried == [8.0] * TRIES == [8.0, 8.0]


def test_the_most_is_tried_and_twice_the_most_is_not():
    tried = []
    with pytest.raises(ValueError, match="found none up to 32 a second"):
        highest_sustained(lambda rate: tried.append(rate) or True, most=32.0)
    assert tried == [8.0, 16.0, 32.0]


def test_eight_steps_down_are_tried_and_no_more():
    tried = []
    with pytest.raises(ValueError, match=r"none down to 25\.0 a second"):
        sustained_for_long(tried.append, lambda _: False, 100.0)
    assert tried == pytest.approx([100 / STEP_DOWN**step for step in range(MOST_STEPS_DOWN)])


@pytest.mark.parametrize(
    ("figures", "whole"),
    [((2, 2, 2, (3, 3)), True), ((2, 1, 2), False), ((2, 2, 1), False), ((2, 2, 2, (3, 4)), False)],
)
def test_writes_are_whole_where_all_are_found_everywhere_and_counted_once(figures, whole):
    assert Durability("searches", *figures).is_whole is whole


def test_what_is_not_counted_is_called_so():
    rows = durability_table([Durability("shares", 1_000, 999, 998), Durability("ratings", 2, 2, 2, (0, 2))])
    assert rows.splitlines()[2:] == [
        "| shares | 1,000 | 999 | 998 | not counted |",
        "| ratings | 2 | 2 | 2 | 0 of 2 |",
    ]


def test_kinds_of_request_are_told_by_their_share_of_the_first_level():
    first = level(one(name="b"), one(name="b"), one(name="b"), one(name="a", ms=30.0), wanted=4)
    more = level(one(500, name="a"), one(name="b", ms=2_000.0), one(name="c"), wanted=3)
    assert kinds_table({"1x": first, "2x": more}).splitlines() == [
        "|  | share | 1x | 2x |",
        "|---|---|---|---|",
        "| a | 25 % | 30 / 30 ms | none |",
        "| b | 75 % | 10 / 10 ms | 2,000 / 2,000 ms |",
        "| c | 0 % | none | 10 / 10 ms |",
    ]


def test_refusals_of_two_kinds_are_named_in_order_with_the_peak_memory():
    found = level(one(), one(503, retry_after="2"), one(429, retry_after="2"), wanted=3, seconds=2.0)
    row = levels_table({"1x": found}).splitlines()[2]
    assert "| 2 x 429 and 503 |" in row
    assert "| 1,234 MiB | 50 % of a processor |" in row


MEASURED = Measured(
    processor_ms=10, waiting_ms=90, start_ms=1_000, memory_mib=1_024, cores_used=1.2, cold_share=0.001
)


def test_a_hundred_milliseconds_are_billed_once_and_a_little_more_twice():
    size = Size(1, 1, 1)
    alone = cost(size, MEASURED)
    longer = cost(size, Measured(10, 91, 1_000, 1_024, 1.2, 0.001))
    price = 0.000024 + 0.0000025
    assert longer.sparse - alone.sparse == pytest.approx(0.1 * price * 1e6)


def test_a_process_that_just_fits_an_instance_is_priced_on_it():
    assert "| 1 GiB |" in table(MEASURED)
    assert table(MEASURED).count("GiB |") == len(SIZES)
