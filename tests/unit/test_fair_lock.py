"""A fair lock: one at a time, first come first served, whatever happens in one."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.fair_lock import FairLock


def waiting(turns, count):
    """Wait until so many threads wait for their turn."""
    while len(turns._waiting) < count:
        threading.Event().wait(0.001)


def test_threads_have_their_turn_in_the_order_they_came():
    turns, order = FairLock(), []

    def take(number):
        with turns:
            order.append(number)

    with ThreadPoolExecutor(20) as threads, turns:
        for number in range(20):
            threads.submit(take, number)
            waiting(turns, number + 1)
    assert order == list(range(20))


def test_who_comes_while_others_wait_does_not_overtake_them():
    turns, order = FairLock(), []

    def take(number):
        with turns:
            order.append(number)
            if number == 0:
                late.start()
                waiting(turns, 2)

    late = threading.Thread(target=take, args=["late"])
    with ThreadPoolExecutor(2) as threads, turns:
        for number in range(2):
            threads.submit(take, number)
            waiting(turns, number + 1)
    late.join()
    assert order == [0, 1, "late"]


def test_only_one_thread_is_in_at_a_time():
    turns, inside, most = FairLock(), [], []

    def take(number):
        for _ in range(200):
            with turns:
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(take, range(8)))
    assert max(most) == 1
    assert len(most) == 1_600


def test_an_error_hands_the_turn_on():
    turns = FairLock()
    with pytest.raises(ValueError, match="mine"), turns:
        raise ValueError("mine")
    with turns:
        pass
