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


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """Yield the decompressed bytes of a file; reading raises `DAMAGED` where it is cut or damaged."""
    with zstd.open(path, "rb") as stream:
        yield cast(IO[bytes], stream)


DAMAGED = (EOFError, zstd.ZstdError)
"""Errors of a cut or damaged file."""
