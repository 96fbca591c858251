"""The server of the local cloud: waitress, with limits on requests and connections."""

import logging
import socket
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from ops.local import file_descriptors
from ops.local.concurrency_limit import Bounds, LimitedApplication
from ops.local.connections import Connection, to_close
from shared.errors import Unavailable, is_exhausted
from shared.web.addresses import NOWHERE, Addresses
from shared.web.bodies import MOST_DRAINED_BYTES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SPARE_THREADS = 8
"""Threads in addition to those of requests that are worked on or wait: they send files and refusals."""

MOST_CONNECTIONS = 400
"""Maximum of open connections, including idle ones, where enough files may be open; Windows can poll 512."""

SPARE_CONNECTIONS = 16
"""So many below the maximum, each new connection takes the place of one that waits for its client.

Only if all have requests that are worked on, others wait to be accepted.
"""

IDLE_SECONDS = 10
"""Timeout of idle connections."""

PAUSE_SECONDS = 1.0
"""Time without accepting after an accept failed for want of descriptors or memory."""

SHUTDOWN_SECONDS = 2
"""The longest wait for accepted requests at the end; their threads end with the process."""

_log = logging.getLogger(__name__)


class Server(TcpWSGIServer):
    """A server that pauses when nothing can be accepted, and that slow clients cannot fill.

    (Waitress asks again at once, as the connection still waits: with all of a core, and a stack trace each time.)
    """

    channel_class = Connection
    active_channels: "dict[int, Connection]"  # type: ignore[assignment]
    _accepts_at = 0.0

    def readable(self) -> bool:
        """Return whether connections are accepted now; called in each round, at least once a second."""
        return bool(super().readable()) and time.monotonic() >= self._accepts_at

    def accept(self) -> "tuple[socket.socket, object] | None":
        """Accept a connection, or return None: it waits."""
        try:
            accepted: tuple[socket.socket, object] | None = super().accept()
        except OSError as error:
            if not is_exhausted(error):
                raise
            self._accepts_at = time.monotonic() + PAUSE_SECONDS
            _log.error("no connection can be accepted for %g s: %s", PAUSE_SECONDS, error.strerror)
            return None
        if accepted is not None:
            self._make_room()
        return accepted

    def maintenance(self, now: int) -> None:
        """Close connections that are idle, and those whose client is late with a request; called each second."""
        super().maintenance(now)
        clock = time.monotonic()
        for connection in self.active_channels.values():
            connection.will_close = connection.will_close or connection.is_late(clock)

    def _make_room(self) -> None:
        """Close a connection that waits for its client if there are nearly as many as there may be."""
        if len(self.active_channels) < self.adj.connection_limit - SPARE_CONNECTIONS:
            return
        if (slow := to_close(self.active_channels.values())) is not None:
            slow.handle_close()


def open_server(
    application: "WSGIApplication",
    host: str,
    port: int,
    bounds: Bounds | None = None,
    functions: Sequence[str] = (),
    most_connections: int = MOST_CONNECTIONS,
    addresses: Addresses = NOWHERE,
) -> Server:
    """Listen, and return the server; it runs until interrupted, then finishes accepted requests.

    The bounds hold for each of `functions`; pages that `addresses` trust may read what is refused.

    Raises Unavailable if the address cannot be bound, InvalidSettings if the process may open too few files.
    """
    bounds = bounds or Bounds()
    connections = file_descriptors.connections(most_connections)
    listening = _listen(host, port)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # requests wait in our queue
    return Server(
        LimitedApplication(application, bounds, functions, addresses),
        _sock=listening,
        sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
        bind_socket=False,
        dispatcher=_Threads((len(functions) + 1) * (bounds.at_once + bounds.waiting) + SPARE_THREADS),
        connection_limit=connections,
        channel_request_lookahead=1,  # so that it is seen when a client goes, and its work is given up
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=1,
        max_request_body_size=MOST_DRAINED_BYTES,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=False,  # SEGUE_FORWARDED_HOPS says which to trust
        ident="",
    )


class _Threads(ThreadedTaskDispatcher):
    """The threads of requests, which are given less time to end than waitress does by itself."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self.set_thread_count(threads)

    def shutdown(self, cancel_pending: bool = True, timeout: int = SHUTDOWN_SECONDS) -> bool:
        """Wait for accepted requests, up to `timeout` seconds; return whether those left were cancelled."""
        return bool(super().shutdown(cancel_pending, timeout))


def _listen(host: str, port: int) -> socket.socket:
    """Bind the port before threads are started: often it is in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise Unavailable(
            f"Nobody can be served at {host}, port {port}",
            expected="an address of this machine and a port that is free",
            found=str(error.strerror),
            cure="end what listens there, or give another --port",
        ) from error
