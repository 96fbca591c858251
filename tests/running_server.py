"""The local cloud's server around any application, in this process, while a test needs it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from waitress import wasyncore

from ops.local.concurrency_limit import OTHERS, Bounds
from ops.local.server import MOST_CONNECTIONS, Server, open_server
from shared.fair_lock import FairSemaphore


@dataclass(frozen=True)
class Running:
    url: str
    port: int
    server: Server

    @property
    def slots(self) -> FairSemaphore:
        """The slots of active requests, and their queue."""
        return self.server.application.slots[OTHERS]


@contextmanager
def running(
    application,
    bounds: Bounds | None = None,
    functions: Sequence[str] = (),
    most_connections: int = MOST_CONNECTIONS,
) -> Iterator[Running]:
    """Serve on a free port; at the end finish accepted requests, then close every connection."""
    server = open_server(application, "127.0.0.1", 0, bounds, functions, most_connections)
    thread = threading.Thread(target=server.run, name="local-server", daemon=True)
    thread.start()
    try:
        port = int(server.effective_port)
        yield Running(f"http://127.0.0.1:{port}", port, server)
    finally:
        server.task_dispatcher.shutdown(timeout=60)
        # Closed by the thread that watches them, which ends when none is left.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join()
