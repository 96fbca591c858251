"""Copying a model's files out of the object store: checked and unpacked on the way, whole or not at all."""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared.model.artefact.block_compression import BLOCK_BYTES, SUFFIX, Block, refusal, unpacked
from shared.model.artefact.manifest import FileEntry, Manifest, file_sha256
from shared.ports import ObjectStore

PREFIX = "models/"

_AT_ONCE = 4
"""Blocks that are on their way at the same time: what takes time in each leaves Python to other threads."""


def compressed_name(version: str, name: str) -> str:
    """Name the object that holds a file of a model."""
    return f"{PREFIX}{version}/{name}{SUFFIX}"


def download(objects: ObjectStore, manifest: Manifest, folder: Path) -> None:
    """Unpack a model's files into a folder, but those that are there and are what the manifest says.

    Other threads and processes see each file whole or not at all. Raises RefusedModel, leaving no file that was
    not there, if a compressed file is not what the manifest says; NotFound and Unavailable as the store does.
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
    """Give the content of one file of a published model. Raises as `download` does."""
    return b"".join(_content(objects, piece) for piece in _pieces(manifest, name))


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """One block of a file, and where it lies in its compressed file and in the file."""

    compressed: str
    block: Block
    item_bytes: int
    kept_at: int
    at: int
    size_bytes: int
    """In the file."""


def _pieces(manifest: Manifest, name: str) -> list[_Piece]:
    where, size = compressed_name(manifest.version, name), manifest.files[name].size_bytes
    compressed = manifest.compressed_files.get(name)
    if compressed is None or len(compressed.blocks) != -(-size // BLOCK_BYTES):
        raise refusal(where, f"a manifest that lists other blocks than those of {size:,} bytes")
    pieces, kept_at = [], 0
    for at, block in zip(range(0, size, BLOCK_BYTES), compressed.blocks, strict=True):
        length = min(BLOCK_BYTES, size - at)
        pieces.append(_Piece(where, block, compressed.item_bytes, kept_at, at, length))
        kept_at += block.size_bytes
    return pieces


def _content(objects: ObjectStore, piece: _Piece) -> bytes | memoryview:
    data = objects.get(piece.compressed, piece.kept_at, piece.block.size_bytes)
    try:
        return unpacked(data, piece.block, piece.item_bytes, piece.size_bytes)
    except ValueError as error:
        raise refusal(piece.compressed, str(error)) from error


def _copy(objects: ObjectStore, piece: _Piece, path: Path) -> None:
    content = _content(objects, piece)
    with path.open("r+b", buffering=0) as file:  # opened anew for each block: a file has one position
        file.seek(piece.at)
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]


def _finish(copies: Sequence[Future[None]]) -> None:
    """Wait until no copy writes any more, and raise what the first failed with."""
    _, left = wait(copies, return_when=FIRST_EXCEPTION)
    for copy in left:
        copy.cancel()
    wait(left)
    for copy in copies:
        if not copy.cancelled():
            copy.result()


def _is_there(path: Path, entry: FileEntry) -> bool:
    return path.is_file() and file_sha256(path) == entry.sha256
