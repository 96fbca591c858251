"""Headers that rules around a view add to its answer, whether it answers or refuses."""

from collections.abc import Mapping, Sequence

from flask import Request

_KEY = "segue.added_headers"


def add_headers(request: Request, headers: Mapping[str, str]) -> None:
    """Add headers to the answer of a request; one that the answer has already is there twice then."""
    request.environ.setdefault(_KEY, []).extend(headers.items())


def added_headers(request: Request) -> Sequence[tuple[str, str]]:
    """Return the headers that were added."""
    added: Sequence[tuple[str, str]] = request.environ.get(_KEY, ())
    return added
