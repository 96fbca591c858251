"""Playlists from Spotify's Web API; what comes through it is for showing and answering and never for training.

spotipy writes the requests. It would sleep through a 429 of hours, retry, and call every failure of a retried
request "429 Max Retries" (even with `retries=0`, which leaves its list of statuses in force), so it gets a session
of ours that asks once and whose answers are judged here. Pages are asked for by offset: following the `next` of an
answer would send the token wherever it points.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from http import HTTPStatus

import msgspec
import requests
import spotipy  # type: ignore[import-untyped]  # it ships no types

from shared.adapters.http_client import (
    TIMEOUT_SECONDS,
    answering,
    limit_reached,
    shaped,
    unexpected,
    unredirected_session,
)
from shared.adapters.spotify_tokens import SERVICE, Token, keep_spotipy_quiet
from shared.adapters.validation import checked_playlist_id, utc_now
from shared.domain.track import TRACK_ID, Track
from shared.errors import NotFound, TooLarge, UnreadablePlaylist
from shared.ports import MOST_ENTRIES, OutsidePlaylist

API_URL = "https://api.spotify.com/v1"

PAGE_SIZE = 50
"""The most entries that one answer holds."""

QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
"""The reason given when it is the app's quota, not its pace, that is used up."""


class _Named(msgspec.Struct):
    name: str | None = None


class _Song(msgspec.Struct):
    """A track, or what else a playlist holds; any field may be missing."""

    id: str | None = None
    type: str | None = None
    name: str | None = None
    artists: list[_Named | None] | None = None
    album: _Named | None = None
    is_local: bool | None = None


class _Entry(msgspec.Struct):
    """One entry of a playlist; what it holds was called `track` and is called `item`."""

    is_local: bool | None = None
    item: _Song | None = None
    track: _Song | None = None

    def track_held(self) -> Track | None:
        """Give the track, or None for a local file, an episode and a song that is gone."""
        song = self.item or self.track
        if song is None or song.is_local or self.is_local or song.type not in {None, "track"}:
            return None
        if song.id is None or not TRACK_ID.fullmatch(song.id):
            return None
        artists = [artist.name for artist in song.artists or [] if artist and artist.name]
        album = song.album.name if song.album else None
        return Track(song.id, song.name or "", artists[0] if artists else "", album or "")


class _Page(msgspec.Struct):
    """One page of entries, called `items` (or `tracks`)."""

    items: list[_Entry | None] | None = None
    tracks: list[_Entry | None] | None = None
    next: str | msgspec.UnsetType | None = msgspec.UNSET

    def entries(self) -> list[_Entry | None]:
        """Give the entries. Raises Unavailable if the answer holds no list of them."""
        found = self.items if self.items is not None else self.tracks
        if found is None:
            raise unexpected(SERVICE, "a list of items", "none")
        return found

    def is_last(self) -> bool:
        """Say whether no page comes after this one; where `next` is gone, a short page is the last."""
        if isinstance(self.next, msgspec.UnsetType):
            return len(self.entries()) < PAGE_SIZE
        return not self.next or not self.entries()


class _Refusal(msgspec.Struct):
    """Why Spotify refuses, in its own words."""

    message: str | None = None
    reason: str | None = None


class SpotifyPlaylists:
    """A PlaylistSource that asks Spotify on behalf of whom the token belongs to.

    What it gives is not `trainable`. Each request is made once: the caller decides whether to try again.
    """

    def __init__(
        self,
        token: Token,
        *,
        api_url: str = API_URL,
        timeout_seconds: float = TIMEOUT_SECONDS,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        keep_spotipy_quiet()
        self._token = token
        self._api_url = api_url
        self._timeout_seconds = timeout_seconds
        self._now = now

    def playlist(self, playlist_id: str) -> OutsidePlaylist:
        """Read a playlist by its id, up to 10,000 entries; see `PlaylistSource` for what is raised."""
        checked_playlist_id(playlist_id)
        with answering(SERVICE), unredirected_session(self._judge) as session:
            client = self._client(session)
            named = shaped(SERVICE, client.playlist(playlist_id, fields="name"), _Named)
            entries = list(_entries(client, playlist_id))
        tracks = tuple(track for entry in entries if entry and (track := entry.track_held()))
        return OutsidePlaylist(
            playlist_id, named.name or "", tracks, skipped=len(entries) - len(tracks), trainable=False
        )

    def _client(self, session: requests.Session) -> spotipy.Spotify:
        client = spotipy.Spotify(
            auth=self._token.text(), requests_session=session, requests_timeout=self._timeout_seconds
        )
        client.prefix = f"{self._api_url}/"
        return client

    def _judge(self, response: requests.Response) -> None:
        """Raise what a refusal means."""
        if response.status_code == HTTPStatus.OK:
            return
        refusal = _refusal(response)
        found = f"{response.status_code} {refusal.reason or refusal.message or ''}".strip()
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS or refusal.reason == QUOTA_EXCEEDED:
            raise limit_reached(SERVICE, response, self._now(), found)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            raise self._token.refused()
        if response.status_code == HTTPStatus.FORBIDDEN:
            raise UnreadablePlaylist(
                "Spotify does not let us read this playlist",
                expected="a playlist that the one who signed in owns or helps to write",
                found=found,
                cure="paste its songs, or upload the CSV that exportify.net makes",
            )
        if response.status_code == HTTPStatus.NOT_FOUND:
            raise NotFound(
                "Spotify shows no such playlist",
                expected="a public playlist that a person made",
                found=found,
                cure="check the link; what Spotify makes itself is shown to no app, so paste its songs",
            )
        raise unexpected(SERVICE, "a playlist", found)


def _entries(client: spotipy.Spotify, playlist_id: str) -> Iterator[_Entry | None]:
    """Give every entry, page by page. Raises TooLarge once there are more than MOST_ENTRIES."""
    for offset in range(0, MOST_ENTRIES, PAGE_SIZE):
        page = shaped(SERVICE, client.playlist_items(playlist_id, limit=PAGE_SIZE, offset=offset), _Page)
        yield from page.entries()
        if page.is_last():
            return
    raise TooLarge("The playlist is too long", expected=f"{MOST_ENTRIES} entries at most", found="more")


def _refusal(response: requests.Response) -> _Refusal:
    """Read why an answer refuses; an unreadable body says nothing, and its status says enough."""
    try:
        return msgspec.json.decode(response.content, type=dict[str, _Refusal])["error"]
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError):
        return _Refusal()
