"""The local cloud: the real function entry points, their messages and the site, on one port, in one process."""

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import click
import functions_framework
from flask import Flask
from threadpoolctl import threadpool_limits
from werkzeug.exceptions import NotFound as NoSuchPath
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from ops.local.api_document import PATH as DOCUMENT_PATH
from ops.local.api_document import api_document
from ops.local.dispatcher import Dispatcher
from ops.local.health import LocalHealth, file_check, pointer_warnings
from ops.local.hosts import KnownHosts, hosts_of
from ops.local.preparation import Preparation
from ops.local.scheduler import ticking
from ops.local.server import open_server
from ops.local.signals import ended_by_signals
from ops.local.site import SITE, site
from ops.local.supervised import SupervisedLoop, looping
from ops.local.takeover import take_over
from ops.local.terminal_lines import lines_for
from shared import logs
from shared.adapters.sqlite_bus import SqliteBus
from shared.errors import NotFound, SegueError, Unavailable
from shared.messaging.topics import EVENT_FUNCTIONS, SUBSCRIBERS
from shared.model.artefact.store import ModelStore
from shared.settings.config import Settings
from shared.stopping import STOPPING
from shared.web.addresses import NOWHERE, Addresses
from shared.web.http import refusing

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

SHORTER = {"/s": "/api/share", "/api/oembed": "/api/share"}
"""Other path -> the path of the same function: URLs that people share, and what says how these are embedded."""


_NO_FUNCTION = NotFound("There is nothing here", expected=" or ".join(f"/api/{name}" for name in HTTP_FUNCTIONS))

logger = logging.getLogger(__name__)


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
    functions: Iterable[str] = HTTP_FUNCTIONS,
    health: LocalHealth | None = None,
    preparation: Preparation | None = None,
    pages: Path = SITE,
    addresses: Addresses = NOWHERE,
) -> "WSGIApplication":
    """Mount the site at /, functions at /api/<name>, and the shorter paths; other paths below /api are refused.

    `health` answers at /health; a `preparation` at paths of its own. Event functions are not mounted: whoever
    reaches the port, such as any page open in a browser, could push messages.
    """
    mounts = {f"/api/{name}": rooted(load_function(name)) for name in functions}
    mounts |= {short: mounts[path] for short, path in SHORTER.items() if path in mounts}
    mounts[DOCUMENT_PATH] = api_document(addresses)
    mounts["/api"] = refusing(_NO_FUNCTION, addresses)
    mounts["/health"] = rooted((health or LocalHealth()).application())
    mounts |= {path: rooted(app) for path, app in (preparation.applications() if preparation else {}).items()}
    return DispatcherMiddleware(site(pages), mounts)


def event_cloud(functions: Iterable[str] = EVENT_FUNCTIONS) -> "WSGIApplication":
    """Mount event functions at /<name>, for the dispatcher in this process; never served on a port."""
    return DispatcherMiddleware(NoSuchPath(), {f"/{name}": rooted(load_function(name)) for name in functions})


@contextmanager
def delivering(events: "WSGIApplication", settings: Settings) -> Iterator[list[SupervisedLoop]]:
    """Deliver messages to an `event_cloud` within the context; yields the loops that do.

    There are none where the bus is another than the local cloud's own.
    """
    bus = settings.sqlite_bus()
    if bus is None:
        yield []
        return
    client = Client(events, use_cookies=False)  # cookies are not safe between threads

    def deliver(function: str, push_body: bytes) -> SegueError | None:
        if not function:
            return NotFound("Nobody subscribes to the message", expected=f"a topic of {', '.join(SUBSCRIBERS)}")
        with client.post(f"/{function}", data=push_body, content_type="application/json") as answer:
            refused = answer.status_code >= HTTPStatus.BAD_REQUEST
            return Unavailable(f"{function} answered {answer.status_code}") if refused else None

    _take_over(bus, settings)
    dispatcher = Dispatcher(bus, deliver, stopping=STOPPING.is_set)
    dispatcher.start()
    try:
        yield dispatcher.loops
    finally:
        dispatcher.stop()


def _take_over(bus: SqliteBus, settings: Settings) -> None:
    """Take over messages of an older deployment; whatever cannot be read now is left to the next start."""
    try:
        take_over(bus, settings.objects())
    except SegueError as error:
        logger.error("messages of an older deployment, if there are any, cannot be taken over", exc_info=error)


def serve_local_cloud(
    host: str, port: int, settings: Settings, preparation: Preparation | None = None, pages: Path = SITE
) -> None:
    """Serve until interrupted, with the site's files in `pages`; undelivered messages wait for the next start."""
    bus = settings.sqlite_bus()
    store = ModelStore(settings.objects())
    health = LocalHealth(bus, warnings=lambda: pointer_warnings(store))
    addresses = settings.addresses()
    application = local_cloud(health=health, preparation=preparation, pages=pages, addresses=addresses)
    logs.configure(lines=lines_for(sys.stdout))
    guarded = KnownHosts(application, hosts_of(host, addresses, settings.hosts))
    server = open_server(guarded, host, port, functions=HTTP_FUNCTIONS, addresses=addresses)
    click.echo(f"Segue is at http://{host}:{port} (stop it with Ctrl-C)")
    with ExitStack() as running:
        running.enter_context(threadpool_limits(1, "blas"))  # one thread a request, as deployed
        if bus is not None:
            health.loops += [running.enter_context(looping(file_check(bus)))]
            # Not subject to the limits on network requests.
            health.loops += running.enter_context(delivering(event_cloud(), settings))
            health.loops += [running.enter_context(ticking(bus))]
        with ended_by_signals():
            server.run()
