"""Who asks Spotify: the app itself (client credentials) or a listener who signed in; nothing is kept on disk."""

import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Protocol

import requests
from spotipy.cache_handler import MemoryCacheHandler  # type: ignore[import-untyped]  # spotipy ships no types
from spotipy.oauth2 import SpotifyClientCredentials  # type: ignore[import-untyped]

from shared.adapters.http_client import TIMEOUT_SECONDS, answering, limit_reached, unexpected, unredirected_session
from shared.adapters.validation import utc_now
from shared.errors import InvalidSettings, SegueError, Unavailable, UnreadablePlaylist

ACCOUNTS_URL = "https://accounts.spotify.com"

SERVICE = "Spotify"


class Token(Protocol):
    """What authorises a request to Spotify, and what it means that Spotify takes it no longer."""

    def text(self) -> str:
        """Give the access token. Raises what `PlaylistSource` says if there is none to be had."""

    def refused(self) -> SegueError:
        """Make the error for a token that Spotify refused (401)."""


@dataclass(frozen=True, slots=True)
class UserToken:
    """The access token of a listener who signed in with Spotify, about an hour valid."""

    token: str = field(repr=False)

    def text(self) -> str:
        """Give the token as it is."""
        return self.token

    def refused(self) -> SegueError:
        """Make the error that asks the listener to sign in anew."""
        return UnreadablePlaylist(
            "The sign-in with Spotify has ended",
            expected="a token that Spotify still takes",
            found="401",
            cure="sign in with Spotify again",
        )


class AppToken:
    """The token of the app: fetched with its id and secret, and again when it ends (after an hour).

    It belongs to no user, so Spotify shows it no playlist's songs.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        accounts_url: str = ACCOUNTS_URL,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        keep_spotipy_quiet()
        self._credentials = SpotifyClientCredentials(
            client_id,
            client_secret,
            requests_session=unredirected_session(_judge),
            requests_timeout=timeout_seconds,
            cache_handler=MemoryCacheHandler(),  # its default writes the token to a file in the working folder
        )
        self._credentials.OAUTH_TOKEN_URL = f"{accounts_url}/api/token"

    def text(self) -> str:
        """Give the token, which is fetched if there is none or it ends within a minute.

        Raises InvalidSettings if Spotify refuses the id or secret, LimitReached or Unavailable if it gives none.
        """
        with answering(SERVICE):
            try:
                token = self._credentials.get_access_token(as_dict=False)
            except (KeyError, TypeError) as error:
                raise unexpected(SERVICE, "access_token and expires_in", repr(error)) from error
        if not isinstance(token, str):
            raise unexpected(SERVICE, "an access_token of text", type(token).__name__)
        return token

    def refused(self) -> SegueError:
        """Make the error for a token that ended before its time."""
        return Unavailable("Spotify refuses the token it gave us", found="401", cure="try again later")


def keep_spotipy_quiet() -> None:
    """Stop spotipy's logging: at DEBUG it writes tokens and the secret, at ERROR what is raised anyway."""
    logging.getLogger("spotipy").setLevel(logging.CRITICAL + 1)


def _judge(response: requests.Response) -> None:
    """Raise what a refusal of a token means; a wrong client is 400 or 401 (RFC 6749, section 5.2)."""
    if response.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED}:
        raise InvalidSettings(
            "Spotify refuses the app's credentials",
            expected="SEGUE_SPOTIFY_ID and SEGUE_SPOTIFY_SECRET as Spotify's developer dashboard shows them",
            found=str(response.status_code),
            cure="copy both anew",
        )
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        raise limit_reached(SERVICE, response, utc_now())
    if not response.ok or response.is_redirect:
        raise unexpected(SERVICE, "a token", str(response.status_code))
