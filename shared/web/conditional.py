"""Conditional requests (RFC 9110, section 13): an answer that its client has already is 304."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from flask import Request, Response

FORM = 1
"""The form of answers that `tag_of` stands for: with another one, tags of the same facts differ."""


def tag_of(*facts: object) -> str:
    """Return the tag of an answer that is made of these facts alone, so that none has to be made to compare it."""
    return hashlib.sha256(repr((FORM, *facts)).encode()).hexdigest()[:20]


def unless_known(request: Request, tag: str, answer: Callable[[], Response]) -> Response:
    """Return an answer with a weak tag, or 304 without making it for a client that has that.

    The tag is weak, as an answer is sent compressed or plain.
    """
    known = request.if_none_match.contains_weak(tag)
    response = Response(status=HTTPStatus.NOT_MODIFIED) if known else answer()
    response.set_etag(tag, weak=True)
    return response


def unless_same(request: Request, response: Response) -> Response:
    """Return an answer tagged by its content, or 304 for a client that has the same."""
    tag = hashlib.sha256(response.get_data()).hexdigest()[:20]
    if request.if_none_match.contains_weak(tag):
        response.status_code = HTTPStatus.NOT_MODIFIED
        response.set_data(b"")
    response.set_etag(tag, weak=True)
    return response
