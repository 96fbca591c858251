"""Entry point of `share`: publish and take down a listener's lists and blends; serve their pages and pictures."""

from functools import cache, partial
from http import HTTPStatus
from urllib.parse import urlsplit

import functions_framework
from flask import Request, Response

from shared.domain.invitation import Invitation
from shared.errors import InvalidInput, NotFound
from shared.settings.request_counts import request_counts
from shared.web.auth import demanded_listener
from shared.web.bodies import json_body
from shared.web.conditional import unless_same
from shared.web.http import http_function, json_response
from shared.web.paging import CURSOR, add_next_link
from shared.web.rate_limits import OWN_LISTS, PAGES, PICTURES, SHARED_LISTS, Rate, limited
from shared.web.routes import Router

from .contract import BlendRequest, ShareRequest, ShareResponse
from .embedding import bounded, demand_json, embedded, id_in
from .fonts import typefaces
from .listed import to_list
from .own_music import period_of
from .picture_answers import PICTURE_CACHE, picture_answer
from .pictures import SIZES, Format, picture_of
from .qr_code import qr_code
from .wiring import blending, limits, own_music, pages, pictures, public, records, settings, sharing, tokens

BODY_LIMIT_BYTES = 16 * 1024


def rate_of(request: Request) -> Rate:
    """Return the rate of a request: a listener's own are all read, a picture is drawn, a shared list stays."""
    route = request.path.strip("/")  # as the router reads it
    if route == "mine" or route.startswith("mine/"):
        return OWN_LISTS
    if route.endswith(".png"):
        return PICTURES
    return PAGES if request.method in ("GET", "HEAD") else SHARED_LISTS


@cache
def router() -> Router:
    """Build the routes once per instance, on the first request."""
    return Router(
        {
            "": {"POST": share_list, "GET": show_embedding},
            "mine": {"GET": show_mine},
            "mine/<kind>.png": {"GET": show_own_music},
            "blend": {"GET": show_blend},
            "blends": {"POST": invite},
            "blends/<id>": {"POST": join},
            "<id>": {"GET": show_page, "DELETE": take_down},
            "<id>/embed": {"GET": show_embed},
            "<id>/list.json": {"GET": show_list},
            "<id>/qr.svg": {"GET": show_qr_code},
            "<id>/card.png": {"GET": partial(show_picture, kind="card")},
            "<id>/card-<tag>.png": {"GET": partial(show_picture, kind="card")},
            "<id>/story.png": {"GET": partial(show_picture, kind="story")},
            "<id>/story-<tag>.png": {"GET": partial(show_picture, kind="story")},
        }
    )


@functions_framework.http
@http_function(
    "share",
    methods=lambda path: router().methods(path),
    paths=("/s", "/api/oembed"),
    addresses=lambda: settings().addresses(),
    ready=lambda: (public(), typefaces()),
    counted=lambda *answer: request_counts(settings()).add(*answer),
)
@limited(limits, rate_of)
def share(request: Request) -> Response:
    """Answer one request to /api/share, /s or /api/oembed."""
    return router().answer(request)


def share_list(request: Request) -> Response:
    """Publish a list's page."""
    listener = demanded_listener(request, tokens, records)
    return _published(sharing().share(listener, json_body(request, ShareRequest, BODY_LIMIT_BYTES)))


def invite(request: Request) -> Response:
    """Make a blend's link."""
    listener = demanded_listener(request, tokens, records)
    return _published(blending().invite(listener, json_body(request, BlendRequest, BODY_LIMIT_BYTES)))


def join(request: Request, id: str) -> Response:
    """Add a friend's songs to a blend."""
    listener = demanded_listener(request, tokens, records)
    blending().join(listener, id, json_body(request, BlendRequest, BODY_LIMIT_BYTES))
    return _published(id)


def show_mine(request: Request) -> Response:
    """Answer with the listener's shared lists and blends."""
    mine = public().mine(demanded_listener(request, tokens, records), request.args.get(CURSOR, ""))
    add_next_link(request, mine.cursor)
    return json_response(mine)


def take_down(request: Request, id: str) -> Response:
    """Remove one of the listener's lists or blends."""
    public().take_down(demanded_listener(request, tokens, records), id)
    return Response(status=HTTPStatus.NO_CONTENT)


def show_page(request: Request, id: str) -> Response:
    """Render the page of a list, a blend or an invitation, or the page of a missing one."""
    try:
        found = public().shown(id)
    except NotFound:
        return pages().gone()
    if _opens(request):
        sharing().note_opened(id)
        if elsewhere := pages().elsewhere(id):
            return elsewhere
    url = public().url(id)
    if isinstance(found, Invitation):
        return pages().invitation(found, url)
    return unless_same(request, pages().list(found, url))


def show_blend(request: Request) -> Response:
    """Render the page on which a blend begins."""
    return (pages().elsewhere("blend") if _opens(request) else None) or pages().blend()


def _opens(request: Request) -> bool:
    """Check whether a person opens a page: browsers say so, and previews of links do not."""
    return request.headers.get("Sec-Fetch-Dest") == "document"


def show_embed(request: Request, id: str) -> Response:
    """Render a list for a frame on another site, or say that it is gone."""
    try:
        return unless_same(request, pages().embed(public().list(id), public().url(id)))
    except NotFound:
        return pages().gone_embed()


def show_embedding(request: Request) -> Response:
    """Answer how a list's page is embedded (oEmbed 1.0), in JSON alone."""
    demand_json(request.args.get("format", "json"))
    address = request.args.get("url", "")
    if not address:
        raise InvalidInput(
            "There is no address to embed", expected="?url= with the address of a list", found="none"
        )
    sizes = [bounded(name, request.args.get(name)) for name in ("maxwidth", "maxheight")]
    id = id_in(address, settings().addresses().functions)
    found, url = public().list(id), public().url(id)
    response = json_response(embedded(found, url, pages().card(found, url), settings().site_url, *sizes))
    response.headers.update({"Cache-Control": PICTURE_CACHE, "Access-Control-Allow-Origin": "*"})
    return response


def show_list(request: Request, id: str) -> Response:
    """Answer with a list to start from."""
    found = public().list(id)
    response = json_response(to_list(found), model=found.model)
    response.headers["Cache-Control"] = PICTURE_CACHE
    return unless_same(request, response)


def show_picture(request: Request, id: str, kind: Format, tag: str = "") -> Response:
    """Answer with the picture of a list as it is now, also where the tag is an earlier one's."""
    wanted = pages().picture(public().shown(id), kind)
    return picture_answer(request, pictures(), id, kind, wanted, tag)


def show_qr_code(_: Request, id: str) -> Response:
    """Answer with the QR code of a page that is there."""
    response = Response(qr_code(public().url(public().shown(id).id)), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = PICTURE_CACHE
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def show_own_music(request: Request, kind: str) -> Response:
    """Answer with a picture of a month or a year of the listener's music, for them alone."""
    listener = demanded_listener(request, tokens, records)
    form = next((each for each in SIZES if each == kind), None)
    if form is None:
        raise NotFound("There is no such picture", expected=" or ".join(SIZES), found=ascii(kind[:20]))
    content = own_music().content(listener, period_of(request.args.get("of", "")))
    drawn = picture_of(content, form, urlsplit(settings().site_url).netloc).draw()
    response = Response(drawn, mimetype="image/png")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _published(id: str) -> Response:
    return json_response(ShareResponse(id, public().url(id)), HTTPStatus.CREATED)
