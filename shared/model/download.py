"""Copying a model's files out of the object store: in pieces, checked on the way, whole or not at all."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shared.errors import RefusedModel
from shared.model.artefact import FileEntry, file_sha256
from shared.ports import ObjectStore

PIECE_BYTES = 8 << 20
"""Bytes asked for at a time: a large file is never in memory whole."""


def download(objects: ObjectStore, name: str, target: Path, entry: FileEntry) -> None:
    """Copy the object `name` to a file, unless the file is there and is what the manifest says.

    Other threads and processes see the file whole or not at all. Raises RefusedModel, leaving no file, if the
    object is not what the manifest says; NotFound and Unavailable as the store does.
    """
    if target.is_file() and file_sha256(target) == entry.sha256:
        return
    digest = hashlib.sha256()
    with whole_file(target) as file:
        for piece in _pieces(objects, name, entry.size_bytes):
            file.write(piece)
            digest.update(piece)
        if digest.hexdigest() != entry.sha256:
            raise _refusal(name, entry, digest.hexdigest())


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


def _pieces(objects: ObjectStore, name: str, size: int) -> Iterator[bytes]:
    """Read `size` bytes and one more, so that an object which is too long does not pass for one cut to size."""
    start = 0
    while piece := objects.get(name, start, min(PIECE_BYTES, size + 1 - start)):
        yield piece
        start += len(piece)
        if start > size:
            return


def _refusal(name: str, entry: FileEntry, found: str) -> RefusedModel:
    return RefusedModel(
        f"{name} fails its checksum",
        expected=f"sha256 {entry.sha256[:12]}… of {entry.size_bytes:,} bytes",
        found=f"sha256 {found[:12]}…",
        cure="publish the model again from where it was trained",
    )
