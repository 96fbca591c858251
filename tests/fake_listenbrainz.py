"""ListenBrainz' public API as documented, on loopback: histories, and playlists that are created with a token."""

from http import HTTPStatus
from urllib.parse import unquote

from outside_servers import Asked, OutsideServer, Reply

from shared.domain.listening import HeardSong, Span

PLAYLIST_EXTENSION = "https://musicbrainz.org/doc/jspf#playlist"
RECORDING = "https://musicbrainz.org/recording/"
TOKEN = "b5f2b6a4-0000-4000-8000-listeners-own"
NEW_PLAYLIST = "5a9b4f1e-1c1f-4f0e-9a53-6f2f0d4f7a11"

RATE_LIMIT = {"X-RateLimit-Limit": "30", "X-RateLimit-Remaining": "29", "X-RateLimit-Reset-In": "8"}


class ListenBrainzServer(OutsideServer):
    """Answers for the listeners in `histories`, by name and span; `saved` holds each new playlist."""

    def __init__(self) -> None:
        super().__init__()
        self.histories: dict[tuple[str, Span], list[HeardSong]] = {}
        self.saved: list[dict] = []

    def answer(self, asked: Asked) -> Reply:
        parts = [unquote(part) for part in asked.path.split("/")[1:]]
        match parts:
            case ["1", "stats", "user", name, "recordings"]:
                return self._favourites(name, asked)
            case ["1", "user", name, "listens"]:
                return self._listens(name, asked)
            case ["1", "playlist", "create"]:
                raise AssertionError("a playlist is created through `create`, which gets the body")
        return _problem(HTTPStatus.NOT_FOUND, "The requested URL was not found on the server.")

    def create(self, authorization: str, jspf: dict) -> Reply:
        """Create a playlist as the server does: each track by its recording, and no field missing."""
        if authorization != f"Token {TOKEN}":
            return _problem(HTTPStatus.UNAUTHORIZED, "Invalid authorization token.")
        playlist = jspf["playlist"]
        assert playlist["title"]
        assert isinstance(playlist["extension"][PLAYLIST_EXTENSION]["public"], bool)
        assert all(track["identifier"].startswith(RECORDING) for track in playlist["track"])
        self.saved.append(playlist)
        return _ok({"status": "ok", "playlist_mbid": NEW_PLAYLIST})

    def _favourites(self, name: str, asked: Asked) -> Reply:
        if not self._knows(name):
            return _problem(HTTPStatus.NOT_FOUND, f"Cannot find user: {name}")
        songs = self.histories.get((name, asked.query["range"]))
        if songs is None:
            return Reply(status=HTTPStatus.NO_CONTENT, headers=RATE_LIMIT)
        counted = [
            _recording(song, listen_count=1000 - place)
            for place, song in enumerate(songs[: int(asked.query["count"])])
        ]
        return _ok({"payload": {"user_id": name, "recordings": counted, "count": len(counted)}})

    def _listens(self, name: str, asked: Asked) -> Reply:
        if not self._knows(name):
            return _problem(HTTPStatus.NOT_FOUND, f"Cannot find user: {name}")
        songs = self.histories.get((name, "recent"), [])[: int(asked.query["count"])]
        listens = [
            {"listened_at": 1_700_000_000 - place, "track_metadata": _metadata(song)}
            for place, song in enumerate(songs)
        ]
        return _ok({"payload": {"user_id": name, "count": len(listens), "listens": listens}})

    def _knows(self, name: str) -> bool:
        return any(known == name for known, _ in self.histories)


def _recording(song: HeardSong, listen_count: int) -> dict:
    return {
        "artist_mbids": [],
        "artist_name": song.artist,
        "listen_count": listen_count,
        "recording_mbid": song.recording_id or None,
        "release_name": "",
        "track_name": song.title,
    }


def _metadata(song: HeardSong) -> dict:
    mapping = {"recording_mbid": song.recording_id, "artists": []} if song.recording_id else None
    return {
        "artist_name": song.artist,
        "track_name": song.title,
        "additional_info": {"submission_client": "a player", "duration_ms": 1000},
        "mbid_mapping": mapping,
    }


def _ok(body: dict) -> Reply:
    return Reply(body, headers=RATE_LIMIT)


def _problem(status: HTTPStatus, error: str) -> Reply:
    return Reply({"code": status.value, "error": error}, status, RATE_LIMIT)
