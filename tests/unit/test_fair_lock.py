"""A fair lock and a fair semaphore: first come first served, released after any exception."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.fair_lock import FairLock, FairSemaphore


def waiting(lock, count):
    """Wait until `count` threads are in the queue."""
    while lock.waiting < count:
        threading.Event().wait(0.001)


def test_threads_have_their_turn_in_the_order_they_came():
    lock, order = FairLock(), []

    def take(number):
        with lock:
            order.append(number)

    with ThreadPoolExecutor(20) as threads, lock:
        for number in range(20):
            threads.submit(take, number)
            waiting(lock, number + 1)
    assert order == list(range(20))


def test_who_comes_while_others_wait_does_not_overtake_them():
    lock, order = FairLock(), []

    def take(number):
        with lock:
            order.append(number)
            if number == 0:
                late.start()
                waiting(lock, 2)

    late = threading.Thread(target=take, args=["late"])
    with ThreadPoolExecutor(2) as threads, lock:
        for number in range(2):
            threads.submit(take, number)
            waiting(lock, number + 1)
    late.join()
    assert order == [0, 1, "late"]


def test_only_one_thread_is_in_at_a_time():
    lock, inside, most = FairLock(), [], []

    def take(number):
        for _ in range(200):
            with lock:
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(take, range(8)))
    assert max(most) == 1
    assert len(most) == 1_600


def test_an_error_hands_the_turn_on():
    lock = FairLock()
    with pytest.raises(ValueError, match="mine"), lock:
        raise ValueError("mine")
    with lock:
        pass


def test_a_semaphore_has_as_many_slots_as_it_is_given_and_its_queue_has_an_end():
    slots = FairSemaphore(2, most_waiting=0)
    assert [slots.acquire() for _ in range(3)] == [True, True, False]
    assert (slots.taken, slots.waiting) == (2, 0)


def test_a_slot_that_does_not_come_in_time_is_not_taken():
    slots = FairSemaphore(1)
    slots.acquire()
    assert not slots.acquire(0.001)
    slots.release()
    assert (slots.taken, slots.waiting) == (0, 0)


def test_no_slot_is_lost_or_made_when_threads_give_up_while_others_release():
    slots = FairSemaphore(2, most_waiting=8)

    def come_and_go(_) -> None:
        for _ in range(300):
            if slots.acquire(0.0005):
                threading.Event().wait(0.0002)
                slots.release()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(come_and_go, range(8)))
    assert (slots.taken, slots.waiting) == (0, 0)
