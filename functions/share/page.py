"""The pages of lists, blends and embeds, and of missing ones: HTML that escapes all text, with a policy each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.domain.invitation import Invitation
from shared.domain.offers import Offers, offers
from shared.domain.share import Share, SharedSong
from shared.domain.track_ids import DEMO
from shared.web.addresses import Addresses

from .pictures import SIZES, Format, Picture, address_of, picture
from .structured import heard_at, playlist_of
from .told import describe

CACHE_SECONDS = 60
"""A page may be cached this long after it was taken down."""

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


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a deployment. Where its site is on another host, styles, scripts and links lead there."""

    addresses: Addresses

    def list(self, share: Share, url: str) -> Response:
        """Build the page of a shared list or a blend at the address `url`."""
        embed = f"{self.addresses.functions}/api/oembed?{urlencode({'url': url})}"
        description, picture, songs = describe(share), self.card(share, url), _songs(share)
        previewed = {
            "description": description,
            "picture": picture,
            "card": SIZES["card"],
            "oembed": embed,
            "heard": [address for _, offers in songs if (address := heard_at(offers))],
            "playlist": playlist_of(share, songs, url, picture, description),
        }
        return _cached(self._page("list.html", _POLICY, _content(share, url) | previewed))

    def embed(self, share: Share, url: str) -> Response:
        """Build the page of a list for frames on other sites, where it is played by links alone."""
        return _cached(self._page("embed.html", _OF_EMBEDS, _content(share, url)))

    def invitation(self, invitation: Invitation, url: str) -> Response:
        """Build the page of a blend that waits for a friend's songs; it is not cached, as a list follows it."""
        picture = self.card(invitation, url)
        content = {"invitation": invitation, "url": url, "picture": picture, "card": SIZES["card"]}
        return self._page("invitation.html", _OF_BLENDS, content)

    def blend(self) -> Response:
        """Build the page on which a blend begins with one's own songs."""
        return self._page("blend.html", _OF_BLENDS, {})

    def gone(self) -> Response:
        """Build the page of a missing list, with a link to go on."""
        return self._page("gone.html", _POLICY, {}, HTTPStatus.NOT_FOUND)

    def gone_embed(self) -> Response:
        """Build the page of a missing list for frames on other sites."""
        return self._page("gone_embed.html", _OF_EMBEDS, {"home": self.addresses.site}, HTTPStatus.NOT_FOUND)

    def elsewhere(self, id: str) -> Response | None:
        """Redirect a browser to the site's own page of a list, where the listener is known; None on one host.

        What is stored in a browser is of one host, and so are the player and the modules of a page.
        """
        if not self._site:
            return None
        where = {"Location": f"{self._site}/list.html#{quote(id)}", "Referrer-Policy": "no-referrer"}
        return Response(status=HTTPStatus.SEE_OTHER, headers=where)

    def picture(self, shown: Share | Invitation, kind: Format) -> Picture:
        """Build a picture of what a page shows, not drawn yet."""
        return picture(shown, kind, urlsplit(self.addresses.site).netloc)

    def card(self, shown: Share | Invitation, url: str) -> str:
        """Return the address of the picture for previews of the page at `url`, which changes with the picture."""
        return address_of(url, "card", self.picture(shown, "card"))

    @property
    def _site(self) -> str:
        """Return the site's address where it is another host, else ""."""
        return "" if self.addresses.site == self.addresses.functions else self.addresses.site

    def _page(
        self,
        name: str,
        policy: Mapping[str, str],
        content: Mapping[str, object],
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        own = f"'self' {self._site}".rstrip()
        listed = (f"{directive} {sources}".replace("'self'", own) for directive, sources in policy.items())
        headers = {
            "Content-Security-Policy": "; ".join(listed),
            "Referrer-Policy": "no-referrer",  # the address is the permission to see the list
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",  # public for its recipients, not for search engines
        }
        html = _templates().get_template(name).render({"site": self._site, **content})
        return Response(html, status, headers, content_type="text/html; charset=utf-8")


def _content(share: Share, url: str) -> dict[str, object]:
    songs = _songs(share)
    return {
        "share": share,
        "url": url,
        "songs": songs,
        "playable": any(listen.spotify for _, listen in songs),
        "invented": all(DEMO.value_of(song.uri) for song in share.songs),
    }


def _songs(share: Share) -> list[tuple[SharedSong, Offers]]:
    return [(song, offers(song.track)) for song in share.songs]


def _cached(response: Response) -> Response:
    response.headers["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made
