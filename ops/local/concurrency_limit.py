"""WSGI middleware that limits concurrent requests: some are worked on, some wait in a queue, the rest get 503.

In the cloud the platform does this, by the `concurrency` and `max_instances` of a function.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.errors import Busy
from shared.fair_lock import FairSemaphore
from shared.web.http import problem

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

RETRY_AFTER_SECONDS = 2
"""The Retry-After of a refusal: as long as a request waits at most."""

LOG_EVERY_SECONDS = 10.0
"""Refusals are counted into one log line for this long."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The number of requests worked on at a time, of those that may wait, and for how long."""

    at_once: int = 4
    """Enough to use one interpreter; more take the processor from the threads that answer and refuse."""
    waiting: int = 32
    """So few that each of them is worked on within the wait, as a rule."""
    wait_seconds: float = 2.0


class LimitedApplication:
    """A WSGI application that passes a bounded number of requests to another, and answers the rest as `Busy`.

    The bounds apply to paths whose first part is in `paths`; files are always sent.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        paths: frozenset[str],
        bounds: Bounds,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.slots = FairSemaphore(bounds.at_once, bounds.waiting)
        self._application = application
        self._paths = paths
        self._wait_seconds = bounds.wait_seconds
        self._refusal = _refusal(bounds)
        self._seconds = seconds
        self._logging = threading.Lock()
        self._refused = 0
        self._logged_at: float | None = None

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"].lstrip("/").partition("/")[0] not in self._paths:
            return self._application(environ, start_response)
        if not self.slots.acquire(self._wait_seconds):
            self._log()
            return self._refusal(environ, start_response)
        try:
            answer = self._application(environ, start_response)
        except BaseException:
            self.slots.release()
            raise
        return _Held(answer, self.slots.release)

    def _log(self) -> None:
        """Log refusals, several in a line: a line for each would add to the overload."""
        with self._logging:
            self._refused += 1
            if self._logged_at is not None and self._seconds() < self._logged_at + LOG_EVERY_SECONDS:
                return
            refused, self._refused, self._logged_at = self._refused, 0, self._seconds()
        logger.warning("more is asked at once than can be answered: %d refused", refused)


def _refusal(bounds: Bounds) -> "WSGIApplication":
    """Build the answer to every refused request, once, so that refusing is quick."""
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
    """A response that holds its slot until it is sent or aborted."""

    def __init__(self, answer: Iterable[bytes], release: Callable[[], None]) -> None:
        self._answer = answer
        self._release = release

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """Close the response, then release the slot even if that fails. WSGI calls this once for each response."""
        try:
            getattr(self._answer, "close", lambda: None)()
        finally:
            self._release()
