"""Parser of pasted text: pages, lists with headings, and a song or link a line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote

from shared.domain.track_ids import is_track_id
from shared.intake.bounds import MOST_LINES, beyond, bounded, joined, unread
from shared.intake.chatter import without_chatter
from shared.intake.lines import read_line
from shared.intake.local_files import read_entry
from shared.intake.pages import page_in, read_page
from shared.intake.readings import Reading
from shared.intake.reference import Intake, TrackReference
from shared.intake.stanzas import Numbered, with_stanzas_joined

_ESCAPE = re.compile(r"%(?:20|C[2-9A-F]%[89AB][0-9A-F]|E[0-9A-F]%[89AB][0-9A-F])", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*(?:#\s|#$|#EXT|//)")
_CONCERT = re.compile(r"(?P<artist>.+?)\s+(?:concert\s+)?setlist\s+at\s.+", re.IGNORECASE)
"""The heading of a page of setlist.fm, whose songs are all by one artist."""
_SECTION = re.compile(r"(?:set|encore|zugabe|rappel|bis)\s*\d*\s*:", re.IGNORECASE)
"""A heading between the songs of a concert."""
_HEADING = re.compile(r"[^\t|–—]*[^\s:：][:：]")


def read_text(text: str) -> Intake:
    """Read each line as links, ids or a song's name; blank lines, comments ("# ...") and chatter are skipped.

    >>> given = read_text("Nina Simone - Feeling Good")
    >>> [(each.artist, each.title) for each in given.references]
    [('Nina Simone', 'Feeling Good')]
    """
    lines = text.splitlines()
    numbered = enumerate(lines[:MOST_LINES], start=1)
    told = without_chatter([(number, line) for number, line in numbered if not _COMMENT.match(line)])
    return joined([bounded(_read_lines(told)), *beyond(len(lines))])


def read_tracks(tracks: Sequence[str]) -> Intake:
    """Read each text as a line of its own; ids, as our page sends them, are taken for what they are.

    >>> read_tracks(["demo:track:0000000000000000000001"]) == read_text("demo:track:0000000000000000000001")
    True
    """
    if len(tracks) > MOST_LINES or not all(map(is_track_id, tracks)):
        return read_text("\n".join(" ".join(track.split()) for track in tracks))
    return Intake(references=tuple(TrackReference(id, line, id) for line, id in enumerate(tracks, start=1)))


def _read_lines(lines: Sequence[Numbered]) -> list[Intake]:
    if page := page_in(lines):
        return read_page(page)
    return _under_headings(with_stanzas_joined(lines))


def _under_headings(lines: Sequence[Numbered]) -> list[Intake]:
    """Read lines; one that ends in a colon names what follows it, such as the artist of the titles below it."""
    heading = ""
    parts = []
    for place, (number, line) in enumerate(lines):
        read = _read(line, number)
        if concert := _CONCERT.fullmatch(line.strip()):
            heading = concert["artist"]
            parts.append(unread(line, number, "this is taken for a heading, as it names a concert"))
        elif place + 1 < len(lines) and _HEADING.fullmatch(line.strip()) and read.references:
            heading = heading if _SECTION.fullmatch(line.strip()) else read.references[0].title
            parts.append(unread(line, number, "this is taken for a heading, as it ends in a colon"))
        else:
            parts.append(_headed(read, heading) if heading else read)
    return parts


def _read(line: str, number: int) -> Intake:
    """Read a line, an address of a file, or a line with its blanks as %20."""
    text = line.strip()
    if text.startswith("file://"):
        return read_entry(text, "", "", number)
    if " " not in text and _ESCAPE.search(text) and "://" not in text:
        return read_line(unquote(text), number)
    return read_line(line, number)


def _headed(read: Intake, heading: str) -> Intake:
    """Add the reading by which the heading is the artist, where none is named."""
    references = tuple(
        replace(each, readings=(Reading(each.title, heading), *each.ways))
        if each.title and not any(way.artist for way in each.ways)
        else each
        for each in read.references
    )
    return replace(read, references=references)
