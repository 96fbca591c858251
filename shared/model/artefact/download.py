"""Download of a model's files from the object store: checked, decompressed, and written whole or not at all."""

import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shared.errors import SpoiltStore
from shared.model.artefact.arrival import Arrival
from shared.model.artefact.block_compression import BLOCK_BYTES, SUFFIX, Block, decompressed, refusal
from shared.model.artefact.manifest import FileEntry, Manifest, file_sha256
from shared.model.artefact.order_of_need import in_order_of_need, is_needed_first
from shared.ports import ObjectStore

PREFIX = "models/"

_LATE_AT_ONCE = 2
"""Of the files that are not needed first: on one processor they would keep the first answer waiting."""

_AT_ONCE = 8
"""Blocks in flight at once, 12 MiB of memory each: reading, hashing and decompressing release the GIL.

A model has some sixty small files, and each takes the time of a request: 0.3 s of waiting with 4 at once.
"""


def compressed_name(version: str, name: str) -> str:
    """Name the object that holds a file of a model."""
    return f"{PREFIX}{version}/{name}{SUFFIX}"


def download(objects: ObjectStore, manifest: Manifest, folder: Path) -> Arrival:
    """Begin to write a model's files into a folder, those needed first at the front, and return their arrival.

    Files already there that match their checksums stay. Other threads and processes see each file whole or not at
    all. The download ends with RefusedModel if a compressed file has lost its bytes or does not match the
    manifest, with NotFound and Unavailable as the store raises them; then it leaves no new file.
    """
    arrival = Arrival(manifest, folder)
    threading.Thread(target=_receive, args=(objects, arrival), name="model-files", daemon=True).start()
    return arrival


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


def _receive(objects: ObjectStore, arrival: Arrival) -> None:
    """Copy all files, and end the arrival in any case: others wait for it."""
    try:
        with _deleted_if_not_finished() as new:
            missing = _missing(arrival)
            for first, at_once in ((True, _AT_ONCE), (False, _LATE_AT_ONCE)):
                if not first:
                    arrival.wait_until_wanted()
                with _copying(at_once) as threads:
                    names = [name for name in missing if is_needed_first(name) is first]
                    _receive_each(objects, arrival, names, threads, new)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is raised to those who wait
        arrival.end(error)
    else:
        arrival.end()


def _receive_each(
    objects: ObjectStore, arrival: Arrival, names: list[str], threads: ThreadPoolExecutor, new: list[Path]
) -> None:
    folder, copies = arrival.folder, []
    for name in names:
        target = folder / name
        file = _empty_file(folder)
        new += [file, target]
        pieces = _pieces(arrival.manifest, name)
        copies.append((file, target, [threads.submit(_copy, objects, piece, file) for piece in pieces]))
    for file, target, of_file in copies:
        for copy in of_file:
            copy.result()
        file.replace(target)
        arrival.note(target.name)


def _missing(arrival: Arrival) -> list[str]:
    """Return the files that are not there yet, in the order of need, and note the others."""
    files = arrival.manifest.files
    names = in_order_of_need(files)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        there = list(threads.map(lambda name: _is_there(arrival.folder / name, files[name]), names))
    for name, found in zip(names, there, strict=True):
        if found:
            arrival.note(name)
    return [name for name, found in zip(names, there, strict=True) if not found]


def _empty_file(folder: Path) -> Path:
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        return Path(file.name)


@contextmanager
def _copying(at_once: int) -> Iterator[ThreadPoolExecutor]:
    """Yield threads that write no more afterwards, however the block ends."""
    threads = ThreadPoolExecutor(at_once)
    try:
        yield threads
    finally:
        threads.shutdown(cancel_futures=True)


@contextmanager
def _deleted_if_not_finished() -> Iterator[list[Path]]:
    """Yield a list for files that are deleted if the block raises, where the system allows it for open ones."""
    files: list[Path] = []
    try:
        yield files
    except BaseException:
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        raise


def _is_there(path: Path, entry: FileEntry) -> bool:
    return path.is_file() and file_sha256(path) == entry.sha256
