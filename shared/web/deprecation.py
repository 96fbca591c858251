"""Deprecated paths: their answers say since when, until when, and where to read what comes instead."""

from dataclasses import dataclass
from datetime import datetime

from flask import Request
from werkzeug.http import http_date

from shared.web.added_headers import add_headers


@dataclass(frozen=True, slots=True)
class Deprecated:
    """The end of a path, whose answers are as before until then. Moments have a time zone."""

    since: datetime
    until: datetime | None = None
    """From when on it may be gone; None while that is not decided."""
    instead: str = ""
    """The address of words about it."""

    def announce(self, request: Request) -> None:
        """Add the headers Deprecation (RFC 9745), Sunset (RFC 8594) and Link to the answer."""
        headers = {"Deprecation": f"@{int(self.since.timestamp())}"}
        if self.until is not None:
            headers["Sunset"] = http_date(self.until)
        if self.instead:
            headers["Link"] = f'<{self.instead}>; rel="deprecation"; type="text/html"'
        add_headers(request, headers)
