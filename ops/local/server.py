"""The server of the local cloud: waitress, with bounds on all that comes over the network."""

import logging
import socket
import sys
from typing import TYPE_CHECKING

from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from ops.local.concurrency_limit import Bounds, LimitedApplication
from shared.errors import Unavailable
from shared.web.bodies import MOST_DRAINED_BYTES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FUNCTION_PATHS = frozenset({"api", "events", "s"})
"""First parts of the paths at which functions answer; at all others there are files."""

SPARE_THREADS = 8
"""Threads beside those of requests that are worked on or wait: they send files, and refuse."""

MOST_CONNECTIONS = 400
"""Open at a time, idle ones among them; Windows can watch 512. Who comes then waits until another goes."""

IDLE_SECONDS = 10
"""How long a connection that asks nothing stays open."""

MOST_FILES = 1_024
"""Files that the process wants to have open, connections among them; macOS allows 256 unless it is asked."""

Server = BaseWSGIServer | MultiSocketServer


def open_server(application: "WSGIApplication", host: str, port: int, bounds: Bounds | None = None) -> Server:
    """Listen, and give what serves when it is run: until it is interrupted, and who is in has her answer.

    Raises Unavailable if that cannot be listened on.
    """
    bounds = bounds or Bounds()
    _allow_files()
    listening = _listen(host, port)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # who waits, waits in our queue
    return create_server(
        LimitedApplication(application, FUNCTION_PATHS, bounds),
        sockets=[listening],
        threads=bounds.at_once + bounds.waiting + SPARE_THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=IDLE_SECONDS // 2,
        max_request_body_size=MOST_DRAINED_BYTES,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=False,  # SEGUE_FORWARDED_HOPS says which to believe
        ident="",
    )


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before there are threads and all that: often it is another's."""
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


def _allow_files() -> None:
    """Ask for as many open files as a busy server needs, where the system has such a bound."""
    if sys.platform != "win32":
        import resource  # there is none on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
