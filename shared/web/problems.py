"""Problem details (RFC 9457): every refusal as JSON, its type an address at which it is explained."""

from http import HTTPStatus

import msgspec
from flask import Response
from werkzeug.exceptions import HTTPException

from shared.errors import (
    MethodNotAllowed,
    NotSignedIn,
    SegueError,
    SeveralPlaylists,
    SpoiltStore,
    UnclearSong,
    UnsupportedMedia,
    Waiting,
)

PROBLEMS = "/problems.html#"
"""The part of every problem's `type` between the site's address and the slug (RFC 9457, section 3.1.1)."""

_SLUGS = {
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method-not-allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too-large",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "too-large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported-media-type",
}
"""Status of a refusal by a library -> slug; "invalid-input" or "error" for others."""


def problem(error: SegueError, site: str = "") -> Response:
    """Return an error as problem details. The details of an internal error go to the log alone.

    SpoiltStore is told, as nothing but a person's work ends it. `site` is the address of the site, whose page
    explains each type; without one the type is relative to where the request went.
    """
    if error.status is HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(error, SpoiltStore):
        return _problem(site, error.status, "error", "Something is wrong on our side", cure="try again later")
    response = _problem(
        site,
        error.status,
        error.slug,
        error.what,
        expected=error.expected,
        found=error.found,
        cure=error.cure,
        parts=_parts(error) if isinstance(error, SeveralPlaylists) else [],
        songs=_songs(error) if isinstance(error, UnclearSong) else [],
    )
    response.headers.update(_headers(error))
    return response


def problem_of_library(error: HTTPException, site: str = "") -> Response:
    """Return an exception of werkzeug as problem details."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    return problem_of_status(status, error.description or status.phrase, site)


def problem_of_status(status: HTTPStatus, detail: str, site: str = "") -> Response:
    """Return problem details for a status and a sentence of a library."""
    other = "invalid-input" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "error"
    return _problem(site, status, _SLUGS.get(status, other), detail)


def _headers(error: SegueError) -> dict[str, str]:
    match error:
        case NotSignedIn():
            return {"WWW-Authenticate": "Bearer"}
        case MethodNotAllowed():
            return {"Allow": error.expected}
        case UnsupportedMedia():
            return {"Accept": error.accepted}  # RFC 9110, section 15.5.16
        case Waiting(retry_after_seconds=int(seconds)):
            return {"Retry-After": str(seconds)}
    return {}


def _parts(error: SeveralPlaylists) -> list[dict[str, object]]:
    return [{"name": name, "songs": songs} for name, songs in error.parts]


def _songs(error: UnclearSong) -> list[dict[str, str]]:
    return [{"uri": id, "name": name, "artist": artist} for id, name, artist in error.songs]


def _problem(site: str, status: HTTPStatus, slug: str, detail: str, **members: object) -> Response:
    title = slug.replace("-", " ").capitalize()
    body = {"type": f"{site}{PROBLEMS}{slug}", "title": title, "status": status.value, "detail": detail}
    given = {name: value for name, value in members.items() if value}
    return Response(msgspec.json.encode(body | given), status, mimetype="application/problem+json")
