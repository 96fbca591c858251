"""The local cloud: the real function entry points, their messages and the site, on one port, in one process."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import click
import functions_framework
from flask import Flask
from threadpoolctl import threadpool_limits
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from ops.local.dispatcher import Dispatcher
from ops.local.scheduler import ticking
from ops.local.server import open_server
from ops.local.site import site
from shared import logs
from shared.adapters.spooled_bus import SpooledBus
from shared.errors import NotFound, SegueError, Unavailable
from shared.messaging.topics import EVENT_FUNCTIONS, SUBSCRIBERS
from shared.settings.config import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROOT = Path(__file__).resolve().parents[2]
HTTP_FUNCTIONS: tuple[str, ...] = (
    "recommend",
    "search",
    "feedback",
    "account",
    "insights",
    "share",
)
"""HTTP functions, served at /api/<name>."""

SHORTER = {"/s": "/api/share"}
"""Short path -> the path of the same function: URLs that people share."""


def load_function(name: str) -> Flask:
    """Return the app that the functions framework builds from `functions/<name>/main.py`.

    The framework imports every source as the module `main`; it is removed afterwards, so that each function has
    its own.
    """
    source = str(ROOT / "functions" / name / "main.py")
    app: Flask = functions_framework.create_app(name, source)  # type: ignore[no-untyped-call]
    for module in [module for module in sys.modules if module.split(".")[0] == "main"]:
        del sys.modules[module]
    return app


def rooted(app: "WSGIApplication") -> "WSGIApplication":
    """Wrap an app so that it answers at its mount path, where Flask would redirect to a trailing slash."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return app(environ | {"PATH_INFO": environ["PATH_INFO"] or "/"}, start_response)

    return answer


def local_cloud(
    functions: Iterable[str] = HTTP_FUNCTIONS, event_functions: Iterable[str] = EVENT_FUNCTIONS
) -> "WSGIApplication":
    """Mount the site at /, functions at /api/<name>, event functions at /events/<name>, and the shorter paths."""
    paths = [f"/api/{name}" for name in functions] + [f"/events/{name}" for name in event_functions]
    mounts = {path: rooted(load_function(path.split("/")[-1])) for path in paths}
    mounts |= {short: mounts[path] for short, path in SHORTER.items() if path in mounts}
    return DispatcherMiddleware(site(), mounts)


@contextmanager
def delivering(application: "WSGIApplication", settings: Settings) -> Iterator[Dispatcher]:
    """Dispatch messages to the functions of a local cloud within the context."""
    client = Client(application)

    def deliver(topic: str, push_body: bytes) -> SegueError | None:
        if topic not in SUBSCRIBERS:
            return NotFound(f"Nobody listens to {topic!r}", expected=f"one of {', '.join(SUBSCRIBERS)}")
        refusals = [push(function, push_body) for function in SUBSCRIBERS[topic]]
        return next(filter(None, refusals), None)

    def push(function: str, push_body: bytes) -> SegueError | None:
        with client.post(f"/events/{function}", data=push_body, content_type="application/json") as answer:
            refused = answer.status_code >= HTTPStatus.BAD_REQUEST
            return Unavailable(f"{function} answered {answer.status_code}") if refused else None

    dispatcher = Dispatcher(settings.objects(), deliver, settings.sqlite_outbox())
    dispatcher.start()
    try:
        yield dispatcher
    finally:
        dispatcher.stop()


def serve_local_cloud(host: str, port: int, settings: Settings) -> None:
    """Serve until interrupted; undelivered messages wait for the next start."""
    application = local_cloud()
    logs.configure()
    server = open_server(application, host, port)
    click.echo(f"Segue is at http://{host}:{port} (stop it with Ctrl-C)")
    clock = ticking(SpooledBus(settings.objects()))
    with (
        threadpool_limits(1, "blas"),  # one thread a request, as deployed
        delivering(application, settings),  # not subject to the limits on network requests
        clock,
    ):
        server.run()
