"""Calls of a service while a listener waits: a few at the same time, bounded in number and in time together."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeVar

from shared.errors import SegueError, TooLarge, Unavailable

T = TypeVar("T")

THREADS = 6
"""Calls of one instance at the same time."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of the calls for one request."""

    calls: int
    seconds: float
    """The time after which calls are no longer waited for."""


class BoundedCalls:
    """Makes the calls of one service in threads that all requests of an instance share."""

    def __init__(self, service: str, bounds: Bounds) -> None:
        self._service = service
        self._bounds = bounds
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix=service)

    def of_each(self, items: Sequence[str], call: Callable[[str], T]) -> dict[str, T | SegueError]:
        """Return for each item what `call` returns or raises; any error but a SegueError is raised.

        The error of an item beyond the bound is TooLarge, that of a call which takes too long Unavailable.
        """
        distinct = list(dict.fromkeys(items))
        most = self._bounds.calls
        asked = {item: self._pool.submit(_outcome, call, item) for item in distinct[:most]}
        _, late = wait(asked.values(), self._bounds.seconds)
        for future in late:
            future.cancel()
        outcomes = {item: self._late() if future in late else future.result() for item, future in asked.items()}
        return outcomes | {item: self._beyond(len(distinct)) for item in distinct[most:]}

    def _late(self) -> Unavailable:
        return Unavailable(
            f"{self._service} is too slow",
            expected=f"all answers within {self._bounds.seconds:g} seconds",
            cure="try again in a moment",
        )

    def _beyond(self, found: int) -> TooLarge:
        return TooLarge(
            f"{self._service} is not asked for so much at once",
            expected=f"{self._bounds.calls} at most",
            found=str(found),
            cure="send the rest by itself",
        )


def _outcome(call: Callable[[str], T], item: str) -> T | SegueError:
    try:
        return call(item)
    except SegueError as error:
        return error
