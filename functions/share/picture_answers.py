"""Responses with a picture: drawn for whoever needs it alone, kept for good under an address of its content."""

from http import HTTPStatus

from flask import Request, Response

from .kept_pictures import KeptPictures
from .pictures import Format, Picture

PICTURE_CACHE = "public, max-age=300"
"""A picture may be kept this long after its list was taken down or renamed."""

FOR_GOOD = "public, s-maxage=300, max-age=31536000, immutable"
"""At the address of its content a browser keeps a picture, and what many share, such as a CDN, as long as else."""


def picture_answer(
    request: Request, kept: KeptPictures, id: str, kind: Format, wanted: Picture, tag: str
) -> Response:
    """Return the picture of a list, requested at the address of one with this tag, or "" for whichever it is.

    Nothing is drawn for a client that has it, nor for HEAD, which tells the length of a picture that was drawn.
    """
    response = _answer(request, kept, id, kind, wanted)
    response.set_etag(wanted.tag)
    response.headers["Cache-Control"] = FOR_GOOD if tag == wanted.tag else PICTURE_CACHE
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: Request, kept: KeptPictures, id: str, kind: Format, wanted: Picture) -> Response:
    if request.if_none_match.contains(wanted.tag):
        return Response(status=HTTPStatus.NOT_MODIFIED)
    if request.method == "HEAD":
        return _described(kept.drawn(id, kind, wanted))
    return Response(kept.png(id, kind, wanted), mimetype="image/png")


def _described(png: bytes | None) -> Response:
    if png is not None:
        return Response(png, mimetype="image/png")
    response = Response(mimetype="image/png")
    response.automatically_set_content_length = False
    return response
