"""Find and open slices in folders, zips and gzips; `mpd` decodes their contents."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from shared.errors import InvalidData

SLICE_SUFFIXES = (".json", ".json.gz", ".jsonl", ".jsonl.gz")
"""Suffixes of a slice's file or zip member; `.jsonl` holds one playlist per line."""

_ZIP_START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Slice:
    """One file of playlists, not opened yet."""

    name: str
    """The file's path, or archive!member."""
    stored_bytes: int
    """Size in the folder or zip, compressed if it is stored compressed."""
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    """Open a stream of its decompressed bytes."""

    @property
    def by_line(self) -> bool:
        """Whether each line is one playlist; otherwise the whole file is one slice."""
        return self.name.lower().removesuffix(".gz").endswith(".jsonl")


def natural_key(name: str) -> list[tuple[int, str]]:
    """Return a sort key that puts `slice.999` before `slice.1000`."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Raise InvalidData with the file's name for any error of a missing, truncated or corrupt file."""
    try:
        yield
    except FileNotFoundError as error:
        raise InvalidData(
            f"{name} is not there", expected="a file or folder", found="nothing", cure="check the path"
        ) from error
    except IsADirectoryError as error:
        raise InvalidData(
            f"{name} is a folder", expected="a file", found="a folder", cure="name the file in it"
        ) from error
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        # `zipfile` raises RuntimeError for an encrypted member or an unknown compression.
        raise InvalidData(
            f"{name} cannot be read",
            expected="a whole, unencrypted file",
            found=str(error),
            cure="copy or download it again, or leave it out",
        ) from error


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the slice files and zips at the paths, in the order of the paths, a folder's in natural order.

    Raises InvalidData for a path that does not exist, is of no known kind, or is a folder without slices.
    """
    return [file for path in paths for file in _files_at(path)]


def slices_in(file: Path) -> Iterator[Slice]:
    """Yield the slices of one file; a zip stays open while its members are read in natural order.

    Raises InvalidData for a `.zip` that is no zip, is truncated or has no slices.
    """
    if file.suffix.lower() == ".zip":
        yield from _members(file)
        return
    with naming(str(file)):
        yield Slice(str(file), file.stat().st_size, lambda: _unpacked(file.name, file.open("rb")))


def _files_at(path: Path) -> list[Path]:
    if not path.is_dir():
        return [_known_kind(path)]
    inside = [file for file in path.rglob("*") if _is_slice(file.name) or file.suffix.lower() == ".zip"]
    if not inside:
        raise _no_slices(path)
    return sorted(inside, key=lambda file: natural_key(file.relative_to(path).as_posix()))


def _known_kind(path: Path) -> Path:
    with naming(str(path)):
        path.stat()
    if path.suffix.lower() != ".zip" and not _is_slice(path.name):
        raise _no_slices(path)
    return path


def _is_slice(name: str) -> bool:
    # macOS leaves a `._x.json` beside every `x.json` it copies or zips; it holds no JSON.
    return name.lower().endswith(SLICE_SUFFIXES) and not name.rpartition("/")[2].startswith("._")


def _no_slices(path: Path) -> InvalidData:
    return InvalidData(
        f"{path} holds no playlists",
        expected=f"a zip, a folder or a file ending in {', '.join(SLICE_SUFFIXES)}",
        found="none inside" if path.is_dir() or path.suffix.lower() == ".zip" else path.name,
        cure="give the slices of a playlist dataset in MPD layout",
    )


def _members(file: Path) -> Iterator[Slice]:
    with _opened(file) as archive:
        members = [info for info in archive.infolist() if not info.is_dir() and _is_slice(info.filename)]
        if not members:
            raise _no_slices(file)
        for info in sorted(members, key=lambda info: natural_key(info.filename)):
            yield Slice(f"{file}!{info.filename}", info.compress_size, _opener(archive, info))


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    return lambda: _unpacked(info.filename, archive.open(info))


def _opened(file: Path) -> zipfile.ZipFile:
    with naming(str(file)):
        try:
            return zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            with file.open("rb") as stream:
                begins_well = stream.read(len(_ZIP_START)) == _ZIP_START
            raise InvalidData(
                f"{file} is {'a damaged zip' if begins_well else 'no zip'}",
                expected="a whole zip archive",
                found="a zip cut short" if begins_well else "other contents",
                cure="copy or download it again",
            ) from error


@contextmanager
def _unpacked(name: str, stream: IO[bytes]) -> Iterator[IO[bytes]]:
    with stream:
        if name.lower().endswith(".gz"):
            with gzip.open(stream) as unpacked:
                yield cast(IO[bytes], unpacked)
        else:
            yield stream
