"""Our own rate limit for requests to another service, and the pauses that the service asks for."""

import math
import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from shared.adapters.http_client import limited

LONGEST_PAUSE_SECONDS = 3600
"""Bound on a pause, whatever a service asks for."""


class Allowance:
    """At most `requests` in any `window_seconds`, none in a pause; `monotonic` returns seconds.

    A request too many is refused rather than delayed, so that no thread of an instance waits for it.
    """

    def __init__(
        self, service: str, requests: int, window_seconds: int, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._service = service
        self._requests = requests
        self._window_seconds = window_seconds
        self._monotonic = monotonic
        self._taken: deque[float] = deque(maxlen=requests)
        self._opens_at = -math.inf
        self._lock = Lock()

    def take(self) -> None:
        """Count one request. Raises LimitReached, with the seconds to wait, if it may not be made now."""
        with self._lock:
            now = self._monotonic()
            if now < self._opens_at:
                raise limited(self._service, "a pause", math.ceil(self._opens_at - now))
            if len(self._taken) == self._requests and now < self._taken[0] + self._window_seconds:
                wait = math.ceil(self._taken[0] + self._window_seconds - now)
                found = f"{self._requests} requests in {self._window_seconds} seconds"
                raise limited(self._service, found, wait)
            self._taken.append(now)

    def pause(self, seconds: int) -> None:
        """Refuse requests for so many seconds from now, at most LONGEST_PAUSE_SECONDS."""
        with self._lock:
            ends_at = self._monotonic() + min(seconds, LONGEST_PAUSE_SECONDS)
            self._opens_at = max(self._opens_at, ends_at)
