"""WSGI middleware that limits a function's concurrent requests: some are worked on, some wait, the rest get 503.

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
from shared.web.addresses import NOWHERE, Addresses
from shared.web.http import HEALTH_PATHS, refusing

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

RETRY_AFTER_SECONDS = 2
"""The Retry-After of a refusal: as long as a request waits at most."""

LOG_EVERY_SECONDS = 10.0
"""Refusals are counted into one log line for this long."""

FUNCTION_PATHS = {"api": "", "s": "share"}
"""First parts of the paths of functions -> the function, "" where the next part names it; all others are files."""

OTHERS = ""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The number of requests to a function worked on at a time, of those that may wait, and for how long."""

    at_once: int = 4
    """Enough to use one interpreter; more take the processor from the threads that answer and refuse."""
    waiting: int = 32
    """So few that each of them is worked on within the wait, as a rule."""
    wait_seconds: float = 2.0


class LimitedApplication:
    """A WSGI application that passes a bounded number of requests to another, and answers the rest as `Busy`.

    The bounds apply to each of `functions` by itself, so that one whose mail server hangs keeps nobody from the
    others, and to all other paths under `FUNCTION_PATHS` together. Files and health checks are always answered.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        bounds: Bounds,
        functions: Iterable[str] = (),
        addresses: Addresses = NOWHERE,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self.slots = {name: FairSemaphore(bounds.at_once, bounds.waiting) for name in (OTHERS, *functions)}
        """Function -> the slots of its active requests, and their queue."""
        self._application = application
        self._wait_seconds = bounds.wait_seconds
        self._refusal = refusing(_busy(bounds), addresses)
        self._seconds = seconds
        self._logging = threading.Lock()
        self._refused = 0
        self._logged_at: float | None = None

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        slots = self._slots(environ["PATH_INFO"])
        if slots is None:
            return self._application(environ, start_response)
        if not slots.acquire(self._wait_seconds):
            self._log()
            return self._refusal(environ, start_response)
        try:
            answer = self._application(environ, start_response)
        except BaseException:
            slots.release()
            raise
        return _Held(answer, slots.release)

    def _slots(self, path: str) -> FairSemaphore | None:
        """Return the slots of the function that a path leads to; None for files and health checks."""
        first, name, *rest = [*path.lstrip("/").split("/"), ""]
        if first not in FUNCTION_PATHS or (rest and rest[0] in HEALTH_PATHS):
            return None
        return self.slots.get(FUNCTION_PATHS[first] or name, self.slots[OTHERS])

    def _log(self) -> None:
        """Log refusals, several in a line: a line for each would add to the overload."""
        with self._logging:
            self._refused += 1
            if self._logged_at is not None and self._seconds() < self._logged_at + LOG_EVERY_SECONDS:
                return
            refused, self._refused, self._logged_at = self._refused, 0, self._seconds()
        logger.warning("more is asked at once than can be answered: %d refused", refused)


def _busy(bounds: Bounds) -> Busy:
    return Busy(
        "More is asked at once than can be answered",
        expected=f"{bounds.at_once} requests at once and {bounds.waiting} waiting",
        found="more",
        cure=f"try again in {RETRY_AFTER_SECONDS} seconds",
        retry_after_seconds=RETRY_AFTER_SECONDS,
    )


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
