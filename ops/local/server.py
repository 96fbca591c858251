"""The server of the local cloud: waitress, with limits on requests and connections."""

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
"""First parts of the paths of functions; all others are files."""

SPARE_THREADS = 8
"""Threads in addition to those of requests that are worked on or wait: they send files and refusals."""

MOST_CONNECTIONS = 400
"""Maximum of open connections, including idle ones; Windows can poll 512. Others wait to be accepted."""

IDLE_SECONDS = 10
"""Timeout of idle connections."""

MOST_FILES = 1_024
"""Open files that the process needs, including connections; macOS allows 256 by default."""

Server = BaseWSGIServer | MultiSocketServer


def open_server(application: "WSGIApplication", host: str, port: int, bounds: Bounds | None = None) -> Server:
    """Listen, and return the server; it runs until interrupted, then finishes accepted requests.

    Raises Unavailable if the address cannot be bound.
    """
    bounds = bounds or Bounds()
    _allow_files()
    listening = _listen(host, port)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # requests wait in our queue
    return create_server(
        LimitedApplication(application, FUNCTION_PATHS, bounds),
        sockets=[listening],
        threads=bounds.at_once + bounds.waiting + SPARE_THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=IDLE_SECONDS // 2,
        max_request_body_size=MOST_DRAINED_BYTES,
        asyncore_use_poll=True,
        clear_untrusted_proxy_headers=False,  # SEGUE_FORWARDED_HOPS says which to trust
        ident="",
    )


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


def _allow_files() -> None:
    """Raise the limit of open files to what a busy server needs, where there is one."""
    if sys.platform != "win32":
        import resource  # there is none on Windows

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
