"""The local cloud: the real function entry points and the site, on one port, in one process."""

import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import functions_framework
from flask import Flask, Response, send_from_directory
from threadpoolctl import threadpool_limits
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import run_simple

from shared import logs

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROOT = Path(__file__).resolve().parent.parent
HTTP_FUNCTIONS: tuple[str, ...] = ("recommend", "search")
"""Functions served at /api/<name>."""


def load_function(name: str) -> Flask:
    """Give the app that the functions framework makes of `functions/<name>/main.py`.

    The framework imports every source as the module `main`; forgetting it afterwards gives each function its own.
    """
    source = str(ROOT / "functions" / name / "main.py")
    app: Flask = functions_framework.create_app(name, source)  # type: ignore[no-untyped-call]
    for module in [module for module in sys.modules if module.split(".")[0] == "main"]:
        del sys.modules[module]
    return app


def rooted(app: "WSGIApplication") -> "WSGIApplication":
    """Answer at the very path an app is mounted at, where Flask would redirect to a slash after it."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return app(environ | {"PATH_INFO": environ["PATH_INFO"] or "/"}, start_response)

    return answer


def site() -> Flask:
    """Give an app that serves the static pages."""
    pages = Flask("site", static_folder=None)

    @pages.get("/")
    @pages.get("/<path:name>")
    def page(name: str = "index.html") -> Response:
        return send_from_directory(ROOT / "site", name)

    return pages


def local_cloud(functions: Iterable[str] = HTTP_FUNCTIONS) -> "WSGIApplication":
    """Mount the site at / and each function at /api/<name>."""
    return DispatcherMiddleware(site(), {f"/api/{name}": rooted(load_function(name)) for name in functions})


def serve_local_cloud(host: str, port: int) -> None:
    """Serve until interrupted."""
    application = local_cloud()
    logs.configure()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # the functions log their own requests
    click.echo(f"Segue is at http://{host}:{port} (stop it with Ctrl-C)")
    with threadpool_limits(1, "blas"):  # as deployed: one thread a request, many requests
        run_simple(host, port, application, threaded=True)
