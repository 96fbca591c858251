"""HTTP functions: JSON responses, refusals as problems, CORS, health checks, one log line per request.

Request bodies are read by `bodies`. No use case is known here.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from itertools import count
from typing import TYPE_CHECKING

import msgspec
from flask import Request, Response, current_app, has_app_context
from flask import request as current_request
from werkzeug.exceptions import HTTPException

from shared import logs
from shared.errors import MethodNotAllowed, NotFound, SegueError, exhausted, is_exhausted
from shared.web.added_headers import added_headers
from shared.web.addresses import MODEL_HEADER, Addresses
from shared.web.compression import compress
from shared.web.problems import problem, problem_of_library

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}
"""Header of every answer of a site on https: browsers reach it by nothing else for a year."""

HEALTH_PATHS = frozenset({"health", "healthz"})
"""Paths of the health check. Cloud Run reserves some paths that end in "z", so there are two."""

_TRACE = re.compile(r"([0-9a-f]{32})(?:/.*)?")

logger = logging.getLogger(__name__)

View = Callable[[Request], Response]

Methods = Callable[[str], Sequence[str]]
"""Takes a path below the function; returns its methods, besides HEAD and OPTIONS. Raises NotFound for another."""


def json_response(value: object, status: int = HTTPStatus.OK, *, model: str = "") -> Response:
    """Return a JSON response, with the version of the model it is based on in a header."""
    response = Response(msgspec.json.encode(value), status, mimetype="application/json")
    if model:
        response.headers[MODEL_HEADER] = model
    return response


def warned(warnings: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the member `warnings` of a health document, or none: 200 all the same, as a restart mends nothing."""
    return {"warnings": warnings} if warnings else {}


def trace_of(request: Request) -> str:
    """Return the request's trace id, 32 hex digits, or a new one if it carries none."""
    match = _TRACE.fullmatch(request.headers.get("X-Cloud-Trace-Context", ""))
    return match[1] if match else uuid.uuid4().hex


def http_function(
    name: str,
    *,
    methods: Methods,
    addresses: Callable[[], Addresses],
    paths: Sequence[str] = (),
    cache_control: str = "no-store",
    ready: Callable[[], object] = lambda: None,
    warnings: Callable[[], Sequence[str]] = tuple,
    counted: Callable[[str, int, float], None] = lambda *_: None,
    timer: Callable[[], float] = time.perf_counter,
) -> Callable[[View], View]:
    """Build a decorator that makes a view an HTTP function with the behaviour all functions share.

    A SegueError becomes a problem response, as does a want of file descriptors; any other error is logged and
    answered with 500, also as a problem. OPTIONS, and methods other than `methods`, are answered before the view.
    `addresses` say which pages may call the function. `cache_control` applies to answers below 400 that set none;
    problems are never cached. GET /health calls `ready`, which loads what the function needs and raises a
    SegueError if that fails; its answer holds `warnings`, which say what to mend though the function serves.
    Whoever stands before the function may leave the prefix of its address, `/api/<name>` or one of `paths`, in the
    path: it is taken off. `counted` is called with the function's name, the status and the milliseconds of each
    answer but health checks.
    `timer` returns seconds.

    >>> from shared.errors import InvalidInput
    >>> from werkzeug.test import EnvironBuilder
    >>> @http_function("greet", methods=lambda path: ["GET"], addresses=Addresses)
    ... def greet(request):
    ...     if "name" not in request.args:
    ...         raise InvalidInput("There is no name", expected="?name=...", found="nothing")
    ...     return json_response({"hello": request.args["name"]})
    >>> greet(EnvironBuilder("/?name=Ada").get_request(Request)).get_data()
    b'{"hello":"Ada"}'
    >>> greet(EnvironBuilder("/").get_request(Request)).mimetype
    'application/problem+json'
    """
    edge = _Edge(
        name, methods, (f"/api/{name}", *paths), addresses, cache_control, ready, warnings, counted, timer
    )

    def wrap(view: View) -> View:
        @wraps(view)
        def serve(request: Request) -> Response:
            return edge.serve(view, request)

        if has_app_context():  # the framework loads the function
            current_app.register_error_handler(HTTPException, edge.refuse)
        return serve

    return wrap


@dataclass(frozen=True, slots=True)
class _Edge:
    """The arguments of `http_function`, and the handling of one request."""

    name: str
    methods: Methods
    prefixes: tuple[str, ...]
    addresses: Callable[[], Addresses]
    cache_control: str
    ready: Callable[[], object]
    warnings: Callable[[], Sequence[str]]
    counted: Callable[[str, int, float], None]
    timer: Callable[[], float]
    requests: Iterator[int] = field(default_factory=count)
    """Counter of this process's requests."""

    def serve(self, view: View, request: Request) -> Response:
        """Answer one request, within its trace, and log it."""
        logs.configure_once()
        request = self._without_prefix(request)
        started, trace = self.timer(), trace_of(request)
        with logs.origin(self.name, trace):
            response, refusal = self._answered(view, request, trace)
            duration_ms = round((self.timer() - started) * 1000, 1)
            model = response.headers.get(MODEL_HEADER, "")
            self._log(request, response.status_code, duration_ms, model, refusal)
            self._count(request, response.status_code, duration_ms)
        return response

    def refuse(self, error: HTTPException) -> Response:
        """Answer the current request, which the framework refuses before the view: a path with a newline."""

        def refused(_: Request) -> Response:
            raise error

        return self.serve(refused, current_request._get_current_object())  # type: ignore[attr-defined]

    def _without_prefix(self, request: Request) -> Request:
        """Return the request as it is below the prefix of its address, as an application mounted there gets it.

        It is the same request: another one would read the body a second time, for which some servers wait.
        """
        for prefix in self.prefixes:
            if request.path == prefix or request.path.startswith(f"{prefix}/"):
                request.root_path += prefix
                request.path = request.path.removeprefix(prefix) or "/"
                break
        return request

    def _count(self, request: Request, status: int, duration_ms: float) -> None:
        """Have the answer counted; what goes wrong then is logged, and the answer is sent all the same."""
        if request.path.strip("/") in HEALTH_PATHS:
            return
        try:
            self.counted(self.name, status, duration_ms)
        except Exception as error:  # noqa: BLE001 - it is logged, with its stack
            logs.event(logger, "ERROR", f"an answer of {self.name} was not counted", error=error)

    def _answered(self, view: View, request: Request, trace: str) -> tuple[Response, Exception | None]:
        """Return the finished response, and the error it is about; nothing that goes wrong is answered without."""
        try:
            response, refusal = self._answer(view, request)
            self._finish(request, response, trace)
            return response, refusal
        except Exception as error:  # noqa: BLE001 - it is logged, with its stack
            response = problem(SegueError("unexpected"), self._site())
            response.headers.update(
                {"Cache-Control": "no-store", "X-Request-Id": trace, "X-Content-Type-Options": "nosniff"}
            )
            with suppress(Exception):  # so that a browser lets the page read it, unless this is what went wrong
                self._finish(request, response, trace)
            return response, error

    def _answer(self, view: View, request: Request) -> tuple[Response, SegueError | None]:
        try:
            if request.path.strip("/") in HEALTH_PATHS:
                return _answered_to(request, ["GET"], self._health), None
            return _answered_to(request, self._methods(request), view), None
        except SegueError as error:
            return problem(error, self._site()), error
        except HTTPException as error:
            return problem_of_library(error, self._site()), None
        except OSError as error:
            if not is_exhausted(error):
                raise
            return problem(refusal := exhausted(error), self._site()), refusal

    def _site(self) -> str:
        """Return the site's address, "" where the settings cannot be read."""
        try:
            return self.addresses().site
        except Exception:  # noqa: BLE001 - `_finish` meets it again
            return ""

    def _methods(self, request: Request) -> Sequence[str]:
        """Return the methods of a path. A preflight for none is no error: the call is, and is read."""
        try:
            return self.methods(request.path)
        except NotFound:
            if request.method != "OPTIONS":
                raise
            return []

    def _health(self, _: Request) -> Response:
        """Answer a health check with 200, or with the SegueError of `ready`; also warms the instance up."""
        self.ready()
        response = json_response({"status": "ok", "function": self.name, **warned(self.warnings())})
        response.headers["Cache-Control"] = "no-store"
        return response

    def _finish(self, request: Request, response: Response, trace: str) -> None:
        """Set the headers of every response."""
        fresh = self.cache_control if response.status_code < HTTPStatus.BAD_REQUEST else "no-store"
        response.headers.setdefault("Cache-Control", fresh)
        _finish(request, response, trace, self.addresses())
        compress(request, response)

    def _log(self, request: Request, status: int, duration_ms: float, model: str, error: Exception | None) -> None:
        """Log the request in one line, without its path, which may hold a listener's token."""
        fields = {
            "method": request.method,
            "status": status,
            "duration_ms": duration_ms,
            "model": model,
            "problem": error.slug if isinstance(error, SegueError) else "",
            "cold_start": next(self.requests) == 0,
            **logs.noted(),
        }
        shown = error if status == HTTPStatus.INTERNAL_SERVER_ERROR else None
        logs.event(logger, _severity(status), f"{self.name} answered {status}", error=shown, **fields)


def refusing(error: SegueError, addresses: Addresses) -> "WSGIApplication":
    """Build an application that refuses every request with a problem, which the pages that may call can read."""
    refused = problem(error, addresses.site)
    refused.headers["Cache-Control"] = "no-store"
    body, status, headers = refused.get_data(), refused.status, list(refused.headers)

    def refuse(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        response = Response(status=HTTPStatus.NO_CONTENT)
        if request.method != "OPTIONS":  # a page reads no refusal of a call whose preflight was refused
            response = Response(body, status, headers)
        _finish(request, response, trace_of(request), addresses)
        return response(environ, start_response)

    return refuse


def _finish(request: Request, response: Response, trace: str, addresses: Addresses) -> None:
    """Set the headers of every response, whoever gives it."""
    response.headers.update({"X-Request-Id": trace, "X-Content-Type-Options": "nosniff"})
    response.vary.add("Origin")
    if addresses.secure:
        response.headers.update(STRICT_TRANSPORT)
    response.headers.update(addresses.cors(request))
    response.headers.extend(added_headers(request))


def _answered_to(request: Request, methods: Sequence[str], view: View) -> Response:
    """Answer what a path's methods do not include, and OPTIONS, without the view."""
    allowed = sorted({*methods, "OPTIONS", *(["HEAD"] if "GET" in methods else [])})
    if request.method == "OPTIONS":
        return Response(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(allowed)})
    if request.method not in allowed:
        raise MethodNotAllowed(request.method, allowed)
    return view(request)


def _severity(status: int) -> logs.Severity:
    """Return the severity of a status: ERROR for 500, WARNING for other server errors, else INFO."""
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return "INFO"
    return "ERROR" if status == HTTPStatus.INTERNAL_SERVER_ERROR else "WARNING"
