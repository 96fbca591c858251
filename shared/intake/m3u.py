"""Parser of M3U and M3U8 playlists: `#EXTINF` lines before files, streams or links."""

import re
from dataclasses import dataclass, field
from html import unescape

from shared.intake.bounds import MOST_LINES, beyond, bounded, joined
from shared.intake.given_file import GivenFile
from shared.intake.local_files import read_entry
from shared.intake.reference import Intake

ENDINGS = ("m3u", "m3u8")

_ATTRIBUTE = re.compile(r'[\s,]+[\w-]+="[^"]*"')
"""Attributes of streams, before or after a comma; their values may hold commas."""
_EXTINF = re.compile(r'^#EXTINF:\s*-?\d+(?:\.\d+)?(?>(?:"[^"]*"|[^,])*),\s*(?P<title>.*)$')
_LONGEST = 4_000
"""Characters of a line that are read: pictures in attributes are long."""
_NAME = re.compile(r"^#PLAYLIST:\s*(?P<name>.+)$")
_ARTIST = re.compile(r"^#EXTART:\s*(?P<artist>.+)$")


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins with the header of M3U, or its name ends like one."""
    return file.start.startswith(("#EXTM3U", "#EXTINF:")) or file.ending in ENDINGS


@dataclass
class _Reader:
    """The lines read so far; a title and an artist wait for the location below them."""

    parts: list[Intake] = field(default_factory=list)
    title: str = ""
    artist: str = ""

    def line(self, line: str, number: int) -> None:
        """Read the next line; one too long to name a song is cut."""
        line = line[:_LONGEST]
        if found := _EXTINF.match(_ATTRIBUTE.sub("", line) if '"' in line else line):
            self.end(number - 1)
            self.title = found["title"].strip()
        elif found := _ARTIST.match(line):
            self.artist = found["artist"].strip()
        elif line.startswith("#EXTVDJ:"):
            self.title, self.artist = (_in_tag(tag, line) for tag in ("title", "artist"))
        elif found := _NAME.match(line):
            self.parts.append(Intake(name=found["name"].strip()))
        elif line.strip() and not line.startswith("#"):
            self.parts.append(read_entry(line.strip(), self.title, self.artist, number))
            self.title = self.artist = ""

    def end(self, number: int) -> None:
        """Read a title that no location follows."""
        if self.title:
            self.parts.append(read_entry("", self.title, self.artist, number))
            self.title = self.artist = ""


def _in_tag(tag: str, line: str) -> str:
    """Return the text of an element in a line of VirtualDJ, "" if there is none."""
    return unescape(line.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]).strip()


def read_m3u(text: str) -> Intake:
    """Read each entry by its link and its `#EXTINF` title; without either, by its file's name and folders."""
    lines = text.splitlines()
    reader = _Reader()
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        reader.line(line, number)
    reader.end(len(lines))
    return joined([bounded(reader.parts), *beyond(len(lines))])
