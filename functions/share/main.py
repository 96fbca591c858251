"""Entry point of `share`: publish and take down a listener's lists; serve their pages and pictures."""

import secrets
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from urllib.parse import urlsplit

import functions_framework
from flask import Request, Response

from shared.errors import NotFound
from shared.ports import ObjectStore, Records
from shared.settings.config import Settings
from shared.settings.live_model import live_model
from shared.settings.request_counts import request_counts
from shared.web.auth import demanded_listener
from shared.web.bodies import json_body
from shared.web.http import http_function, json_response
from shared.web.rate_limits import OWN_LISTS, PAGES, PICTURES, SHARED_LISTS, ClientLimits, Rate, limited
from shared.web.routes import Router
from shared.web.tokens import Tokens

from .contract import ShareRequest
from .fonts import typefaces
from .handler import Sharing
from .kept_pictures import KeptPictures
from .listed import to_list
from .page import gone_page, list_page
from .pictures import Format, picture

BODY_LIMIT_BYTES = 16 * 1024

PICTURE_CACHE = "public, max-age=300"
"""A picture may be cached this long after its list was taken down or renamed."""


@cache
def settings() -> Settings:
    """Read the environment once per instance."""
    return Settings.from_environment()


@cache
def records() -> Records:
    """Connect to the records once per instance."""
    return settings().records()


@cache
def objects() -> ObjectStore:
    """Connect to the object store when the first picture is requested."""
    return settings().objects()


@cache
def pictures() -> KeptPictures:
    """Keep the pictures drawn last in memory, once per instance."""
    return KeptPictures(objects(), use_case().is_shared)


@cache
def tokens() -> Tokens:
    """Read the secrets when the first token arrives."""
    return Tokens(*settings().signing_secrets())


@cache
def use_case() -> Sharing:
    """Build the use case once per instance; the model is loaded when the first list is shared."""
    return Sharing(
        records(),
        objects,
        lambda: live_model(settings()).get(),
        site_url=settings().site_url,
        now=lambda: datetime.now(UTC),
        new_id=lambda: secrets.token_urlsafe(16),
    )


@cache
def limits() -> ClientLimits:
    """Keep the buckets of clients, once per instance."""
    return ClientLimits(settings().rate_factor, settings().forwarded_hops, tokens)


def rate_of(request: Request) -> Rate:
    """Return the rate of a request: a picture is drawn, a shared list stays, a listener's own are all read."""
    route = request.path.strip("/")  # as the router reads it
    if route.endswith(".png"):
        return PICTURES
    if route == "mine":
        return OWN_LISTS
    return PAGES if request.method in ("GET", "HEAD") else SHARED_LISTS


@functions_framework.http
@http_function(
    "share",
    methods=["GET", "POST", "DELETE"],
    site_url=lambda: settings().site_url,
    ready=lambda: (use_case(), typefaces()),
    counted=lambda *answer: request_counts(settings()).add(*answer),
)
@limited(limits, rate_of)
def share(request: Request) -> Response:
    """Answer one request to /api/share or /s."""
    return router().answer(request)


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "": {"POST": share_list},
            "mine": {"GET": show_mine},
            "<id>": {"GET": show_page, "DELETE": take_down},
            "<id>/list.json": {"GET": show_list},
            "<id>/card.png": {"GET": lambda request, id: show_picture(request, id, "card")},
            "<id>/story.png": {"GET": lambda request, id: show_picture(request, id, "story")},
        }
    )


def share_list(request: Request) -> Response:
    """Publish a list's page."""
    listener = demanded_listener(request, tokens, records)
    shared = use_case().share(listener, json_body(request, ShareRequest, BODY_LIMIT_BYTES))
    return json_response(shared, HTTPStatus.CREATED)


def show_mine(request: Request) -> Response:
    """Answer with the listener's shared lists."""
    return json_response(use_case().mine(demanded_listener(request, tokens, records)))


def take_down(request: Request, id: str) -> Response:
    """Remove one of the listener's lists."""
    use_case().take_down(demanded_listener(request, tokens, records), id)
    return Response(status=HTTPStatus.NO_CONTENT)


def show_page(request: Request, id: str) -> Response:
    """Render a list's page, or the page of a missing one."""
    try:
        found = use_case().find(id)
    except NotFound:
        return gone_page()
    if request.headers.get("Sec-Fetch-Dest") == "document":  # browsers say so, and previews of links do not
        use_case().note_opened(id)
    return list_page(found, use_case().url(id))


def show_list(_: Request, id: str) -> Response:
    """Answer with a list to start from."""
    found = use_case().find(id)
    response = json_response(to_list(found), model=found.model)
    response.headers["Cache-Control"] = PICTURE_CACHE
    return response


def show_picture(request: Request, id: str, kind: Format) -> Response:
    """Answer with a picture, drawn unless it is kept, or with 304 if the client has it."""
    wanted = picture(use_case().find(id), kind, urlsplit(settings().site_url).netloc)
    if request.if_none_match.contains(wanted.tag):
        response = Response(status=HTTPStatus.NOT_MODIFIED)
    else:
        response = Response(pictures().png(id, kind, wanted), mimetype="image/png")
    response.set_etag(wanted.tag)
    response.headers["Cache-Control"] = PICTURE_CACHE
    response.headers["X-Robots-Tag"] = "noindex"
    return response
