"""Names of tracks by their Spotify ids, from Spotify's Web API with the token of an app (client credentials).

See https://developer.spotify.com/documentation/web-api/reference/get-track: a new app reads one track a request,
as lists of ids are answered no more. 429 carries `Retry-After`, which may be hours, or the reason QUOTA_EXCEEDED.
spotipy makes the requests; here it neither waits nor retries, and writes no token to a file.
"""

import logging
from collections.abc import Callable, Sequence
from http import HTTPStatus
from threading import Lock
from typing import Annotated, Protocol

import msgspec
import requests
from msgspec import Meta, Struct
from spotipy import Spotify
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyClientCredentials

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


class _Tokens(Protocol):
    def get_access_token(self, *, as_dict: bool) -> str: ...


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
        logging.getLogger("spotipy").setLevel(logging.WARNING)  # at DEBUG it logs the secret and the tokens
        self._allowance = allowance or Allowance(SERVICE, REQUESTS, WINDOW_SECONDS)
        self._calls = BoundedCalls(SERVICE, bounds)
        self._token_url = f"{ACCOUNTS_URL if api_url == API_URL else api_url}/api/token"
        self._kept_token = MemoryCacheHandler()
        session = unredirected_session(self._check)
        credentials = SpotifyClientCredentials(
            client_id,
            client_secret,
            requests_session=session,
            requests_timeout=timeout_seconds,
            cache_handler=self._kept_token,
        )
        credentials.OAUTH_TOKEN_URL = self._token_url
        self._spotify = Spotify(
            auth_manager=_CountedTokens(credentials, self._allowance.take),
            requests_session=session,
            requests_timeout=timeout_seconds,
            retries=0,
            status_retries=0,
        )
        self._spotify.prefix = f"{api_url}/v1/"

    def names(self, track_ids: Sequence[str]) -> FoundNames:
        """Return the names of tracks by their ids; see `TrackNames`."""
        return self._calls.of_each(track_ids, self._one)

    def _one(self, track_id: str) -> NamedSong:
        value = SPOTIFY.value_of(track_id)
        if not value:
            raise NotFound("This is no id of Spotify's")
        try:
            with answering(SERVICE):
                return _song(self._spotify.track(value))
        except LimitReached:
            raise
        except Unavailable as error:
            self._pause(PAUSE_SECONDS, "WARNING", error)
            raise

    def _pause(self, seconds: int, severity: logs.Severity, error: SegueError) -> None:
        logs.event(logger, severity, f"names are not looked up for {seconds} seconds: {error}")
        self._allowance.pause(seconds)

    def _check(self, response: requests.Response) -> None:
        """Raise the error of any answer that spotipy should not read."""
        if str(response.request.url) == self._token_url:
            self._check_token(response)
        elif response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST):
            raise NotFound("Spotify has no track of this id")
        elif response.status_code == HTTPStatus.UNAUTHORIZED:
            self._kept_token.save_token_to_cache(None)
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
        decoded(SERVICE, response.content, _Token)

    def _check_answer(self, response: requests.Response) -> None:
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = retry_after_seconds(response.headers.get("Retry-After", ""), utc_now())
            refused = limited(SERVICE, "429", seconds)
            self._pause(REFUSED_PAUSE_SECONDS if seconds is None else seconds, "WARNING", refused)
            raise refused
        if response.status_code != HTTPStatus.OK:
            raise unexpected(SERVICE, "a track", str(response.status_code))


class _CountedTokens:
    """The app's token, which spotipy reads before each request: each is counted, and one renews it for all."""

    def __init__(self, credentials: _Tokens, count: Callable[[], None]) -> None:
        self._credentials = credentials
        self._count = count
        self._lock = Lock()

    def get_access_token(self, *, as_dict: bool) -> str:
        """Return a valid token. Raises LimitReached in a pause."""
        with self._lock:
            self._count()
            return self._credentials.get_access_token(as_dict=as_dict)


def _song(found: object) -> NamedSong:
    """Return the names in an answer. Raises NotFound for a track that was taken down, which has none."""
    try:
        track = msgspec.convert(found, _Track)
    except msgspec.ValidationError as error:
        raise unexpected(SERVICE, "a track with the documented fields", str(error)) from error
    title = _text(track.name or "")
    if not title:
        raise NotFound("Spotify has this track no longer")
    artists = _text(", ".join(artist.name for artist in track.artists or () if artist.name))
    code = (track.external_ids and track.external_ids.isrc) or ""
    return NamedSong(title, artists, isrc_of(code.upper()) or "")


def _text(given: str) -> str:
    return " ".join(given.split())[:MOST_CHARACTERS]
