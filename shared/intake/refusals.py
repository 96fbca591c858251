"""Kinds of files that hold no list of songs to read, each with what to do on the device it came from."""

import re
from dataclasses import dataclass

from shared.intake.given_file import GivenFile

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_SOUNDS = (b"ID3", b"fLaC", b"OggS", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"FORM", b"\x1aE\xdf\xa3")
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif", b"ftyphevc")
_PACKED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_APPLE_LIBRARIES = (b"hdfm", b"hfma")

_OLE = b"\xd0\xcf\x11\xe0"
_TAR_AT = 257
_ZIPPED = b"PK"

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_SEARCHED = 4_096
"""Bytes by which binary data is told: a list may begin with "BM" or "FORM", too."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused kind of file, and the cure."""

    name: str
    what: str
    """Completes "File 'x' ..."."""
    cure: str


PDF = Refusal(
    "a PDF",
    "is a PDF",
    "open it, select the songs, copy them and paste them here; or export the list as text or CSV",
)
PICTURE = Refusal(
    "a picture",
    "is a picture",
    "hold a finger on the text in the picture (Live Text on an iPhone, Google Lens on Android), "
    "copy it and paste it here",
)
SOUND = Refusal(
    "a recording", "is a recording", "write its title and artist, or send a playlist that names the songs"
)
DOCUMENT = Refusal(
    "a text document",
    "is a document of a word processor",
    "copy the songs in it and paste them here, or save it as plain text",
)
PACKED = Refusal("a packed file", "is packed in a way that is not read", "unpack it and send the playlist in it")
NESTED = Refusal("an archive", "is an archive in the archive", "unpack it and send the playlist in it")
NUMBERS = Refusal(
    "a document of Numbers, Pages or Keynote",
    "is a document of Apple's",
    "in its menu choose File > Export To > CSV, or Plain Text",
)
APPLE_LIBRARY = Refusal(
    "a library of Apple Music",
    "is a library that only Apple Music reads",
    "in Music on the Mac choose File > Library > Export Library; in iTunes, too. Then send that XML",
)
DATABASE = Refusal(
    "a database", "is a database", "export a playlist from the program it belongs to, as M3U, CSV or text"
)
FOOBAR = Refusal(
    "a playlist of foobar2000",
    "is a playlist that only foobar2000 reads",
    "choose File > Save playlist and the type M3U8",
)
BINARY = Refusal(
    "binary data", "is no text", "export the playlist as CSV, M3U or text from the program it comes from"
)


def _is_binary(file: GivenFile) -> bool:
    return _CONTROL.search(file.data[:_SEARCHED]) is not None


def is_pdf(file: GivenFile) -> bool:
    """Return whether a file is a PDF."""
    return b"%PDF-" in file.data[:1024] and not file.data.startswith(_ZIPPED)


def is_picture(file: GivenFile) -> bool:
    """Return whether a file is a picture of a usual kind."""
    start = file.data[:16]
    return _is_binary(file) and (start.startswith(_PICTURES) or start[8:12] == b"WEBP" or start[4:12] in _HEIF)


def is_sound(file: GivenFile) -> bool:
    """Return whether a file is sound or film."""
    start = file.data[:16]
    is_container = start[8:12] in (b"WAVE", b"AVI ") or (start[4:8] == b"ftyp" and start[4:12] not in _HEIF)
    return _is_binary(file) and (is_container or start.startswith(_SOUNDS))


def is_document(file: GivenFile) -> bool:
    """Return whether a file is a document of a word processor."""
    data = file.data
    zipped = data.startswith(b"PK") and (b"word/document.xml" in data or b"opendocument.text" in data[:200])
    return zipped or data.startswith(_OLE) or data.lstrip().startswith(b"{\\rtf")


def is_packed(file: GivenFile) -> bool:
    """Return whether a file is an archive of another kind than ZIP and GZ."""
    return (_is_binary(file) and file.data.startswith(_PACKED)) or file.data[_TAR_AT : _TAR_AT + 5] == b"ustar"


def is_numbers(file: GivenFile) -> bool:
    """Return whether a file is a document of Numbers, Pages or Keynote."""
    return file.data.startswith(b"PK") and b"Index/Document.iwa" in file.data


def is_apple_library(file: GivenFile) -> bool:
    """Return whether a file is a library of iTunes or Apple Music in its own form."""
    return file.data.startswith(_APPLE_LIBRARIES)


def is_database(file: GivenFile) -> bool:
    """Return whether a file is a database of SQLite."""
    return file.data.startswith(b"SQLite format 3\0")


def is_foobar(file: GivenFile) -> bool:
    """Return whether a file is a playlist of foobar2000."""
    return file.ending == "fpl" and file.is_binary
