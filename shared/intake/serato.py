"""Parser of Serato's crates and of its database: tags of four letters, each with a length and a value."""

from collections.abc import Iterator

from shared.errors import InvalidInput
from shared.intake.bounds import bounded
from shared.intake.given_file import GivenFile
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake

ENDINGS = ("crate",)

_TEXT = "utf-16-be"
_VERSION = b"vrsn"
_MAKER = "/Serato".encode(_TEXT)
"""In the version, the first tag of every file."""
_VERSION_WITHIN = 128

_NAME_BYTES = 4
_HEAD_BYTES = 8
"""A tag's name, and the length of its value as a big-endian number."""

_SONG = b"otrk"
_PATHS = (b"ptrk", b"pfil")
"""The path in a crate, and in the database."""

_FOLDER = "%%"
"""In the name of a crate's file between it and the crate that holds it."""


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins with the version of a file of Serato."""
    return file.data.startswith(_VERSION) and _MAKER in file.data[:_VERSION_WITHIN]


def read_serato(file: GivenFile) -> tuple[Intake, ...]:
    """Read the songs of a crate by their paths, those of the database by title and artist too.

    Raises InvalidInput for a file that is cut off or holds no song.
    """
    entries = [dict(_tags(value)) for name, value in _tags(file.data) if name == _SONG]
    if not entries:
        raise InvalidInput(
            "There is no song in this file of Serato",
            expected="a crate with songs, or “database V2”",
            found="none",
            cure="choose another crate; a smart crate holds rules in place of songs",
        )
    songs = [_entry(tags, place) for place, tags in enumerate(entries, start=1)]
    name = file.stem.rpartition(_FOLDER)[2] if file.ending in ENDINGS else ""
    return (bounded([Intake(name=name), *songs]),)


def _entry(tags: dict[bytes, bytes], place: int) -> Intake:
    path = next((tags[name] for name in _PATHS if name in tags), b"")
    location, title, artist = (_text(value) for value in (path, tags.get(b"tsng", b""), tags.get(b"tart", b"")))
    return read_entry(location, title, artist, place)


def _tags(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the value of each tag. Raises InvalidInput where a value is cut off."""
    at = 0
    while at < len(data):
        start = at + _HEAD_BYTES
        end = start + int.from_bytes(data[at + _NAME_BYTES : start], "big")
        if end > len(data):
            raise InvalidInput(
                "This file of Serato is cut off",
                expected=f"{end:,} bytes at least",
                found=f"{len(data):,}",
                cure="copy it anew from the folder “_Serato_”",
            )
        yield data[at : at + _NAME_BYTES], data[start:end]
        at = end


def _text(value: bytes) -> str:
    return value.decode(_TEXT, "replace").strip("\0 ")
