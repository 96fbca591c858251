"""A bucket as far as one in the cloud: so many bytes a second in all, and a wait for each request.

`python -m bench.start.bucket UPSTREAM PORT LOG` passes reads on to a server of Cloud Storage's protocol. A line in
LOG tells of each answer that was sent: the seconds of this machine's clock, the bytes, and what was asked.
"""

import asyncio
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

BYTES_PER_SECOND = 150_000_000
WAIT_SECONDS = 0.02
_CHUNK = 1 << 18
_HEAD_BYTES = 1 << 16


class Bucket:
    """The way to the server, shared by all connections."""

    def __init__(self, upstream: str, log: Path) -> None:
        self._host, self._port = urlsplit(upstream).hostname or "", urlsplit(upstream).port or 80
        self._log = log
        self._free_at = 0.0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection, each after its wait."""
        server, to_server = await asyncio.open_connection(self._host, self._port, limit=_HEAD_BYTES)
        try:
            while head := await _head(reader):
                await asyncio.sleep(WAIT_SECONDS)
                to_server.write(head)
                sent = await self._answer(server, writer)
                self._note(head, sent)
        finally:
            to_server.close()
            writer.close()

    async def _answer(self, server: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        head = await _head(server)
        writer.write(head)
        left = size = _length(head)
        while left:
            chunk = await server.read(min(left, _CHUNK))
            if not chunk:
                raise ConnectionError("expected the rest of an answer, found its end")
            await self._turn(len(chunk))
            writer.write(chunk)
            await writer.drain()
            left -= len(chunk)
        return size

    async def _turn(self, size: int) -> None:
        """Wait until all bytes before these have had their time."""
        now = time.perf_counter()
        self._free_at = max(self._free_at, now) + size / BYTES_PER_SECOND
        await asyncio.sleep(max(self._free_at - now - size / BYTES_PER_SECOND, 0.0))

    def _note(self, head: bytes, sent: int) -> None:
        with self._log.open("a") as log:
            log.write(f"{time.perf_counter()} {sent} {head.split(b' ')[1].decode()}\n")


async def _head(reader: asyncio.StreamReader) -> bytes:
    """Read a head; empty at the end of the connection."""
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def _length(head: bytes) -> int:
    lines = (line.split(b":", 1) for line in head.lower().split(b"\r\n")[1:] if line)
    return next((int(value) for name, value in lines if name == b"content-length"), 0)


async def main(upstream: str, port: int, log: Path) -> None:
    """Serve until the process is ended."""
    server = await asyncio.start_server(Bucket(upstream, log).serve, "127.0.0.1", port, limit=_HEAD_BYTES)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
