"""Recall, the least effort that reaches it, and the time of one query, independent of any library."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.vectors.data import Rows, Vectors

Ask = Callable[[Vectors], Iterable[int]]
"""One query (d,) float32 -> the rows found."""

TARGET_RECALL = 0.97
_STEP = 1.15
"""Ratio of successive efforts."""


def recall(ask: Ask, queries: Vectors, exact: Rows) -> float:
    """Compute the mean share of each query's exact rows that `ask` finds."""
    found = [{int(row) for row in ask(query)} for query in queries]
    hits = sum(len(rows & set(right)) for rows, right in zip(found, exact.tolist(), strict=True))
    return hits / exact.size


def efforts(least: int, most: int) -> Iterator[int]:
    """Yield ascending integers from `least` to `most`, both included."""
    effort = least
    while effort < most:
        yield effort
        effort = max(effort + 1, round(effort * _STEP))
    yield most


def least_effort(growing: Iterable[int], recall_at: Callable[[int], float]) -> int:
    """Return the first effort whose recall reaches the target, else the last tried."""
    effort = 0
    for effort in growing:
        if recall_at(effort) >= TARGET_RECALL:
            break
    return effort


def timed(asks: Sequence[Ask], queries: Vectors) -> NDArray[np.float64]:
    """Measure every query with every search, in rotating order: (queries, len(asks)) microseconds."""
    spans = np.empty((len(queries), len(asks)))
    for row, query in enumerate(queries):
        for turn in range(len(asks)):
            column = (row + turn) % len(asks)
            started = time.perf_counter_ns()
            asks[column](query)
            spans[row, column] = (time.perf_counter_ns() - started) / 1_000
    return spans
