"""A host of public files over HTTP: index pages, sizes and parts of files. Nothing is sent to it but paths.

Redirects are not followed: what is fetched comes from the host that was named, and no other.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import requests

from shared.adapters.http_client import TIMEOUT_SECONDS, answering, limit_reached, unexpected, unredirected_session
from shared.adapters.retry import with_retries
from shared.adapters.validation import utc_now
from shared.errors import NotFound, Unavailable

LONGEST_PAUSE_SECONDS = 120
"""The longest wait that a busy host may ask for: a download takes minutes anyway."""

CHUNK = 1 << 16
"""Bytes read at a time; as many may be lost where a transfer is cut."""

LONGEST_PAGE = 4 << 20
"""Most bytes of an index page or a digest; a directory of 10,000 names takes 2 MB."""

_LINK = re.compile(r"""<a\s[^>]*href=["']([^"'?#]+)["']""", re.IGNORECASE)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of the host, as it was when its size was read."""

    path: str
    size: int
    """Bytes."""
    version: str
    """The strong ETag, else the date of its last change; "" if the host sends neither."""


class FileHost:
    """Read files of one host; calls are repeated while it is busy. `sleep` takes seconds."""

    def __init__(
        self,
        url: str,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = urlsplit(url).netloc
        self._url = url.rstrip("/")
        self._timeout_seconds = timeout_seconds
        self._sleep = sleep
        self._session = unredirected_session(self._raise_if_refused)
        # A compressed answer has other bytes than the file whose size, parts and digest are known.
        self._session.headers["Accept-Encoding"] = "identity"

    def repeated(self, ask: Callable[[], T]) -> T:
        """Return what `ask` returns, repeated as `with_retries` does."""
        return with_retries(ask, sleep=self._sleep, longest_pause_seconds=LONGEST_PAUSE_SECONDS)

    def names(self, folder: str) -> list[str]:
        """Return the names that an index page links to, in its order; folders end in "/". Raises NotFound."""
        links = [unquote(link) for link in _LINK.findall(self.text(folder))]
        return [name for name in links if name.count("/") == name.endswith("/") and name.strip("./")]

    def text(self, path: str) -> str:
        """Return a small file. Raises NotFound, and Unavailable for one that is too long."""

        def read() -> bytes:
            with self._opened("GET", path) as response:
                body = b""
                for chunk in self.chunks(response):
                    body += chunk
                    if len(body) > LONGEST_PAGE:
                        raise unexpected(self.name, f"at most {LONGEST_PAGE:,} bytes at {path}", "more")
                return body

        return self.repeated(read).decode("utf-8", "replace")

    def file(self, path: str) -> RemoteFile:
        """Return a file's size and version. Raises NotFound."""

        def read() -> RemoteFile:
            with self._opened("HEAD", path) as response:
                size = response.headers.get("Content-Length", "")
                if not (size.isascii() and size.isdecimal()):
                    raise unexpected(self.name, f"the size of {path}", f"Content-Length {size!r}")
                return RemoteFile(path, int(size), _version(response))

        return self.repeated(read)

    def part(self, file: RemoteFile, start: int, length: int) -> bytes:
        """Return bytes of a file, fewer at its end. Raises Unavailable if the host sends no parts."""

        def read() -> bytes:
            with self.opened_part(file, start, length) as response:
                if response.status_code != HTTPStatus.PARTIAL_CONTENT:
                    raise no_parts(self.name, file)
                return b"".join(self.chunks(response))

        return self.repeated(read)

    @contextmanager
    def opened_part(self, file: RemoteFile, start: int, length: int) -> Iterator[requests.Response]:
        """Yield a response of 206 with the bytes from `start` on, else 200 (all of the file) or 416.

        A file that changed since is answered by 200, where the host knows versions.
        """
        headers = {"Range": f"bytes={start}-{min(start + length, file.size) - 1}"}
        if file.version:
            headers["If-Range"] = file.version
        with self._opened("GET", file.path, headers) as response:
            if response.status_code == HTTPStatus.PARTIAL_CONTENT:
                self._check_range(response, file, start)
            yield response

    def chunks(self, response: requests.Response) -> Iterator[bytes]:
        """Yield a body. Raises Unavailable if it is cut."""
        with answering(self.name):
            yield from response.iter_content(CHUNK)

    @contextmanager
    def _opened(
        self, method: str, path: str, headers: dict[str, str] | None = None
    ) -> Iterator[requests.Response]:
        with answering(self.name):
            response = self._session.request(
                method, f"{self._url}{path}", headers=headers, timeout=self._timeout_seconds, stream=True
            )
        with closing(response):
            yield response

    def _check_range(self, response: requests.Response, file: RemoteFile, start: int) -> None:
        found = response.headers.get("Content-Range", "")
        if not re.fullmatch(rf"bytes {start}-\d+/({file.size}|\*)", found):
            wanted = f"bytes {start}-.../{file.size} of {file.path}"
            raise unexpected(self.name, wanted, found or "no Content-Range")

    def _raise_if_refused(self, response: requests.Response) -> None:
        status = response.status_code
        path = urlsplit(response.url).path
        if status == HTTPStatus.NOT_FOUND:
            raise NotFound(f"{self.name} has no {path}", cure="check the address given by --from")
        if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            raise limit_reached(self.name, response, utc_now(), found=str(status))
        if response.is_redirect:
            target = response.headers["Location"]
            raise unexpected(self.name, path, f"a redirect to {target}; if you trust it, name it by --from")
        if status >= HTTPStatus.BAD_REQUEST and status != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise unexpected(self.name, path, str(status))


def no_parts(host: str, file: RemoteFile) -> Unavailable:
    """Return the error for a host that answers with the whole of a file where a part was wanted."""
    return Unavailable(
        f"{host} sends no parts of {file.path.rpartition('/')[2]}, or the file has just changed",
        expected="206 for a Range",
        found="200",
        cure="run it again, or name another host by --from",
    )


def _version(response: requests.Response) -> str:
    """Return what If-Range takes: a weak ETag may stand for different bytes (RFC 9110, section 13.1.5)."""
    tag = response.headers.get("ETag", "")
    return tag if tag.startswith('"') else response.headers.get("Last-Modified", "")
