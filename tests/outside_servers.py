"""Spotify, ReccoBeats and short links as their documentation has them, on loopback, failing on demand."""

import base64
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import HTTPAdapter

from shared.ports import OutsidePlaylist

APP_ID, APP_SECRET, APP_TOKEN, OWNER_TOKEN = "appid", "appsecret", "app-token", "owner-token"


@dataclass(frozen=True)
class Asked:
    method: str
    host: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """An answer: `body` is sent as it is if bytes, else as JSON; `cut` bytes are announced and never sent."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    stalls: bool = False


class OutsideServer:
    """Answers by `answer`; replies put in `scripted` come first, each once. `asked` is all that was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.scripted: list[Reply] = []
        self._released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._reply, self._released))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="outside")
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, asked: Asked) -> Reply:
        return Reply(status=404)

    def _reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        return self.scripted.pop(0) if self.scripted else self.answer(asked)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(reply_to: Callable[[Asked], Reply], released: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query))
            headers = dict(self.headers)
            reply = reply_to(Asked(self.command, headers["Host"], parts.path, query, headers, body))
            if reply.stalls:
                released.wait()
                return
            self.send(reply)

        def send(self, reply: Reply) -> None:
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body) + reply.cut))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        do_GET = do_HEAD = do_POST = answer  # noqa: N815 - the names that http.server looks for

    return Handler


def spotify_error(status: int, message: str = "", headers: dict[str, str] | None = None, **more: str) -> Reply:
    return Reply({"error": {"status": status, "message": message, **more}}, status, headers or {})


def spotify_entry(track_id: str | None, name: str = "", artist: str = "", album: str = "", **more: Any) -> dict:
    song = {
        "type": "track",
        "id": track_id,
        "uri": f"spotify:track:{track_id}",
        "name": name,
        "artists": [{"id": "a" * 22, "name": artist}, {"id": "b" * 22, "name": "A Guest"}],
        "album": {"name": album},
        "external_ids": {"isrc": "XX0000000000"},
        "duration_ms": 200_000,
        **more,
    }
    return {"added_at": "2026-01-01T00:00:00Z", "is_local": False, "item": song}


class SpotifyServer(OutsideServer):
    """`playlists` holds name and entries by id; who asks with OWNER_TOKEN owns them all but the `foreign` ones."""

    def __init__(self) -> None:
        super().__init__()
        self.playlists: dict[str, tuple[str, list[Any]]] = {}
        self.foreign: set[str] = set()

    def keep(self, playlist: OutsidePlaylist) -> None:
        entries = [spotify_entry(track.id, track.name, track.artist, track.album) for track in playlist.tracks]
        self.playlists[playlist.id] = playlist.name, entries

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/api/token":
            return self._token(asked)
        if asked.headers.get("Authorization") not in {f"Bearer {APP_TOKEN}", f"Bearer {OWNER_TOKEN}"}:
            return spotify_error(401, "Invalid access token")
        _, _, _, playlist_id, *rest = asked.path.split("/")
        if playlist_id not in self.playlists:
            return spotify_error(404, "Resource not found")
        return self._items(playlist_id, asked) if rest else Reply({"name": self.playlists[playlist_id][0]})

    def _token(self, asked: Asked) -> Reply:
        basic = base64.b64encode(f"{APP_ID}:{APP_SECRET}".encode()).decode()
        if asked.method != "POST" or asked.headers.get("Authorization") != f"Basic {basic}":
            return Reply({"error": "invalid_client", "error_description": "Invalid client"}, 400)
        return Reply({"access_token": APP_TOKEN, "token_type": "Bearer", "expires_in": 3600})

    def _items(self, playlist_id: str, asked: Asked) -> Reply:
        if playlist_id in self.foreign or asked.headers["Authorization"] == f"Bearer {APP_TOKEN}":
            return spotify_error(403, "Forbidden")
        offset, limit = int(asked.query["offset"]), int(asked.query["limit"])
        if limit > 50:
            return spotify_error(400, "Invalid limit")
        entries = self.playlists[playlist_id][1]
        more = f"{self.url}{asked.path}?offset={offset + limit}" if offset + limit < len(entries) else None
        page = {"items": entries[offset : offset + limit], "total": len(entries), "next": more}
        return Reply({**page, "limit": limit, "offset": offset})


class ReccoBeatsServer(OutsideServer):
    """`known` holds the features by Spotify id; answers come backwards and leave out what is unknown."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, dict[str, Any]] = {}

    def answer(self, asked: Asked) -> Reply:
        ids = asked.query["ids"].split(",")
        if asked.path != "/v1/audio-features" or len(ids) > 40:
            return Reply({"error": "Bad Request"}, 400)
        return Reply({"content": [self._entry(id) for id in reversed(ids) if id in self.known]})

    def _entry(self, track_id: str) -> dict[str, Any]:
        href = f"https://open.spotify.com/track/{track_id}"
        return {"id": "2670c328-c40f-45f4-80df-f48b29296deb", "href": href, **self.known[track_id]}


class ShortLinkServer(OutsideServer):
    """Every host of the internet, played by one port: `places` maps a host and path to where it redirects."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, str] = {}

    def answer(self, asked: Asked) -> Reply:
        location = self.places.get(f"{asked.host}{asked.path}")
        return Reply(status=307, headers={"Location": location}) if location else Reply(b"<html>", 200)

    def session(self) -> requests.Session:
        """A session whose every connection, to whatever host, ends here."""
        session = requests.Session()
        session.trust_env = False
        for scheme in ("http://", "https://"):
            session.mount(scheme, _ToOnePort(self.url))
        return session


class _ToOnePort(HTTPAdapter):
    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def send(self, request, **options):  # type: ignore[override]
        parts = urlsplit(request.url)
        request.headers["Host"] = parts.netloc
        request.url = f"{self._url}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        return super().send(request, **options)
