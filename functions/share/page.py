"""The pages of lists, blends and embeds, and of missing ones: HTML that escapes all text, with a policy each."""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.domain.invitation import Invitation
from shared.domain.offers import offers
from shared.domain.share import Share
from shared.domain.track import join_names
from shared.domain.track_ids import DEMO

from .pictures import SIZES

CACHE_SECONDS = 60
"""A page may be cached this long after it was taken down."""

_MOST_NAMED = 3

_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "frame-src": "'self'",
    "connect-src": "https://open.spotify.com/oembed",
    "img-src": "'self' https://i.scdn.co https://image-cdn-ak.spotifycdn.com https://image-cdn-fa.spotifycdn.com",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

_OF_BLENDS = _POLICY | {"connect-src": "'self'"}
"""Songs are sent by a script."""

_OF_EMBEDS = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "frame-src": "https://open.spotify.com/embed/",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "*",
}
"""In a frame of any site: no script runs, so that nothing is stored and no token is read."""


def list_page(share: Share, url: str) -> Response:
    """Build the page of a shared list or a blend at the address `url`."""
    embed = f"{url.partition('/s/')[0]}/api/oembed?{urlencode({'url': url})}"
    return _cached(_page("list.html", _POLICY, _content(share, url) | {"card": SIZES["card"], "oembed": embed}))


def embed_page(share: Share, url: str) -> Response:
    """Build the page of a list for frames on other sites, where it is played by links alone."""
    return _cached(_page("embed.html", _OF_EMBEDS, _content(share, url)))


def invitation_page(invitation: Invitation, url: str) -> Response:
    """Build the page of a blend that waits for a friend's songs; it is not cached, as a list takes its place."""
    content = {"invitation": invitation, "url": url, "card": SIZES["card"]}
    return _page("invitation.html", _OF_BLENDS, content)


def blend_page() -> Response:
    """Build the page on which a blend begins with one's own songs."""
    return _page("blend.html", _OF_BLENDS, {})


def gone_page() -> Response:
    """Build the page of a missing list, with a link to go on."""
    return _page("gone.html", _POLICY, {}, HTTPStatus.NOT_FOUND)


def gone_embed(site_url: str) -> Response:
    """Build the page of a missing list for frames on other sites."""
    return _page("gone_embed.html", _OF_EMBEDS, {"site_url": site_url}, HTTPStatus.NOT_FOUND)


def describe(share: Share) -> str:
    """Return a one-sentence description of a list for link previews."""
    names = [
        f"“{song.name}”" + (f" by {song.artist}" if song.artist else "") for song in share.songs[:_MOST_NAMED]
    ]
    others = len(share.songs) - len(names)
    if others:
        names.append(f"{others} more {'song' if others == 1 else 'songs'}")
    return f"{join_names(names)}, each with the reason."


def _content(share: Share, url: str) -> dict[str, object]:
    songs = [(song, offers(song.track)) for song in share.songs]
    return {
        "share": share,
        "url": url,
        "description": describe(share),
        "songs": songs,
        "playable": any(listen.spotify for _, listen in songs),
        "invented": all(DEMO.value_of(song.uri) for song in share.songs),
    }


def _page(
    name: str, policy: Mapping[str, str], content: Mapping[str, object], status: HTTPStatus = HTTPStatus.OK
) -> Response:
    headers = {
        "Content-Security-Policy": "; ".join(f"{directive} {sources}" for directive, sources in policy.items()),
        "Referrer-Policy": "no-referrer",  # the address is the permission to see the list
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",  # public for its recipients, not for search engines
    }
    html = _templates().get_template(name).render(content)
    return Response(html, status, headers, content_type="text/html; charset=utf-8")


def _cached(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
