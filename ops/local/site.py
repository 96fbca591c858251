"""Static pages of the local cloud, with security headers and compression.

A deployment's load balancer sends the same headers, and one for https:
terraform/modules/app/data/headers.yaml.
"""

import gzip
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, request, send_from_directory
from werkzeug.exceptions import HTTPException

SITE = Path(__file__).resolve().parents[2] / "site"

HEADERS = {
    # The rest of the policy is in each page, so that it holds on any host; this part works as a header only. Pages
    # frame player/frame.html.
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Headers of every page and file."""

FOR_GOOD = "public, max-age=31536000, immutable"
"""How long a file that is named by its content may be kept: a year. Such files are in the built site's assets/."""

SMALLEST_COMPRESSED_BYTES = 500
"""Smaller files hardly shrink."""

_TEXT = ("text/", "application/json", "image/svg+xml")


def site(folder: Path = SITE) -> Flask:
    """Return an app that serves the files of `folder`, with conditional requests."""
    pages = Flask("site", static_folder=None)

    @pages.get("/")
    @pages.get("/<path:name>")
    def page(name: str = "index.html") -> Response:
        response = _compressed(send_from_directory(folder, name), folder / name)
        response.headers.update(HEADERS)
        if name.startswith("assets/"):
            response.headers["Cache-Control"] = FOR_GOOD
        if request.method == "HEAD" or response.status_code == HTTPStatus.NOT_MODIFIED:
            response.close()  # the server will neither read nor close the file
        return response

    @pages.errorhandler(HTTPStatus.NOT_FOUND)
    def missing(_: HTTPException) -> Response:
        return _error_page(folder, HTTPStatus.NOT_FOUND)

    @pages.errorhandler(HTTPStatus.INTERNAL_SERVER_ERROR)
    def failed(_: HTTPException) -> Response:
        return _error_page(folder, HTTPStatus.INTERNAL_SERVER_ERROR)

    return pages


def _error_page(folder: Path, status: HTTPStatus) -> Response:
    """Return the site's own page for a status, such as 404.html, which no cache keeps."""
    html = (folder / f"{status.value}.html").read_text(encoding="utf-8")
    return Response(
        html, status, {**HEADERS, "Cache-Control": "no-store"}, content_type="text/html; charset=utf-8"
    )


def _compressed(response: Response, path: Path) -> Response:
    """Compress text files for clients that accept gzip."""
    if not (response.mimetype or "").startswith(_TEXT):
        return response
    response.vary.add("Accept-Encoding")
    # Neither ranges nor responses without a body.
    whole = response.status_code == HTTPStatus.OK and request.method == "GET"
    size_bytes = response.content_length or 0
    if not whole or size_bytes < SMALLEST_COMPRESSED_BYTES or not request.accept_encodings.quality("gzip"):
        return response
    response.close()  # the file itself is not read
    response.direct_passthrough = False
    response.set_data(_packed(path, path.stat().st_mtime_ns))
    response.content_encoding = "gzip"
    return response


@lru_cache(maxsize=256)
def _packed(path: Path, changed_at: int) -> bytes:  # noqa: ARG001 (another time makes another key)
    return gzip.compress(path.read_bytes(), mtime=0)
