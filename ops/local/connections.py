"""Connections of the local cloud's server, and which of them go: slow clients must not hold the others.

Waitress closes a connection on which nothing happens; one byte now and then keeps it open.
"""

import time
from collections import Counter
from collections.abc import Collection

from waitress.channel import HTTPChannel

from ops.local.refusals import ProblemTask

REQUEST_SECONDS = 10.0
"""Time in which a request's headers arrive, and its body begins."""

LEAST_BYTES_PER_SECOND = 1_000
"""Each so many bytes of a body give a second more: a slow link is welcome, a trickle is not."""


class Connection(HTTPChannel):
    """A connection that knows since when it waits for its client."""

    error_task_class = ProblemTask

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.waiting_since = time.monotonic()
        """When it was opened, or last answered."""
        self.begun_at = self.waiting_since
        """When the request began that is half read."""

    @property
    def client(self) -> str:
        """The client's address."""
        return str(self.addr[0])

    def received(self, data: bytes) -> bool:
        """Take bytes from the client; called by the thread of the connections."""
        reading = self.request
        taken = bool(super().received(data))
        if self.request is not reading:
            self.begun_at = time.monotonic()
        return taken

    def service(self) -> None:
        """Answer one request; called by a thread of the requests."""
        super().service()
        self.waiting_since = time.monotonic()

    def is_late(self, now: float) -> bool:
        """Check whether the client takes too long over a request that is half read."""
        request = self.request
        if request is None or self.requests:
            return False
        allowed = REQUEST_SECONDS + request.body_bytes_received / LEAST_BYTES_PER_SECOND
        return now - max(self.begun_at, self.waiting_since) > allowed


def to_close(connections: Collection[Connection]) -> Connection | None:
    """Return the connection that goes when another needs its place, or None if a request of each is worked on.

    It is of the client with most of them, and waits for that client longest; one that takes an answer goes last.
    """
    waiting = [connection for connection in connections if not connection.requests]
    counts = Counter(connection.client for connection in waiting)

    def order(connection: Connection) -> tuple[bool, int, float]:
        return bool(connection.total_outbufs_len), -counts[connection.client], connection.waiting_since

    return min(waiting, key=order, default=None)
