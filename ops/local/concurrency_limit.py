"""How much a local cloud takes on at once: some requests are worked on, some wait a while, the rest hear 503.

In the cloud the platform does this: a function's instances are as many as Terraform allows, each works on so many
requests, and whoever finds no place in a while is refused.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.errors import Busy
from shared.web.http import problem

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

RETRY_AFTER_SECONDS = 2
"""What who is refused is told to wait: as long as others have waited in vain."""

TOLD_EVERY_SECONDS = 10.0
"""How often refusals are logged while there are any."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many requests are worked on at a time, how many more may wait, and for how long."""

    at_once: int = 4
    """Enough to use what an interpreter gives; more take the processor from those who answer and refuse."""
    waiting: int = 32
    """So few that all of them are worked on before most people lose patience."""
    wait_seconds: float = 2.0


class ConcurrencyLimiter:
    """A number of places, which are given to those who come in their order; some may wait for one."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._changing = threading.Lock()
        self._taken = 0
        self._waiting: deque[threading.Event] = deque()

    @property
    def taken(self) -> int:
        """The number of places that are taken now."""
        return self._taken

    @property
    def waiting(self) -> int:
        """The number of those who wait now."""
        return len(self._waiting)

    def enter(self) -> bool:
        """Take a place, waiting for it if there are not too many waiting; say whether there was one in time."""
        with self._changing:
            if self._taken < self._bounds.at_once:
                self._taken += 1
                return True
            if len(self._waiting) >= self._bounds.waiting:
                return False
            called = threading.Event()
            self._waiting.append(called)
        return called.wait(self._bounds.wait_seconds) or self._called_after_all(called)

    def leave(self) -> None:
        """Hand one's place on to who has waited longest."""
        with self._changing:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken -= 1

    def _called_after_all(self, called: threading.Event) -> bool:
        """Stop waiting, unless one was called at the last moment."""
        with self._changing:
            if not called.is_set():
                self._waiting.remove(called)
            return called.is_set()


class LimitedApplication:
    """A WSGI application that lets so many requests at a time into another, and answers the rest as `Busy`.

    Only those under `paths` count, each the first part of a path: files are sent to everybody.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        paths: frozenset[str],
        bounds: Bounds,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.room = ConcurrencyLimiter(bounds)
        self._application = application
        self._paths = paths
        self._refusal = _refusal(bounds)
        self._seconds = seconds
        self._telling = threading.Lock()
        self._refused = 0
        self._told_at: float | None = None

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"].lstrip("/").partition("/")[0] not in self._paths:
            return self._application(environ, start_response)
        if not self.room.enter():
            self._tell()
            return self._refusal(environ, start_response)
        try:
            answer = self._application(environ, start_response)
        except BaseException:
            self.room.leave()
            raise
        return _Held(answer, self.room.leave)

    def _tell(self) -> None:
        """Log refusals, some at a time: a line for each would be more work for who has too much."""
        with self._telling:
            self._refused += 1
            if self._told_at is not None and self._seconds() < self._told_at + TOLD_EVERY_SECONDS:
                return
            refused, self._refused, self._told_at = self._refused, 0, self._seconds()
        logger.warning("more is asked at once than can be answered: %d refused", refused)


def _refusal(bounds: Bounds) -> "WSGIApplication":
    """Make what answers all who are refused: once, as it has to be quick."""
    response = problem(
        Busy(
            "More is asked at once than can be answered",
            expected=f"{bounds.at_once} requests at once and {bounds.waiting} waiting",
            found="more",
            cure=f"try again in {RETRY_AFTER_SECONDS} seconds",
            retry_after_seconds=RETRY_AFTER_SECONDS,
        )
    )
    response.headers["Cache-Control"] = "no-store"
    return response


class _Held:
    """An answer that keeps its place until it is sent, or given up."""

    def __init__(self, answer: Iterable[bytes], leave: Callable[[], None]) -> None:
        self._answer = answer
        self._leave = leave

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """Close the answer, and leave however that goes. WSGI calls this once for every answer."""
        try:
            getattr(self._answer, "close", lambda: None)()
        finally:
            self._leave()
