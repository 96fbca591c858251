"""Uploaded files: decoded, recognised by what is in them, and read."""

import codecs
import re
from contextlib import suppress

from shared.errors import InvalidInput, TooLarge
from shared.intake.csv_files import looks_like_table, read_table
from shared.intake.m3u import read_m3u
from shared.intake.mpd_json import read_json
from shared.intake.reference import Intake
from shared.intake.text import read_text

LARGEST_BYTES = 20 * 1024 * 1024
"""The largest file that is read."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
"""What no text holds; \\x1a ended the text files of DOS."""


def read_file(name: str, content: str | bytes) -> Intake:
    """Read an uploaded file: JSON, M3U, a CSV table or plain text, by its content first, then its name's ending.

    Raises TooLarge over LARGEST_BYTES, InvalidInput for what is no text and for broken JSON or CSV.
    """
    size_bytes = len(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    if size_bytes > LARGEST_BYTES:
        raise TooLarge(
            f"File {name!r} is too large", expected=f"{LARGEST_BYTES:,} bytes at most", found=f"{size_bytes:,}"
        )
    text = _as_text(name, content)
    start = text.lstrip()
    ending = name.lower().rpartition(".")[2]
    if start.startswith(("{", "[")) and (ending == "json" or start[1:].lstrip()[:1] in '"{['):
        return read_json(text)
    if start.startswith("#EXTM3U") or ending in {"m3u", "m3u8"}:
        return read_m3u(text)
    if looks_like_table(start) or ending in {"csv", "tsv"}:
        return read_table(start)
    return read_text(text)


def _as_text(name: str, content: str | bytes) -> str:
    text = content if isinstance(content, str) else _decoded(content)
    if _CONTROL.search(text):
        raise InvalidInput(
            f"File {name!r} is no text",
            expected="a playlist as CSV, M3U, JSON or plain text",
            found="binary data",
            cure="export the playlist again, for example with exportify.net",
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8, as Windows does, or as Latin-1: there every byte is something.

    Windows-1252 is Latin-1 with dashes and quotation marks in place of control characters.
    """
    marked = next((encoding for mark, encoding in _BOMS if content.startswith(mark)), "utf-8")
    for encoding in (marked, "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("latin-1")
