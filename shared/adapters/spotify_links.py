"""Resolver of `spotify.link` short links to open.spotify.com links, restricted to an allow-list of hosts.

It is the only code that requests an address given by a listener: by HEAD, so that no body is transferred, one
redirect at a time, each checked before it is followed.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urljoin

import requests

from shared.adapters.bounded_calls import BoundedCalls, Bounds
from shared.adapters.http_client import answering, limit_reached, unexpected
from shared.adapters.validation import utc_now
from shared.errors import InvalidInput, NotFound
from shared.intake.links import find_links
from shared.ports import MOST_SHORT_LINKS, FollowedLinks

MOST_HOPS = 5
"""Maximum number of redirects; Spotify needs two."""

TIMEOUT_SECONDS = 2.0
"""Timeout for connecting, and for each answer."""

BOUNDS = Bounds(calls=MOST_SHORT_LINKS, seconds=3.0)

# The pattern matches the whole address, so that no two parsers can disagree on its host: it has no user, port,
# backslash or space, and only ASCII characters.
_FOLLOWED = re.compile(
    r"https://(?i:spotify\.link|spotify\.app\.link|open\.spotify\.com)/"
    r"[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*)?(?:#[!-~]*)?"
)
_ITEM = re.compile(r"https://open\.spotify\.com/", re.IGNORECASE)

_SERVICE = "Spotify's short links"
_CURE = "open it and paste the long link that the address bar shows"


class SpotifyLinks:
    """A ShortLinks over `session`; tests pass their own."""

    def __init__(
        self,
        session: requests.Session | None = None,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        bounds: Bounds = BOUNDS,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._session = session or requests.Session()
        # Cookies would connect the links of different listeners.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self._timeout_seconds = timeout_seconds
        self._calls = BoundedCalls(_SERVICE, bounds)
        self._now = now

    def follow(self, links: Sequence[str]) -> FollowedLinks:
        """Return the link behind each short link, or an error; see `ShortLinks`."""
        return self._calls.of_each(links, self.resolve)

    def resolve(self, link: str) -> str:
        """Return the open.spotify.com link of a track, playlist, album ... behind a short link, without its query.

        Raises InvalidInput if any address on the way is not allowed or there are more than MOST_HOPS redirects;
        NotFound if the last address redirects nowhere; LimitReached or Unavailable if Spotify does not answer.
        """
        address = _checked(link)
        for _ in range(MOST_HOPS):
            if item := _item(address):
                return item
            address = self._next(address)
        if item := _item(address):
            return item
        raise InvalidInput(
            "The short link leads through too many others",
            expected=f"{MOST_HOPS} at most",
            found="more",
            cure=_CURE,
        )

    def _next(self, address: str) -> str:
        """Return the checked target of a redirect; requests and urljoin raise ValueError for bad addresses."""
        try:
            return _checked(urljoin(address, self._location(address)))
        except ValueError as error:
            raise _refusal("an address that cannot be read") from error

    def _location(self, address: str) -> str:
        """Request the target of a redirect."""
        with (
            answering(_SERVICE),
            self._session.head(address, allow_redirects=False, timeout=self._timeout_seconds) as response,
        ):
            if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                raise limit_reached(_SERVICE, response, self._now())
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise unexpected(_SERVICE, "a redirect", str(response.status_code))
            if not response.is_redirect:
                raise NotFound("The short link leads nowhere", found=str(response.status_code), cure=_CURE)
            return response.headers["Location"]


def _checked(address: str) -> str:
    """Return the address, or raise InvalidInput if it is not on the allow-list."""
    if not _FOLLOWED.fullmatch(address):
        raise _refusal(address)
    return address


def _refusal(address: str) -> InvalidInput:
    return InvalidInput(
        "The link leads where we do not go",
        expected="an https address of spotify.link, spotify.app.link or open.spotify.com",
        found=ascii(address[:200]),
        cure=_CURE,
    )


def _item(address: str) -> str | None:
    """Return the plain link in an address that names a track, a playlist ... itself, else None."""
    if not _ITEM.match(address):
        return None
    link = next((link for link in find_links(address.partition("?")[0]) if link.kind != "short"), None)
    return f"https://open.spotify.com/{link.kind}/{link.id.rpartition(':')[2]}" if link else None
