"""HTTP requests to the servers of the tests."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import Headers

FIRST_PUSH = b'{"message": {"messageId": "first", "data": ""}}'
"""A message that every function rejects, after it has read its settings."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Headers
    body: Any


def fetch(
    url: str, data: bytes | None = None, headers: dict[str, str] | None = None, method: str | None = None
) -> Answer:
    request = urllib.request.Request(url, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return _answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return _answer(error.code, error.headers, error.read())


def _answer(status: int, headers: Mapping[str, str], body: bytes) -> Answer:
    return Answer(status, Headers(headers.items()), _read(headers, body))


def _read(headers: Mapping[str, str], body: bytes) -> Any:
    """Return a picture as bytes, text as text and anything else as decoded JSON."""
    kind, _, form = headers.get("Content-Type", "").partition("/")
    if kind == "image":
        return body
    return body.decode() if kind == "text" or form == "yaml" else json.loads(body or b"null")
