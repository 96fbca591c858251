"""The page of a shared list, and the page of a missing one: HTML without scripts that escapes all text."""

from functools import cache
from http import HTTPStatus
from pathlib import Path

from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.domain.offers import offers
from shared.domain.share import Share
from shared.domain.track import join_names
from shared.domain.track_ids import DEMO

from .pictures import SIZES

CACHE_SECONDS = 60
"""A page may be cached this long after it was taken down."""

_MOST_NAMED = 3

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; frame-src 'self'; "
        "connect-src https://open.spotify.com/oembed; "
        "img-src 'self' https://i.scdn.co "
        "https://image-cdn-ak.spotifycdn.com https://image-cdn-fa.spotifycdn.com; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",  # the address is the permission to see the list
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",  # public for its recipients, not for search engines
}


def list_page(share: Share, url: str) -> Response:
    """Build the page of a shared list at the address `url`."""
    songs = [(song, offers(song.track)) for song in share.songs]
    html = (
        _templates()
        .get_template("list.html")
        .render(
            share=share,
            url=url,
            description=describe(share),
            card=SIZES["card"],
            songs=songs,
            playable=any(listen.spotify for _, listen in songs),
            invented=all(DEMO.value_of(song.uri) for song in share.songs),
        )
    )
    response = Response(html, HTTPStatus.OK, _HEADERS, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response


def gone_page() -> Response:
    """Build the page of a missing list, with a link to go on."""
    html = _templates().get_template("gone.html").render()
    return Response(html, HTTPStatus.NOT_FOUND, _HEADERS, content_type="text/html; charset=utf-8")


def describe(share: Share) -> str:
    """Return a one-sentence description of a list for link previews."""
    names = [
        f"“{song.name}”" + (f" by {song.artist}" if song.artist else "") for song in share.songs[:_MOST_NAMED]
    ]
    others = len(share.songs) - len(names)
    if others:
        names.append(f"{others} more {'song' if others == 1 else 'songs'}")
    return f"{join_names(names)}, each with the reason."


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
