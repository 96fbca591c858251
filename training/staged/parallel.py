"""Calls of an object store in parallel: a store answers in some 50 ms, and there are 100,000 objects to read."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from shared.errors import NotFound, SpoiltStore
from shared.ports import ObjectStore

THREADS = 128
"""Calls at a time; adapters of ObjectStore may be called from several threads."""

AHEAD = 2
"""Results per thread that wait to be taken: these and no more are in memory."""

T = TypeVar("T")
R = TypeVar("R")

Read = bytes | NotFound | SpoiltStore
"""An object's bytes, or why there are none."""


def in_parallel(call: Callable[[T], R], given: Iterable[T], threads: int = THREADS) -> Iterator[tuple[T, R]]:
    """Yield each value with the result of its call, in the order of `given`; raises what a call does."""
    waiting: deque[tuple[T, Future[R]]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        try:
            for each in given:
                waiting.append((each, pool.submit(call, each)))
                if len(waiting) >= AHEAD * threads:
                    first, result = waiting.popleft()
                    yield first, result.result()
            while waiting:
                first, result = waiting.popleft()
                yield first, result.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def read_all(objects: ObjectStore, names: Iterable[str], threads: int = THREADS) -> Iterator[tuple[str, Read]]:
    """Yield each object's name and bytes, or its NotFound or SpoiltStore, in order. Raises Unavailable."""

    def read(name: str) -> Read:
        try:
            return objects.get(name)
        except (NotFound, SpoiltStore) as error:
            return error

    return in_parallel(read, names, threads)


def delete_all(objects: ObjectStore, names: Iterable[str], threads: int = THREADS) -> int:
    """Delete objects, and return how many. Raises Unavailable."""
    return sum(1 for _ in in_parallel(objects.delete, names, threads))
