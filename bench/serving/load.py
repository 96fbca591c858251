"""Load patterns: sequential (closed), concurrent (closed), or at a fixed rate (open)."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

ASKING_AT_ONCE = 64
"""Threads of the open load; the maximum number of concurrent requests."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The outcomes of some requests."""

    ms: list[float]
    """Response time of each answered request; at a fixed rate, counted from its due time."""
    models: Counter[str]
    """Number of answers by model version."""
    failures: list[str]
    """The errors of the other requests."""

    def percentile(self, share: float) -> float:
        """Compute the `share`-th percentile of the response times in milliseconds."""
        return float(np.percentile(self.ms, share))


def one_by_one(ask: Callable[[list[str]], str], requests: Sequence[list[str]]) -> Answers:
    """Send each request after the answer to the one before."""
    return _gathered(_timed(ask, ids, time.perf_counter()) for ids in requests)


def at_once(ask: Callable[[list[str]], str], requests: Sequence[list[str]], workers: int) -> Answers:
    """Send requests with `workers` concurrent ones at all times."""
    with ThreadPoolExecutor(workers) as threads:
        return _gathered(threads.map(lambda ids: _timed(ask, ids, time.perf_counter()), requests))


def at_rate(ask: Callable[[list[str]], str], requests: Sequence[list[str]], per_second: float) -> Answers:
    """Send requests at a fixed rate, as independent listeners do; waiting for a thread counts as well."""
    with ThreadPoolExecutor(ASKING_AT_ONCE) as threads:
        return _gathered(each.result() for each in _sent(threads, ask, requests, per_second))


_Outcome = tuple[float, str, str]
"""Milliseconds, the model's version or "", the error or ""."""


def _sent(
    threads: ThreadPoolExecutor, ask: Callable[[list[str]], str], requests: Sequence[list[str]], per_second: float
) -> list[Future[_Outcome]]:
    started, sent = time.perf_counter(), []
    for place, ids in enumerate(requests):
        due = started + place / per_second
        time.sleep(max(due - time.perf_counter(), 0.0))
        sent.append(threads.submit(_timed, ask, ids, due))
    return sent


def _timed(ask: Callable[[list[str]], str], ids: list[str], started: float) -> _Outcome:
    try:
        model, failure = ask(ids), ""
    except OSError as error:  # base class of all urllib errors; the table shows their number
        model, failure = "", str(error)
    return 1_000 * (time.perf_counter() - started), model, failure


def _gathered(outcomes: Iterator[_Outcome]) -> Answers:
    listed = list(outcomes)
    return Answers(
        ms=[ms for ms, _, failure in listed if not failure],
        models=Counter(model for _, model, failure in listed if not failure),
        failures=[failure for _, _, failure in listed if failure],
    )
