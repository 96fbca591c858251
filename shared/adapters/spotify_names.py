"""Names of tracks by their Spotify ids, from Spotify's Web API with the token of an app (client credentials).

See https://developer.spotify.com/documentation/web-api/reference/get-track: a new app reads one track a request,
as lists of ids are answered no more. 429 carries `Retry-After`, which may be hours, or the reason QUOTA_EXCEEDED.
Nothing here waits or retries, and no token is kept but in memory.
"""

import logging
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from threading import Lock
from typing import Annotated

import requests
from msgspec import Meta, Struct

from shared import logs
from shared.adapters.allowance import Allowance
from shared.adapters.bounded_calls import BoundedCalls, Bounds
from shared.adapters.http_client import answering, decoded, limited, unexpected, unredirected_session
from shared.adapters.retry import retry_after_seconds
from shared.adapters.validation import utc_now
from shared.domain.named_song import NamedSong
from shared.domain.track_ids import SPOTIFY, isrc_of
from shared.errors import InvalidSettings, LimitReached, NotFound, SegueError, Unavailable
from shared.ports import MOST_NAMED, FoundNames

API_URL = "https://api.spotify.com"
ACCOUNTS_URL = "https://accounts.spotify.com"

SERVICE = "Spotify"

TIMEOUT_SECONDS = 2.0
"""Timeout for connecting, and for each read."""

BOUNDS = Bounds(calls=MOST_NAMED, seconds=3.0)

REQUESTS, WINDOW_SECONDS = 100, 30
"""Our own bound for one instance; Spotify counts in windows of 30 seconds and publishes no figure."""

PAUSE_SECONDS = 30
"""The pause after a failure, so that not every listener waits for another timeout."""

REFUSED_PAUSE_SECONDS = 600
"""The pause after a refusal that names no wait: of our credentials, or as the quota is used up."""

RENEWED_SECONDS = 60
"""A token is renewed so long before its end."""

MOST_CHARACTERS = 300
"""Bound on a title, and on the artists together."""


logger = logging.getLogger(__name__)


class _Token(Struct):
    access_token: Annotated[str, Meta(min_length=1)]
    expires_in: int


class _Artist(Struct):
    name: str | None = None


class _ExternalIds(Struct):
    isrc: str | None = None


class _Track(Struct):
    name: str | None = None
    artists: list[_Artist] | None = None
    external_ids: _ExternalIds | None = None


class SpotifyNames:
    """A TrackNames over Spotify's Web API; an `api_url` of one's own issues the tokens, too."""

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        api_url: str = API_URL,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        bounds: Bounds = BOUNDS,
        allowance: Allowance | None = None,
    ) -> None:
        self._allowance = allowance or Allowance(SERVICE, REQUESTS, WINDOW_SECONDS)
        self._calls = BoundedCalls(SERVICE, bounds)
        self._session = unredirected_session(self._check)
        self._tracks_url = f"{api_url}/v1/tracks/"
        self._token_url = f"{ACCOUNTS_URL if api_url == API_URL else api_url}/api/token"
        self._app = client_id, client_secret
        self._timeout_seconds = timeout_seconds
        self._tokens = _Tokens(self._allowance.take, self._ask_token)

    def names(self, track_ids: Sequence[str]) -> FoundNames:
        """Return the names of tracks by their ids; see `TrackNames`."""
        return self._calls.of_each(track_ids, self._one)

    def _one(self, track_id: str) -> NamedSong:
        value = SPOTIFY.value_of(track_id)
        if not value:
            raise NotFound("This is no id of Spotify's")
        try:
            with answering(SERVICE):
                return _song(self._track(value))
        except LimitReached:
            raise
        except Unavailable as error:
            self._pause(PAUSE_SECONDS, "WARNING", error)
            raise

    def _track(self, value: str) -> _Track:
        answer = self._session.get(
            f"{self._tracks_url}{value}",
            headers={"Authorization": f"Bearer {self._tokens.valid()}"},
            timeout=self._timeout_seconds,
        )
        return decoded(SERVICE, answer.content, _Track)

    def _ask_token(self) -> _Token:
        answer = self._session.post(
            self._token_url,
            {"grant_type": "client_credentials"},
            auth=self._app,
            timeout=self._timeout_seconds,
        )
        return decoded(SERVICE, answer.content, _Token)

    def _pause(self, seconds: int, severity: logs.Severity, error: SegueError) -> None:
        logs.event(logger, severity, f"names are not looked up for {seconds} seconds: {error}")
        self._allowance.pause(seconds)

    def _check(self, response: requests.Response) -> None:
        """Raise the error of any answer that holds neither names nor a token."""
        if str(response.request.url) == self._token_url:
            self._check_token(response)
        elif response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST):
            raise NotFound("Spotify has no track of this id")
        elif response.status_code == HTTPStatus.UNAUTHORIZED:
            self._tokens.forget()
            raise unexpected(SERVICE, "a track", "401: the token is refused")
        else:
            self._check_answer(response)

    def _check_token(self, response: requests.Response) -> None:
        if response.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            refused = InvalidSettings(
                "Spotify refuses the credentials of the app",
                expected="SEGUE_SPOTIFY_ID and SEGUE_SPOTIFY_SECRET as developer.spotify.com shows them",
                found=str(response.status_code),
                cure="set them anew",
            )
            self._pause(REFUSED_PAUSE_SECONDS, "ERROR", refused)
            raise refused
        self._check_answer(response)

    def _check_answer(self, response: requests.Response) -> None:
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = retry_after_seconds(response.headers.get("Retry-After", ""), utc_now())
            refused = limited(SERVICE, "429", seconds)
            self._pause(REFUSED_PAUSE_SECONDS if seconds is None else seconds, "WARNING", refused)
            raise refused
        if response.status_code != HTTPStatus.OK:
            raise unexpected(SERVICE, "a track", str(response.status_code))


class _Tokens:
    """The app's token, read before each request: each is counted, and one thread renews it for all."""

    def __init__(
        self,
        count: Callable[[], None],
        ask: Callable[[], _Token],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._count = count
        self._ask = ask
        self._seconds = seconds
        self._lock = Lock()
        self._kept: _Token | None = None
        self._ends_at = 0.0

    def valid(self) -> str:
        """Return a valid token. Raises LimitReached in a pause, and what asking for one does."""
        with self._lock:
            self._count()
            if self._kept is None or self._seconds() > self._ends_at - RENEWED_SECONDS:
                self._kept = self._ask()
                self._ends_at = self._seconds() + self._kept.expires_in
            return self._kept.access_token

    def forget(self) -> None:
        """Have the next one asked for: the one that is kept was refused."""
        self._kept = None


def _song(track: _Track) -> NamedSong:
    """Return the names in an answer. Raises NotFound for a track that was taken down, which has none."""
    title = _text(track.name or "")
    if not title:
        raise NotFound("Spotify has this track no longer")
    artists = _text(", ".join(artist.name for artist in track.artists or () if artist.name))
    code = (track.external_ids and track.external_ids.isrc) or ""
    return NamedSong(title, artists, isrc_of(code.upper()) or "")


def _text(given: str) -> str:
    return " ".join(given.split())[:MOST_CHARACTERS]
