"""Spotify's Web API as documented for an app's own token, on loopback: tokens, and one track a request."""

from base64 import b64encode
from collections import Counter
from http import HTTPStatus
from urllib.parse import parse_qs

from outside_servers import Asked, OutsideServer, Reply

from shared.domain.named_song import NamedSong
from shared.domain.track_ids import ISRC, SPOTIFY

CLIENT_ID = "0123456789abcdef0123456789abcdef"
CLIENT_SECRET = "fedcba9876543210fedcba9876543210"


class SpotifyServer(OutsideServer):
    """`known` holds the songs by track id; `revoke` makes the tokens given so far invalid.

    `refusals` come first where tracks are asked for, once each; `scripted` wherever it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, NamedSong] = {}
        self.refusals: list[Reply] = []
        self.secret = CLIENT_SECRET
        self._valid_from = 0
        self._given = 0

    def revoke(self) -> None:
        self._valid_from = self._given

    def tracks_asked(self) -> Counter[str]:
        """Return how often each track was asked for, by its id."""
        paths = [asked.path.removeprefix("/v1/tracks/") for asked in list(self.asked)]
        return Counter(SPOTIFY.id_of(path) for path in paths if "/" not in path)

    def tokens_asked(self) -> int:
        return sum(asked.path == "/api/token" for asked in self.asked)

    def answer(self, asked: Asked) -> Reply:
        if (asked.method, asked.path) == ("POST", "/api/token"):
            return self._token(asked)
        if asked.method != "GET" or not asked.path.startswith("/v1/tracks/"):
            return _problem(HTTPStatus.NOT_FOUND, "Service not found")
        if self.refusals:
            return self.refusals.pop(0)
        number = asked.headers.get("Authorization", "").removeprefix("Bearer token-")
        if not number.isdecimal() or int(number) < self._valid_from:
            return _problem(HTTPStatus.UNAUTHORIZED, "Invalid access token")
        song = self.known.get(SPOTIFY.id_of(asked.path.removeprefix("/v1/tracks/")))
        return Reply(_track(song)) if song else _problem(HTTPStatus.NOT_FOUND, "Resource not found")

    def _token(self, asked: Asked) -> Reply:
        wanted = b64encode(f"{CLIENT_ID}:{self.secret}".encode()).decode()
        if asked.headers.get("Authorization") != f"Basic {wanted}":
            return Reply({"error": "invalid_client", "error_description": "Invalid client secret"}, 400)
        if parse_qs(asked.body.decode()) != {"grant_type": ["client_credentials"]}:
            return Reply({"error": "unsupported_grant_type"}, 400)
        token = f"token-{self._given}"
        self._given += 1
        return Reply({"access_token": token, "token_type": "Bearer", "expires_in": 3600})


def limit(seconds: int | None = None) -> Reply:
    """Return a 429, with the wait or, without one, as the quota is used up."""
    if seconds is None:
        return Reply({"error": {"status": 429, "message": "Quota exceeded", "reason": "QUOTA_EXCEEDED"}}, 429)
    return Reply(
        {"error": {"status": 429, "message": "API rate limit exceeded"}}, 429, {"Retry-After": str(seconds)}
    )


def _track(song: NamedSong) -> dict:
    names = song.artist.split(", ") if song.artist else []
    return {
        "album": {"album_type": "single", "name": song.title},
        "artists": [{"name": name, "type": "artist"} for name in names],
        "duration_ms": 200_000,
        "explicit": False,
        "external_ids": {"isrc": ISRC.value_of(song.isrc)} if song.isrc else {},
        "name": song.title,
        "type": "track",
    }


def _problem(status: HTTPStatus, message: str) -> Reply:
    return Reply({"error": {"status": status.value, "message": message}}, status)
