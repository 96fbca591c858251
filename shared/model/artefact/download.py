"""Download of a model's files from the object store: checked, decompressed, and written whole or not at all."""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared.errors import SpoiltStore
from shared.model.artefact.block_compression import BLOCK_BYTES, SUFFIX, Block, decompressed, refusal
from shared.model.artefact.manifest import FileEntry, Manifest, file_sha256
from shared.ports import ObjectStore

PREFIX = "models/"

_AT_ONCE = 4
"""Blocks in flight at once: reading, hashing and decompressing release the GIL."""


def compressed_name(version: str, name: str) -> str:
    """Name the object that holds a file of a model."""
    return f"{PREFIX}{version}/{name}{SUFFIX}"


def download(objects: ObjectStore, manifest: Manifest, folder: Path) -> None:
    """Write a model's files into a folder, except those already there that match their checksums.

    Other threads and processes see each file whole or not at all. Raises RefusedModel, and leaves no new file, if
    a compressed file has lost its bytes or does not match the manifest; NotFound and Unavailable as the store
    does.
    """
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        there = threads.map(lambda name: _is_there(folder / name, manifest.files[name]), manifest.files)
        missing = [name for name, found in zip(manifest.files, there, strict=True) if not found]
        with ExitStack() as stack:
            copies = []
            for name in missing:
                file = stack.enter_context(whole_file(folder / name))
                pieces = _pieces(manifest, name)
                copies += [threads.submit(_copy, objects, piece, Path(file.name)) for piece in pieces]
            _finish(copies)


def read_file(objects: ObjectStore, manifest: Manifest, name: str) -> bytes:
    """Return the content of one file of a published model. Raises as `download` does."""
    return b"".join(_content(objects, piece) for piece in _pieces(manifest, name))


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write, which replaces `target` at the end, or is deleted if the block raises.

    Another process may read or write `target` meanwhile: it sees the file whole or not at all.
    """
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        try:
            yield file
        except BaseException:
            Path(file.name).unlink()
            raise
    Path(file.name).replace(target)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One block of a file, with its place in the stored object and in the file."""

    object_name: str
    block: Block
    item_bytes: int
    stored_at: int
    at: int
    size_bytes: int
    """In the file."""


def _pieces(manifest: Manifest, name: str) -> list[_Piece]:
    where, size = compressed_name(manifest.version, name), manifest.files[name].size_bytes
    compressed = manifest.compressed_files.get(name)
    if compressed is None or len(compressed.blocks) != -(-size // BLOCK_BYTES):
        raise refusal(where, f"a manifest that lists other blocks than those of {size:,} bytes")
    pieces, stored_at = [], 0
    for at, block in zip(range(0, size, BLOCK_BYTES), compressed.blocks, strict=True):
        length = min(BLOCK_BYTES, size - at)
        pieces.append(_Piece(where, block, compressed.item_bytes, stored_at, at, length))
        stored_at += block.size_bytes
    return pieces


def _content(objects: ObjectStore, piece: _Piece) -> bytes | memoryview:
    try:
        data = objects.get(piece.object_name, piece.stored_at, piece.block.size_bytes)
        return decompressed(data, piece.block, piece.item_bytes, piece.size_bytes)
    except (SpoiltStore, ValueError) as error:
        raise refusal(piece.object_name, str(error)) from error


def _copy(objects: ObjectStore, piece: _Piece, path: Path) -> None:
    content = _content(objects, piece)
    with path.open("r+b", buffering=0) as file:  # opened anew for each block: a file has one position
        file.seek(piece.at)
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]


def _finish(copies: Sequence[Future[None]]) -> None:
    """Wait until no copy writes any more, and raise the first error."""
    _, left = wait(copies, return_when=FIRST_EXCEPTION)
    for copy in left:
        copy.cancel()
    wait(left)
    for copy in copies:
        if not copy.cancelled():
            copy.result()


def _is_there(path: Path, entry: FileEntry) -> bool:
    return path.is_file() and file_sha256(path) == entry.sha256
