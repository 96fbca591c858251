"""Parser of M3U and M3U8 playlists: `#EXTINF` lines before files, streams or links."""

import re
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from shared.intake.given_file import GivenFile
from shared.intake.links import find_links
from shared.intake.reference import Intake
from shared.intake.text import MOST_LINES, beyond, bounded, joined, read_line, unread

ENDINGS = ("m3u", "m3u8")

_EXTINF = re.compile(r'^#EXTINF:\s*-?\d+(?:\.\d+)?(?>(?:"[^"]*"|[^,])*),\s*(?P<title>.*)$')
_NAME = re.compile(r"^#PLAYLIST:\s*(?P<name>.+)$")
_TRACK_NUMBER = re.compile(r"^\d{1,3}[\s._-]+")


def recognise(file: GivenFile) -> bool:
    """Return whether a file begins with the header of M3U, or its name ends like one."""
    return file.start.startswith("#EXTM3U") or file.ending in ENDINGS


def read_m3u(text: str) -> Intake:
    """Read each entry by its link and its `#EXTINF` title; without either, by its file name."""
    lines = text.splitlines()
    parts: list[Intake] = []
    title = ""
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        if found := _EXTINF.match(line):
            parts += _titled(title, number - 1)
            title = found["title"].strip()
        elif name := _NAME.match(line):
            parts.append(Intake(name=name["name"].strip()))
        elif line.strip() and not line.startswith("#"):
            parts.append(_entry(line.strip(), title, number))
            title = ""
    return joined([bounded([*parts, *_titled(title, len(lines))]), *beyond(len(lines))])


def _titled(title: str, number: int) -> list[Intake]:
    """Read a title without a location after it; "" gives nothing."""
    return [read_line(title, number)] if title else []


def _named(linked: Intake, titled: Intake) -> Intake:
    """Add the title to a linked track: it finds the song where the catalogue lacks the id."""
    if len(linked.references) != 1 or [each.track_id for each in titled.references] != [None]:
        return linked
    return replace(linked, references=(replace(titled.references[0], track_id=linked.references[0].track_id),))


def _entry(location: str, title: str, number: int) -> Intake:
    if any(find_links(location)):
        return _named(read_line(location, number), read_line(title, number))
    if title:
        return read_line(title, number)
    path = PureWindowsPath(location) if "\\" in location else PurePosixPath(unquote(location))
    name = _TRACK_NUMBER.sub("", path.stem).replace("_", " ").strip()
    if not name:
        return unread(location, number, "this entry has neither a title nor a file name")
    return read_line(name, number)
