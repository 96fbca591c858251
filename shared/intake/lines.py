"""Parser of one line: links, ids or a song's name; also references by what a table or file says of a song."""

import re
from collections.abc import Sequence
from dataclasses import replace

from shared.domain.track_ids import ISRC, isrc_of, track_id_of
from shared.intake.bounds import LONGEST_LINE, SHOWN, joined, unread
from shared.intake.links import WHY_NOT, Link, find_links, linked_track_id
from shared.intake.readings import named_readings, readings, shown
from shared.intake.reference import Intake, TrackReference
from shared.intake.services import why_not
from shared.intake.several import may_be_several, with_gaps_marked
from shared.lanes import checkpoint, is_reading_over

_NUMBERING = re.compile(r"^(?:\(?\d{1,4}[.):]\s+|[-*•·–—◦‣▪●♪♫]\s+)")
_ISRC_LABEL = re.compile(r"^ISRC(?:\s*[:=]\s*|\s+)", re.IGNORECASE)
_BETWEEN_IDS = re.compile(r"""[\s,;|<>()\[\]{}"'“”]+""")
_OTHER_LINK = re.compile(
    r"[(<\[]?(?:https?://|www\.|\b(?:open|play)\.spotify\.com/|\bspotify\.link/|\bspotify:[a-z]+:"
    r"|(?<![\w.@])(?:[\w-]+\.)+(?:com|be|fm|net|org|co|link|me|de)/)\S+",
    re.IGNORECASE,
)
_WORDS = re.compile(r"\w{2}.*\w")
_HIGHLIGHT = re.compile(r"[?&]highlight=spotify(?::|%3A)track(?::|%3A)([0-9A-Za-z]{22})", re.IGNORECASE)
"""The one song that a link to an album points at."""
_COUNTER_ALONE = re.compile(r"#?\d{1,4}[.)]")

WHY_LATE = "the lines before took too long to read; send the rest by itself"


def read_line(line: str, number: int) -> Intake:
    """Read one line as links, ids or a song's name; a blank line gives an empty intake."""
    checkpoint()
    if not line.strip():
        return Intake()
    if is_reading_over():
        return unread(line, number, WHY_LATE)
    if links := list(find_links(line)):
        marked = [
            Intake(references=(by_id(track_id_of(found) or found, line, number),))
            for found in _HIGHLIGHT.findall(line)
        ]
        return joined(marked or _named_beside(links, line, number) or [_of_link(link, number) for link in links])
    if len(line) > LONGEST_LINE:
        return unread(line, number, f"a line of {len(line):,} characters is no song's name")
    tokens = [
        token for token in _BETWEEN_IDS.split(_ISRC_LABEL.sub("", _NUMBERING.sub("", line.strip()))) if token
    ]
    if ids := _ids(tokens):
        return Intake(references=tuple(by_id(id, token, number) for id, token in zip(ids, tokens, strict=True)))
    if (
        any(mark in line for mark in "/:.")
        and (found := _OTHER_LINK.search(line))
        and not _WORDS.search(_OTHER_LINK.sub("", line))
    ):
        return unread(line, number, why_not(found[0]))
    return _of_name(line, number)


def _named_beside(links: Sequence[Link], line: str, number: int) -> list[Intake]:
    """Read the only link to a track with the title and artist beside it, for a release the catalogue lacks."""
    beside = line.replace(links[0].source, " ")
    if len(links) > 1 or links[0].kind != "track" or "<" in beside:
        return []
    ways = tuple(way for way in readings(beside) if way.artist)
    if not ways:
        return []
    found = by_id(links[0].id, links[0].source, number)
    return [Intake(references=(replace(found, title=ways[0].title, artist=ways[0].artist, readings=ways),))]


def by_id(id: str, source: str, number: int) -> TrackReference:
    """Return a reference by a track's id or by an ISRC."""
    if ISRC.value_of(id):
        return TrackReference(source.strip()[:SHOWN], number, isrc=id)
    return TrackReference(source.strip()[:SHOWN], number, track_id=id)


def _ids(tokens: Sequence[str]) -> list[str]:
    """Return the ids of tokens that are all track ids or all ISRCs, else nothing."""
    ids = []
    for token in tokens:
        if not (id := track_id_of(token) or isrc_of(token)):
            return []
        ids.append(id)
    return ids


def named_track(link: str, title: str, artist: str, number: int, isrc: str = "") -> TrackReference | None:
    """Return a reference by ids, by title and artist, or by both; None if there is neither an id nor a title.

    `link` is a track's id, URI or link, or an ISRC; anything else counts as none, also as `isrc`.
    """
    checkpoint()
    track_id, recording = linked_track_id(link), isrc_of(isrc) or isrc_of(link) or ""
    if track_id is None and not recording and not title:
        return None
    source = source_of(link or isrc, title, artist)[:SHOWN]
    ways = named_readings(title, artist) if title and not is_reading_over() else ()
    return TrackReference(source, number, track_id, title, artist, recording, ways)


def source_of(link: str, title: str, artist: str) -> str:
    """Return the text by which a song is shown back: artist and title, or the link if both are empty."""
    return " - ".join(part for part in (artist, title) if part) or link


def _of_link(link: Link, number: int) -> Intake:
    if link.kind == "track":
        return Intake(references=(by_id(link.id, link.source, number),))
    if link.kind == "artist":
        return Intake(references=(TrackReference(link.source[:SHOWN], number, artist_id=link.id),))
    if link.kind == "playlist":
        return Intake(playlist_ids=(link.id,))
    if link.kind == "short":
        return Intake(short_links=(link.id,))
    return unread(link.source, number, WHY_NOT[link.kind])


def _of_name(line: str, number: int) -> Intake:
    """Read a title and artist in any form, or a title alone."""
    ways = () if _COUNTER_ALONE.fullmatch(line.strip()) else readings(line)
    if not ways:
        return unread(line, number, "there is no word in this line")
    first, text = ways[0], shown(line)
    marked = with_gaps_marked(line)
    whole = text if marked == line else shown(marked)
    several = whole if may_be_several(whole) else ""
    reference = TrackReference(
        text[:SHOWN], number, title=first.title, artist=first.artist, readings=ways, several=several
    )
    return Intake(references=(reference,))
