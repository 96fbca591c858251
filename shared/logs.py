"""Structured logs for Cloud Logging: one JSON object per line on stdout, without personal data."""

import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, TextIO

import msgspec

Severity = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]

PROJECT_VARIABLE = "GOOGLE_CLOUD_PROJECT"
"""The environment variable of the project, as Google's libraries read it."""

TRACE_KEY = "logging.googleapis.com/trace"
"""The key of the trace by which Cloud Logging groups the lines of one request."""

PERSONAL = frozenset(
    {
        "address", "authorization", "cookie", "email", "ip", "listener", "mail", "password",
        "recipient", "secret", "subscriber", "token", "user",
    }
)  # fmt: skip
"""Words that a field's name must not contain, in singular or plural."""

_MAIL_ADDRESS = re.compile(r"[^\s\"'<>(),;:@]+@[^\s\"'<>(),;:@]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """The function and the trace of the request that a line belongs to."""

    function: str = ""
    trace: str = ""


_origin: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - Origin is frozen
_notes: ContextVar[dict[str, object] | None] = ContextVar("notes", default=None)


@contextmanager
def origin(function: str, trace: str) -> Iterator[None]:
    """Set the function and trace of every line logged in the block."""
    before, notes_before = _origin.set(Origin(function, trace)), _notes.set({})
    try:
        yield
    finally:
        _origin.reset(before)
        _notes.reset(notes_before)


def note(**fields: object) -> None:
    """Add fields to the log line of the current request; without a request this does nothing.

    Raises ValueError for a field whose name marks it as personal.
    """
    _check_nobodys_own(fields)
    notes = _notes.get()
    if notes is not None:
        notes.update(fields)


def noted() -> dict[str, object]:
    """Return the fields noted for the current request."""
    return dict(_notes.get() or {})


def configure(
    level: int = logging.INFO, stream: TextIO | None = None, project: str = "", lines: "Lines | None" = None
) -> None:
    """Write all logging of this process to `stream` (stdout), by default as JSON lines; for entry points.

    `project` is the Google Cloud project of the traces; without it their bare ids are written.
    """
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(lines or JsonLines(project))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def configure_once() -> None:
    """Configure logging unless this process has done so; for functions, which the functions framework starts.

    The framework sets no level below WARNING and no format, and where LOG_EXECUTION_ID is set, as Google does, a
    handler that drops a line's fields, so that metrics would count nothing.
    """
    if not any(isinstance(handler.formatter, Lines) for handler in logging.getLogger().handlers):
        configure(project=os.environ.get(PROJECT_VARIABLE, ""))


def event(
    logger: logging.Logger,
    severity: Severity,
    message: str,
    *,
    error: BaseException | None = None,
    **fields: object,
) -> None:
    """Log a message with fields, and the stack of an error.

    Raises ValueError for a field whose name marks it as personal, so that a leak fails its first test.
    """
    _check_nobodys_own(fields)
    level = logging.getLevelNamesMapping()[severity]
    logger.log(level, message, exc_info=error, extra={"fields": fields})


def _check_nobodys_own(names: Iterable[str]) -> None:
    for name in names:
        if _is_personal(name):
            raise ValueError(f"expected fields that are nobody's own, found {name!r}; leave it out of the log")


@lru_cache(maxsize=1_000)
def _is_personal(name: str) -> bool:
    """Check whether a field's name marks it as personal; the same few names come with every line."""
    return any(word in PERSONAL or word.removesuffix("s") in PERSONAL for word in name.lower().split("_"))


class Lines(logging.Formatter):
    """Formats a log record as `text` returns it; mail addresses are replaced by `<address>`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's text without mail addresses."""
        text = self.text(record)
        return _MAIL_ADDRESS.sub("<address>", text) if "@" in text else text

    def text(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        raise NotImplementedError


class JsonLines(Lines):
    """Formats a log record as one JSON object."""

    def __init__(self, project: str = "") -> None:
        super().__init__()
        self._trace = f"projects/{project}/traces/{{}}" if project else "{}"

    def text(self, record: logging.LogRecord) -> str:
        """Return severity, time, message, function and trace, then fields and stack if any, as JSON."""
        source = _origin.get()
        line: dict[str, object] = {
            "severity": record.levelname,
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "message": record.getMessage(),
            "function": source.function or record.name,
        }
        if source.trace:
            line[TRACE_KEY] = self._trace.format(source.trace)
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["stack_trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line, enc_hook=str).decode()
