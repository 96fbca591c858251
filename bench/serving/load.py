"""Ways to ask: one request after another, several at once, or so many a second whatever the answers take."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

ASKING_AT_ONCE = 64
"""Threads that keep a rate; more requests than that are never on their way."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How some requests went."""

    ms: list[float]
    """Of each that was answered; at a rate, counted from when it was due."""
    models: Counter[str]
    """Answers by the version of the model that gave them."""
    failures: list[str]
    """What each request raised that was not answered."""

    def percentile(self, share: float) -> float:
        """Give the milliseconds within which `share` per cent of the answers came."""
        return float(np.percentile(self.ms, share))


def one_by_one(ask: Callable[[list[str]], str], requests: Sequence[list[str]]) -> Answers:
    """Ask the next when the last is answered."""
    return _gathered(_timed(ask, ids, time.perf_counter()) for ids in requests)


def at_once(ask: Callable[[list[str]], str], requests: Sequence[list[str]], workers: int) -> Answers:
    """Keep `workers` requests on their way all the time."""
    with ThreadPoolExecutor(workers) as threads:
        return _gathered(threads.map(lambda ids: _timed(ask, ids, time.perf_counter()), requests))


def at_rate(ask: Callable[[list[str]], str], requests: Sequence[list[str]], per_second: float) -> Answers:
    """Send a request every so often, as independent listeners do; waiting for a thread counts as well."""
    with ThreadPoolExecutor(ASKING_AT_ONCE) as threads:
        return _gathered(each.result() for each in _sent(threads, ask, requests, per_second))


_Outcome = tuple[float, str, str]
"""Milliseconds, the model's version or nothing, the failure or nothing."""


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
    except OSError as error:  # urllib's errors all are; the table says how many there were
        model, failure = "", str(error)
    return 1_000 * (time.perf_counter() - started), model, failure


def _gathered(outcomes: Iterator[_Outcome]) -> Answers:
    listed = list(outcomes)
    return Answers(
        ms=[ms for ms, _, failure in listed if not failure],
        models=Counter(model for _, model, failure in listed if not failure),
        failures=[failure for _, _, failure in listed if failure],
    )
