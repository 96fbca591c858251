"""Lanes of requests: light ones go first, heavy ones take turns within bounds, and nothing stays behind."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from shared.errors import Abandoned, Busy
from shared.lanes import (
    RETRY_AFTER_SECONDS,
    LaneBounds,
    Lanes,
    checkpoint,
    finish,
    is_over,
    is_reading_over,
    outside,
)

LONGEST_WAIT = 60.0
"""Seconds after which a test that hangs fails."""

AT_ONCE = LaneBounds(
    light_processor_seconds=0, turn_processor_seconds=0, step_seconds=0, wait_seconds=LONGEST_WAIT
)
"""Bounds by which a request is heavy at its first checkpoint, and ends its turn at each."""


def until(condition) -> None:
    """Wait until a condition holds; the suite's timeout ends a test in which it never does."""
    while not condition():
        threading.Event().wait(0.001)


@contextmanager
def held(lanes: Lanes, *clients: str):
    """Hold a heavy request of each client in a thread of its own: the first has the turn, the others wait."""
    let_go = threading.Event()

    def work(client: str) -> None:
        with lanes.request(client, heavy=True):
            let_go.wait(LONGEST_WAIT)

    with ThreadPoolExecutor(len(clients)) as threads:
        for number, client in enumerate(clients):
            threads.submit(work, client)
            until(lambda number=number: lanes.heavy == number + 1 and lanes.waiting == number)
        try:
            yield
        finally:
            let_go.set()


def test_a_request_is_light_and_is_gone_when_it_ends_or_fails():
    lanes = Lanes()
    with lanes.request():
        checkpoint()
        assert (lanes.light, lanes.heavy) == (1, 0)
    with pytest.raises(ZeroDivisionError), lanes.request():
        _ = 1 / 0
    assert (lanes.light, lanes.heavy, lanes.waiting) == (0, 0, 0)


def test_a_request_that_has_computed_for_some_time_goes_on_in_the_heavy_lane():
    lanes = Lanes(AT_ONCE)
    with lanes.request():
        checkpoint()
        assert (lanes.light, lanes.heavy) == (0, 1)
    assert (lanes.light, lanes.heavy) == (0, 0)


def test_outside_a_request_there_are_neither_lanes_nor_bounds():
    checkpoint()
    finish()
    with outside():
        assert not is_over()


def test_work_that_a_request_leaves_to_another_thread_is_in_no_lane():
    lanes = Lanes(AT_ONCE)
    with lanes.request(), ThreadPoolExecutor(1) as threads:
        threads.submit(checkpoint).result()
        assert lanes.heavy == 0


def test_heavy_requests_take_turns_so_that_a_short_one_ends_beside_a_long_one():
    lanes, short_is_over = Lanes(AT_ONCE), threading.Event()

    def long() -> None:
        with lanes.request("long", heavy=True):
            while not short_is_over.is_set():
                checkpoint()

    def short() -> None:
        with lanes.request("short", heavy=True):
            checkpoint()
        short_is_over.set()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(long)
        until(lambda: lanes.heavy == 1)
        threads.submit(short).result(LONGEST_WAIT)
        first.result(LONGEST_WAIT)


def test_one_heavy_request_computes_at_a_time():
    lanes, inside, most = Lanes(AT_ONCE), [], []

    def work(client: str) -> None:
        with lanes.request(client, heavy=True):
            for _ in range(50):
                inside.append(client)
                most.append(len(inside))
                inside.remove(client)
                checkpoint()

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(work, "abc"))
    assert max(most) == 1


def ended(lanes: Lanes, client: str) -> None:
    """Begin and end a heavy request."""
    with lanes.request(client, heavy=True):
        pass


def test_more_of_one_client_are_refused_at_once_and_another_client_waits_for_its_turn():
    lanes = Lanes()
    with ThreadPoolExecutor(1) as threads, held(lanes, "greedy", "greedy"):
        with pytest.raises(Busy, match="2 of one client") as refused:
            ended(lanes, "greedy")
        assert refused.value.retry_after_seconds == RETRY_AFTER_SECONDS
        other = threads.submit(ended, lanes, "other")
        until(lambda: lanes.waiting == 2)
    other.result(LONGEST_WAIT)
    assert (lanes.heavy, lanes.waiting) == (0, 0)


def test_more_than_the_lane_admits_are_refused_at_once_whoever_they_are_of():
    lanes = Lanes(LaneBounds(heavy=2))
    with held(lanes, "one", "two"), pytest.raises(Busy):
        ended(lanes, "three")
    ended(lanes, "three")


def test_a_light_request_that_grows_heavy_is_refused_where_the_lane_is_full():
    lanes = Lanes(LaneBounds(heavy=1, light_processor_seconds=0, step_seconds=0))
    with held(lanes, "one"), pytest.raises(Busy), lanes.request("two"):
        checkpoint()
    assert (lanes.light, lanes.heavy) == (0, 0)


def test_a_waiter_gives_up_in_time_and_leaves_nothing_behind():
    lanes = Lanes(LaneBounds(wait_seconds=0))
    with held(lanes, "one"):
        with pytest.raises(Busy, match="turn within 0 seconds"):
            ended(lanes, "two")
        assert (lanes.heavy, lanes.waiting) == (1, 0)
    ended(lanes, "two")


def test_a_light_request_waits_for_no_heavy_one():
    lanes = Lanes()
    with held(lanes, "one", "two"), lanes.request("three"):
        checkpoint()
        assert (lanes.light, lanes.heavy, lanes.waiting) == (1, 2, 1)


def test_a_heavy_request_pauses_while_a_light_one_is_at_work():
    lanes, passed = Lanes(LaneBounds(step_seconds=0, pause_seconds=LONGEST_WAIT)), threading.Event()

    def work() -> None:
        with lanes.request("heavy", heavy=True):
            checkpoint()
            passed.set()

    with ThreadPoolExecutor(1) as threads:
        with lanes.request("light"):
            heavy = threads.submit(work)
            until(lambda: lanes.heavy == 1)
            assert not passed.wait(0.1)
        heavy.result(LONGEST_WAIT)


def test_a_heavy_request_goes_on_beside_a_light_one_that_never_ends():
    lanes = Lanes(LaneBounds(step_seconds=0, pause_seconds=0))

    def work() -> None:
        with lanes.request("heavy", heavy=True):
            checkpoint()

    with lanes.request("light"), ThreadPoolExecutor(1) as threads:
        threads.submit(work).result(LONGEST_WAIT)


def test_a_request_that_waits_for_another_system_holds_no_lane():
    lanes = Lanes()
    with ThreadPoolExecutor(1) as threads, lanes.request("one", heavy=True):
        with outside():
            threads.submit(ended, lanes, "two").result(LONGEST_WAIT)
        waiting = threads.submit(ended, lanes, "two")
        until(lambda: lanes.waiting == 1)
        assert not waiting.done()
    with lanes.request():
        with outside():
            assert lanes.light == 0
        assert lanes.light == 1


def test_the_turn_is_taken_again_where_the_other_system_failed():
    lanes = Lanes()
    with ThreadPoolExecutor(1) as threads, lanes.request("one", heavy=True):
        with pytest.raises(OSError, match="gone"), outside():
            raise OSError("gone")
        threads.submit(ended, lanes, "two")
        until(lambda: lanes.waiting == 1)


def test_work_is_given_up_when_its_client_has_gone():
    lanes, gone = Lanes(LaneBounds(step_seconds=0)), threading.Event()
    with lanes.request("one", heavy=True, is_abandoned=gone.is_set):
        checkpoint()
        gone.set()
        with pytest.raises(Abandoned):
            checkpoint()
    assert (lanes.heavy, lanes.waiting) == (0, 0)


def test_a_finished_request_has_no_turn_any_more_and_is_not_given_up():
    lanes = Lanes(LaneBounds(step_seconds=0, light_processor_seconds=0))
    with lanes.request("one", heavy=True, is_abandoned=lambda: True), ThreadPoolExecutor(1) as threads:
        finish()
        checkpoint()
        threads.submit(ended, lanes, "two").result(LONGEST_WAIT)
        assert lanes.heavy == 1
    with lanes.request():
        finish()
        checkpoint()
        assert (lanes.light, lanes.heavy) == (1, 0)


@pytest.mark.parametrize("bounds", [LaneBounds(processor_seconds=0), LaneBounds(seconds=0)])
def test_a_request_is_over_when_it_has_computed_or_lasted_as_long_as_it_may(bounds):
    with Lanes(bounds).request():
        assert is_over()
    with Lanes().request():
        assert not is_over()


@pytest.mark.parametrize("bounds", [LaneBounds(reading_processor_seconds=0), LaneBounds(seconds=0)])
def test_reading_is_over_before_looking_up(bounds):
    with Lanes(bounds).request():
        assert is_reading_over()
    with Lanes(LaneBounds(reading_processor_seconds=0)).request():
        assert not is_over()
    with Lanes().request():
        assert not is_reading_over()


def test_reading_outside_a_request_is_never_over():
    assert not is_reading_over()
