"""ReccoBeats and short links as documented, on loopback, failing on demand."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import HTTPAdapter


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
    """An answer: bytes as `body` are sent unchanged, else as JSON; `cut` bytes are announced and never sent."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    stalls: bool = False
    hangs_up: bool = False


class OutsideServer:
    """Answers by `answer`; replies in `scripted` come first, once each. `asked` records all requests."""

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
            if reply.stalls or reply.hangs_up:
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
            """Log nothing."""

        do_GET = do_HEAD = do_POST = answer  # noqa: N815 - the names that http.server looks for

    return Handler


class ReccoBeatsServer(OutsideServer):
    """`known` holds the features by Spotify id; answers are in reverse order without unknown ids."""

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
    """Every host of the internet on one port: `places` maps a host and path to its redirect."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, str] = {}

    def answer(self, asked: Asked) -> Reply:
        location = self.places.get(f"{asked.host}{asked.path}")
        return Reply(status=307, headers={"Location": location}) if location else Reply(b"<html>", 200)

    def session(self) -> requests.Session:
        """A session whose connections, to any host, end here."""
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
