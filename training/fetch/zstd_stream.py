"""Read a zstd file as a stream, in bounded memory."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


DAMAGED = (EOFError, zstd.ZstdError)
"""Errors of a cut or damaged file."""


class _Beginning:
    """A stream that ends where its file was cut."""

    def __init__(self, stream: zstd.ZstdFile) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        """Return at least one byte and at most `size`; none at the end."""
        try:
            return self._stream.read1(size)
        except EOFError:
            return b""


@contextmanager
def unpacked(path: Path, *, beginning_only: bool = False) -> Iterator[IO[bytes]]:
    """Yield the decompressed bytes of a file; reading raises `DAMAGED` where it is cut or damaged.

    With `beginning_only` the file may be cut anywhere, and what is there is read.
    """
    with zstd.open(path, "rb") as stream:
        yield cast(IO[bytes], _Beginning(stream) if beginning_only else stream)
