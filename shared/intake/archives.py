"""Unpacking of ZIP and GZ, bounded in members, in bytes and in ratio."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from shared.errors import InvalidInput, TooLarge
from shared.intake.given_file import GivenFile

ENDINGS = ("zip", "gz")

MOST_MEMBERS = 2_000
"""Files in one archive."""

FEWER = "send some of them by themselves; of a spreadsheet, one sheet as CSV"
"""The cure for an archive of too many files."""

LARGEST_MEMBER = 20 * 1024 * 1024
"""Bytes of an unpacked file that is read."""

MOST_READ = 40 * 1024 * 1024
"""Bytes of all files of an archive together that are unpacked; the others are reported."""

LARGEST_UNPACKED = 500 * 1024 * 1024
"""Bytes of all files of an archive together: histories of many years have as much."""

MOST_PACKED = 100
"""The ratio of unpacked bytes to packed ones above which a large archive is no collection of lists."""

_SMALL = 1024 * 1024
"""Bytes of a file that is unpacked before larger ones: playlists are smaller than histories."""

_LARGEST_DIRECTORY = 512 * 1024
"""Bytes of the list of files: about a hundred a file, read before any is counted."""

_END = b"PK\x05\x06"
_END_BYTES = 22
_CHUNK = 1024 * 1024


def is_zip(file: GivenFile) -> bool:
    """Return whether a file begins like a ZIP with a file in it, or an empty one."""
    return file.data.startswith((b"PK\x03\x04", _END))


def is_gzip(file: GivenFile) -> bool:
    """Return whether a file begins like a GZ."""
    return file.data.startswith(b"\x1f\x8b\x08")


def check_zip(data: bytes, largest: int) -> None:
    """Unpack every file of a ZIP once. Raises TooLarge over a bound, InvalidInput if the ZIP is broken."""
    archive = _opened(data, largest)
    try:
        for member in archive.infolist():
            with archive.open(member) as stream:
                while stream.read(_CHUNK):
                    pass
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _broken(error) from error


def members(file: GivenFile) -> Iterator[GivenFile | ZipInfo]:
    """Yield the files of a ZIP, unpacked; a member beyond a bound, or locked, is yielded as its entry.

    Small files come first, then the others by name, the last first: histories have the year in it.
    Raises TooLarge over a bound of the whole, InvalidInput if the ZIP is broken.
    """
    archive = _opened(file.data, LARGEST_UNPACKED)
    left = MOST_READ
    for member in in_order(archive.infolist()):
        if member.file_size > min(left, LARGEST_MEMBER) or member.flag_bits & 1:
            yield member
            continue
        left -= member.file_size
        try:
            yield GivenFile(member.filename, archive.read(member))
        except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise _broken(error) from error


def in_order(entries: Sequence[ZipInfo]) -> list[ZipInfo]:
    """Return the files of an archive: small ones as they stand, then the others by name, the last first."""
    files = [each for each in entries if not each.is_dir() and not _is_of_the_system(each.filename)]
    large = sorted(
        (each for each in files if each.file_size > _SMALL), key=lambda each: each.filename, reverse=True
    )
    return [each for each in files if each.file_size <= _SMALL] + large


def unpacked_gzip(file: GivenFile) -> GivenFile:
    """Return the file in a GZ. Raises TooLarge over LARGEST_MEMBER bytes, InvalidInput if the GZ is broken."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(file.data)) as stream:
            data = stream.read(LARGEST_MEMBER + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _broken(error) from error
    if len(data) > LARGEST_MEMBER:
        raise TooLarge("The file in the archive is too large", expected=f"{LARGEST_MEMBER:,} bytes at most")
    return GivenFile(file.name.removesuffix(".gz").removesuffix(".GZ"), data)


def _opened(data: bytes, largest: int) -> ZipFile:
    _check_directory(data)
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise _broken(error) from error
    count, size = len(archive.infolist()), sum(member.file_size for member in archive.infolist())
    if count > MOST_MEMBERS:
        raise TooLarge(f"The archive holds {count:,} files", expected=f"{MOST_MEMBERS:,} at most", cure=FEWER)
    if size > largest or size > max(MOST_PACKED * len(data), LARGEST_MEMBER):
        raise TooLarge(
            "The archive is too large when it is unpacked",
            expected=f"{largest:,} bytes at most, and {MOST_PACKED} times the packed ones",
            found=f"{size:,} out of {len(data):,}",
            cure="take the playlists out of it and send them by themselves",
        )
    return archive


def _check_directory(data: bytes) -> None:
    """Check the length of the list of files by the archive's last record, before the list is read."""
    at = data.rfind(_END, max(0, len(data) - _END_BYTES - 65_535))
    length = int.from_bytes(data[at + 12 : at + 16], "little") if at >= 0 else 0
    if length > _LARGEST_DIRECTORY:
        raise TooLarge("The archive holds too many files", expected=f"{MOST_MEMBERS:,} at most", cure=FEWER)


def _is_of_the_system(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in (".DS_Store", "Thumbs.db", "desktop.ini")


def _broken(error: Exception) -> InvalidInput:
    return InvalidInput(
        "The archive cannot be unpacked",
        expected="a whole ZIP or GZ without a password",
        found=str(error),
        cure="unpack it and send the playlist in it",
    )
