"""Copying a model's files out of the object store: unpacked and checked on the way, whole or not at all."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shared.errors import RefusedModel
from shared.model.artefact import FileEntry, file_sha256
from shared.model.parcel import unpacked
from shared.ports import ObjectStore

PIECE_BYTES = 8 << 20
"""Bytes asked for at a time: a large file is never in memory whole."""


def download(objects: ObjectStore, name: str, target: Path, entry: FileEntry) -> None:
    """Unpack the parcel `name` into a file, unless the file is there and is what the manifest says.

    Other threads and processes see the file whole or not at all. Raises RefusedModel, leaving no file, if what is
    unpacked is not what the manifest says; NotFound and Unavailable as the store does.
    """
    if target.is_file() and file_sha256(target) == entry.sha256:
        return
    digest, size = hashlib.sha256(), 0
    with whole_file(target) as file:
        for block in blocks(objects, name):
            file.write(block)
            digest.update(block)
            size += len(block)
            if size > entry.size_bytes:  # a parcel of a few bytes may hold gigabytes
                break
        if digest.hexdigest() != entry.sha256:
            raise _refusal(name, entry, digest.hexdigest())


def blocks(objects: ObjectStore, name: str) -> Iterator[bytes | memoryview]:
    """Give what the parcel `name` holds, block by block. Raises RefusedModel where it is none."""
    return unpacked(name, _pieces(objects, name))


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that takes the place of `target` if all goes well, and vanishes if not.

    Another process may be writing or reading `target` too: it is seen whole or not at all.
    """
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        try:
            yield file
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(target)


def _pieces(objects: ObjectStore, name: str) -> Iterator[bytes]:
    start = 0
    while piece := objects.get(name, start, PIECE_BYTES):
        yield piece
        start += len(piece)
        if len(piece) < PIECE_BYTES:
            return


def _refusal(name: str, entry: FileEntry, found: str) -> RefusedModel:
    return RefusedModel(
        f"{name} fails its checksum",
        expected=f"sha256 {entry.sha256[:12]}… of {entry.size_bytes:,} bytes",
        found=f"sha256 {found[:12]}…",
        cure="publish the model again from where it was trained",
    )
