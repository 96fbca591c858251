"""Serve a folder on loopback as MetaBrainz' host does: index pages, whole files, and parts by HTTP Range."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CHUNK = 1 << 20


@dataclass(slots=True)
class Sent:
    """Counts of the parts of files that were sent."""

    requests: int = 0
    bytes: int = 0


class _Handler(SimpleHTTPRequestHandler):
    """Answer requests; no line is logged."""

    def __init__(self, *request: object, sent: Sent, directory: str) -> None:
        self._sent = sent
        super().__init__(*request, directory=directory)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        """Send the part that is asked for, else the whole file or an index page."""
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        path = Path(self.translate_path(self.path))
        if wanted is None or not path.is_file():
            super().do_GET()
            return
        self._send_part(path, int(wanted[1]), min(int(wanted[2]) + 1, path.stat().st_size))

    def _send_part(self, path: Path, start: int, end: int) -> None:
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{path.stat().st_size}")
        self.send_header("Content-Length", str(end - start))
        self.end_headers()
        self._sent.requests += 1
        with path.open("rb") as file:
            file.seek(start)
            for offset in range(start, end, CHUNK):
                self._sent.bytes += self.wfile.write(file.read(min(CHUNK, end - offset)))


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Sent]]:
    """Yield the address of a host of the folder, and what it has sent."""
    sent = Sent()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, sent=sent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", sent
    finally:
        server.shutdown()
        server.server_close()
