"""The API's document at /api/openapi.yaml, for programs; deployments have it as a file of the site."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Request, Response

from ops.built_site import DOCUMENT
from shared.errors import NotFound
from shared.web.addresses import Addresses
from shared.web.http import http_function

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PATH = "/api/openapi.yaml"
MIMETYPE = "application/yaml"  # RFC 9512


def api_document(addresses: Addresses, source: Path = DOCUMENT) -> "WSGIApplication":
    """Build an application that answers with the document, which pages of every origin may read."""

    @http_function(
        "openapi.yaml", methods=_methods, addresses=lambda: addresses, cache_control="public, max-age=300"
    )
    def show(request: Request) -> Response:
        response = Response(source.read_bytes(), mimetype=MIMETYPE)
        response.add_etag()
        response.make_conditional(request)
        return response

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return show(Request(environ))(environ, start_response)

    return answer


def _methods(path: str) -> Sequence[str]:
    if path.strip("/"):
        raise NotFound("There is nothing here", expected=PATH, found="a path below it")
    return ["GET"]
