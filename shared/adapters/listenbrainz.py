"""Listening histories from ListenBrainz, a free service of the MetaBrainz Foundation, by its public API.

See https://listenbrainz.readthedocs.io/en/latest/users/api/: a listener's statistics answer 204 until they are
counted, fields such as `recording_mbid` may be null or missing, and every answer says by `X-RateLimit-Remaining`
and `X-RateLimit-Reset-In` how much may still be asked and when that begins anew. No account of ours is involved.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import quote

import msgspec
import requests

from shared.adapters.allowance import Allowance
from shared.adapters.http_client import answering, decoded, limited, unexpected, unredirected_session
from shared.adapters.retry import retry_after_seconds, with_retries
from shared.adapters.validation import utc_now
from shared.domain.listening import MOST_NAME_CHARACTERS, HeardSong, Span, is_listener_name
from shared.errors import InvalidInput, LimitReached, NotFound

BASE_URL = "https://api.listenbrainz.org"

SERVICE = "ListenBrainz"

MOST_SONGS = 100
"""Maximum number of songs that are asked for; more seeds hardly change an answer."""

MOST_CHARACTERS = 300
"""Bound on a title and on an artist: a history holds whatever players sent."""

TIMEOUT_SECONDS = 5.0
"""Timeout for connecting, and for each read: a listener waits."""

REQUESTS, WINDOW_SECONDS = 20, 10
"""Our own bound for one instance; how much ListenBrainz allows an address, it says in each answer."""

_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class _Recording(msgspec.Struct):
    track_name: str | None = None
    artist_name: str | None = None
    recording_mbid: str | None = None


class _Recordings(msgspec.Struct):
    recordings: list[_Recording]


class _Favourites(msgspec.Struct):
    payload: _Recordings


class _Mapping(msgspec.Struct):
    recording_mbid: str | None = None


class _TrackMetadata(msgspec.Struct):
    track_name: str | None = None
    artist_name: str | None = None
    mbid_mapping: _Mapping | None = None
    """The match that ListenBrainz made."""
    additional_info: dict[str, object] | None = None
    """Fields of the player, unchecked."""


class _Listen(msgspec.Struct):
    track_metadata: _TrackMetadata


class _Listens(msgspec.Struct):
    listens: list[_Listen]


class _Recent(msgspec.Struct):
    payload: _Listens


class ListenBrainz:
    """A ListeningHistory over ListenBrainz' public API; `sleep` takes seconds, `monotonic` returns them."""

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base_url = base_url
        self._timeout_seconds = timeout_seconds
        self._sleep = sleep
        self._allowance = Allowance(SERVICE, REQUESTS, WINDOW_SECONDS, monotonic)
        self._session = unredirected_session(self._check)
        # Cookies would connect the requests of different listeners.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))

    def songs(self, name: str, span: Span) -> Sequence[HeardSong]:
        """Return a listener's songs of a span; see `ListeningHistory`."""
        if not is_listener_name(name):
            raise InvalidInput(
                "This is no name of a listener at ListenBrainz",
                expected=f"1 to {MOST_NAME_CHARACTERS} printable characters without “/”",
            )
        escaped = quote(name, safe="")
        return _distinct(self._recent(escaped) if span == "recent" else self._favourites(escaped, span))

    def _favourites(self, escaped: str, span: Span) -> list[HeardSong]:
        body = self._get(f"/1/stats/user/{escaped}/recordings", {"range": span})
        if body is None:
            return []
        found = decoded(SERVICE, body, _Favourites).payload.recordings
        return [_song(each.track_name, each.artist_name, each.recording_mbid) for each in found]

    def _recent(self, escaped: str) -> list[HeardSong]:
        body = self._get(f"/1/user/{escaped}/listens", {})
        found = [] if body is None else decoded(SERVICE, body, _Recent).payload.listens
        return [_listened(each.track_metadata) for each in found]

    def _get(self, path: str, query: Mapping[str, str]) -> bytes | None:
        """Read the body of an answer, or None if there is nothing yet. A rate limit is raised at once."""
        response = with_retries(lambda: self._once(path, query), sleep=self._sleep, unless=(LimitReached,))
        if response.status_code == HTTPStatus.NO_CONTENT:
            return None
        if response.status_code == HTTPStatus.NOT_FOUND:
            raise NotFound("ListenBrainz knows no listener of this name")
        if response.status_code != HTTPStatus.OK:
            raise unexpected(SERVICE, "a listener's songs", str(response.status_code))
        return response.content

    def _once(self, path: str, query: Mapping[str, str]) -> requests.Response:
        self._allowance.take()
        with answering(SERVICE):
            return self._session.get(
                self._base_url + path,
                params={**query, "count": str(MOST_SONGS)},
                timeout=self._timeout_seconds,
            )

    def _check(self, response: requests.Response) -> None:
        """Heed the rate limit of a response, and raise for those that a retry may change."""
        refused = response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        seconds = _reset_seconds(response)
        if seconds is not None and (refused or response.headers.get("X-RateLimit-Remaining") == "0"):
            self._allowance.pause(seconds)
        if refused:
            raise limited(SERVICE, "429", seconds)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise unexpected(SERVICE, "a listener's songs", str(response.status_code))


def _reset_seconds(response: requests.Response) -> int | None:
    """Return the seconds until ListenBrainz, or a proxy before it, answers again; None if it does not say."""
    header = response.headers.get("X-RateLimit-Reset-In") or response.headers.get("Retry-After", "")
    return retry_after_seconds(header, utc_now())


def _listened(metadata: _TrackMetadata) -> HeardSong:
    """Return the song of a listen, with ListenBrainz' own match before the id that the player sent."""
    mapped = metadata.mbid_mapping.recording_mbid if metadata.mbid_mapping else None
    sent = (metadata.additional_info or {}).get("recording_mbid")
    return _song(metadata.track_name, metadata.artist_name, mapped or sent)


def _song(title: str | None, artist: str | None, mbid: object) -> HeardSong:
    return HeardSong(_text(title), _text(artist), _recording_id(mbid))


def _text(given: str | None) -> str:
    return " ".join((given or "").split())[:MOST_CHARACTERS]


def _recording_id(given: object) -> str:
    """Return an MBID in lower case, or "" for anything else."""
    text = given.lower() if isinstance(given, str) else ""
    return text if _MBID.fullmatch(text) else ""


def _distinct(songs: Sequence[HeardSong]) -> tuple[HeardSong, ...]:
    """Return the songs that have a title, each where it comes first, MOST_SONGS at most."""
    first: dict[tuple[str, str], HeardSong] = {}
    for song in songs:
        if song.title:
            first.setdefault((song.title.casefold(), song.artist.casefold()), song)
    return tuple(first.values())[:MOST_SONGS]
