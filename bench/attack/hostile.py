"""A hostile client in a process of its own: threads that send again as soon as they are answered."""

import multiprocessing
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event

from bench.attack.requests import Status, made_up_lines, posting

THREADS = 2


@contextmanager
def attacking(port: int, address: str, statuses: Counter[Status]) -> Iterator[None]:
    """Attack within the context; afterwards the attack's answers are added to `statuses`."""
    context = multiprocessing.get_context("spawn")
    stop, sent = context.Event(), context.SimpleQueue()
    process = context.Process(target=_attack, args=(port, address, stop, sent))
    process.start()
    try:
        yield
    finally:
        stop.set()
        statuses.update(sent.get())
        process.join()


def _attack(port: int, address: str, stop: Event, sent: "multiprocessing.SimpleQueue[Counter[Status]]") -> None:
    statuses: list[Status] = []
    threads = [
        threading.Thread(target=_loop, args=(port, address, number, stop, statuses)) for number in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent.put(Counter(statuses))


def _loop(port: int, address: str, number: int, stop: Event, statuses: list[Status]) -> None:
    post, seed = posting(port, address), number
    while not stop.is_set():
        statuses.append(post({"text": made_up_lines(seed)}))
        seed += THREADS
