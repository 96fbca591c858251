"""Health of the local cloud: its loops, its messages and the file that holds them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from flask import Flask, Request, Response, request

from ops.local.supervised import SupervisedLoop
from shared.adapters.sqlite_bus import Backlog, SqliteBus
from shared.errors import SegueError, Unavailable
from shared.model.artefact.store import ModelStore
from shared.web.addresses import Addresses
from shared.web.http import http_function, json_response, warned

LONGEST_WAIT = timedelta(minutes=30)
"""Older messages are a fault: all attempts at one take two minutes, and a batch of mails not half an hour."""

CHECK_EVERY_SECONDS = 600.0
"""The interval of checks of the whole file."""


class LocalHealth:
    """The state of a local cloud as `GET /health` tells it; `loops` are added when they start."""

    def __init__(
        self,
        bus: SqliteBus | None = None,
        loops: Iterable[SupervisedLoop] = (),
        warnings: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self.loops = list(loops)
        self._bus = bus
        self._warnings = warnings

    def check(self) -> Backlog:
        """Return the messages that wait. Raises SpoiltStore for a damaged file, Unavailable for a failing loop."""
        for loop in self.loops:
            if trouble := loop.trouble():
                raise trouble
        return self._bus.backlog() if self._bus else Backlog(0, timedelta(), 0)

    def application(self) -> Flask:
        """Return the application to mount at `/health`."""
        app = Flask("health", static_folder=None)

        @http_function("local-cloud", methods=lambda _: ["GET"], addresses=Addresses)
        def health(_: Request) -> Response:
            backlog = self.check()
            told = {
                "status": "ok",
                "waiting": backlog.waiting,
                "oldest_seconds": round(backlog.oldest.total_seconds()),
                "undelivered": backlog.undelivered,
                # No reason to restart: messages of before a start are late until they are delivered.
                **warned([*self._warnings(), *map(str, filter(None, [lateness(backlog)]))]),
            }
            return json_response(told)

        app.add_url_rule("/", "health", lambda: health(request))
        return app


def pointer_warnings(store: ModelStore) -> list[str]:
    """Return what is wrong with the pointer to the served model."""
    try:
        faults: list[SegueError] = [*store.pointer_faults()]
        if not faults:
            store.pointer()
    except SegueError as error:
        faults = [error]
    return [str(fault) for fault in faults]


def lateness(backlog: Backlog) -> Unavailable | None:
    """Return the error for messages of which one has waited for too long, else None."""
    if backlog.oldest <= LONGEST_WAIT:
        return None
    return Unavailable(
        "Messages are not delivered",
        expected=f"none that has waited for more than {LONGEST_WAIT}",
        found=f"{backlog.waiting:,}, the oldest for {timedelta(seconds=backlog.oldest // timedelta(seconds=1))}",
        cure="start segue serve if it does not run, and read its log",
    )


def file_check(bus: SqliteBus) -> SupervisedLoop:
    """Build the loop that checks the bus's file; a damaged one is its trouble."""

    def check() -> float:
        bus.check()
        return CHECK_EVERY_SECONDS

    return SupervisedLoop("check of the records' file", check)
