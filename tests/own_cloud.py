"""A local cloud of a test's own, which knows its address and delivers its messages."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
import requests
from kept_files import kept_files
from over_http import FIRST_PUSH
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server
from werkzeug.test import Client
from werkzeug.wrappers import Response

from ops.local.cloud import HTTP_FUNCTIONS, delivering, event_cloud, local_cloud
from shared.messaging.topics import EVENT_FUNCTIONS
from shared.settings.config import Settings


@contextmanager
def served(application, port: int = 0, **options) -> Iterator[int]:
    """Serve an application on this machine, on a free port unless one is given, and yield the port."""
    server = make_server("127.0.0.1", port, application, threaded=True, **options)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def own_cloud(environment: Mapping[str, str], site: str = "") -> Iterator[str]:
    """Serve every function with this environment and yield its address: the site's, unless that is named."""
    there = DispatcherMiddleware(Response("not there yet", 503))
    with served(there) as port, pytest.MonkeyPatch.context() as patched:
        url = f"http://127.0.0.1:{port}"
        for name, value in {**environment, "SEGUE_SITE_URL": site or url, "SEGUE_API_URL": url}.items():
            patched.setenv(name, value)
        there.app, events = kept_files(local_cloud()), event_cloud()
        for name in HTTP_FUNCTIONS:  # they read their settings now
            requests.options(f"{url}/api/{name}", timeout=60).raise_for_status()
        for name in EVENT_FUNCTIONS:
            Client(events).post(f"/{name}", data=FIRST_PUSH)
        with delivering(events, Settings.from_environment()):
            yield url


def until_delivered(settings: Settings) -> None:
    """Wait until the local cloud has delivered all published messages."""
    bus = settings.sqlite_bus()
    while bus.waiting():
        time.sleep(0.02)
