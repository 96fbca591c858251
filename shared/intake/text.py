"""Parser of pasted text: links, ids and lines like "Artist - Title"; also the bounds that all formats share."""

import re
from collections.abc import Sequence

from shared.domain.track_ids import ISRC, isrc_of, track_id_of
from shared.intake.links import WHY_NOT, Link, find_links, linked_track_id
from shared.intake.reference import Intake, TrackReference, Unread

MOST_LINES = 10_000
"""Maximum number of lines, and of songs, read from one paste or file; the rest is reported as one piece."""

MOST_LINKS = 100
"""Maximum number of playlist links and of short links in one paste or file: each may cost a look-up."""

LONGEST_LINE = 1_000
"""Length of the longest line that may name a song."""

SHOWN = 200
"""Characters of a source that are shown back to the listener."""

_BLANKS = re.compile(r"[^\S\t]+")
_NUMBERING = re.compile(r"^(?:\(?\d{1,4}[.):]\s+|[-*•·–—◦‣▪●♪♫]\s+)")
_NUMBER_COLUMN = re.compile(r"^0?\d{1,2}(?: [-–—] | ?\t ?)(?=.*(?: [-–—] |\t))")
"""A number set off like an artist, which it cannot be where artist and title follow: "07 - Artist - Title"."""
_SEPARATOR = re.compile(r" [-–—]{1,2} |\s*\t\s*")
_BY = re.compile(r"^[\"“«'‘]?(?P<title>.+?)[\"”»'’]? by (?P<artist>.+)$", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*(?:#\s|#$|#EXT|//)")
_BETWEEN_IDS = re.compile(r"""[\s,;|<>()\[\]{}"'“”]+""")
_OTHER_LINK = re.compile(
    r"(?:https?://|www\.|\b(?:open|play)\.spotify\.com/|\bspotify\.link/|\bspotify:[a-z]+:)\S", re.IGNORECASE
)
_WORD = re.compile(r"\w")


def read_text(text: str) -> Intake:
    """Read each line as links, ids or a song's name; blank lines and comments ("# ...") are skipped.

    >>> given = read_text("Nina Simone - Feeling Good")
    >>> [(each.artist, each.title) for each in given.references]
    [('Nina Simone', 'Feeling Good')]
    """
    lines = text.splitlines()
    numbered = enumerate(lines[:MOST_LINES], start=1)
    parts = [read_line(line, number) for number, line in numbered if not _COMMENT.match(line)]
    return joined([bounded(parts), *beyond(len(lines))])


def beyond(count: int, what: str = "lines", most: int = MOST_LINES) -> list[Intake]:
    """Return a report of the items after the first `most`; empty if there are none."""
    if count <= most:
        return []
    why = f"only the first {most:,} {what} are read; send the rest by itself"
    return [Intake(unread=(Unread(f"{count - most:,} more {what}", most + 1, why),))]


def joined(parts: Sequence[Intake]) -> Intake:
    """Join many intakes in linear time; the first name is kept."""
    return Intake(
        references=tuple(each for part in parts for each in part.references),
        playlist_ids=tuple(each for part in parts for each in part.playlist_ids),
        short_links=tuple(each for part in parts for each in part.short_links),
        unread=tuple(each for part in parts for each in part.unread),
        name=next((part.name for part in parts if part.name), ""),
    )


def bounded(parts: Sequence[Intake]) -> Intake:
    """Join up to MOST_LINES songs and reports and MOST_LINKS links of each kind; count the others in a report."""
    whole = joined(parts)
    over = [
        *beyond(len(whole.references), "songs"),
        *beyond(len(whole.playlist_ids), "playlists", MOST_LINKS),
        *beyond(len(whole.short_links), "short links", MOST_LINKS),
        *beyond(len(whole.unread), "lines that could not be read"),
    ]
    kept = Intake(
        references=whole.references[:MOST_LINES],
        playlist_ids=whole.playlist_ids[:MOST_LINKS],
        short_links=whole.short_links[:MOST_LINKS],
        unread=whole.unread[:MOST_LINES],
        name=whole.name,
    )
    return joined([kept, *over])


def read_line(line: str, number: int) -> Intake:
    """Read one line as links, ids or a song's name; a blank line gives an empty intake."""
    if not line.strip():
        return Intake()
    if links := list(find_links(line)):
        return joined([_of_link(link, number) for link in links])
    if len(line) > LONGEST_LINE:
        return unread(line, number, f"a line of {len(line):,} characters is no song's name")
    tokens = [token for token in _BETWEEN_IDS.split(_NUMBERING.sub("", line.strip())) if token]
    if ids := _ids(tokens):
        return Intake(references=tuple(by_id(id, token, number) for id, token in zip(ids, tokens, strict=True)))
    if _OTHER_LINK.search(line):
        return unread(
            line,
            number,
            "this is no link to a track of Spotify, MusicBrainz or ListenBrainz, nor to a Spotify playlist",
        )
    return _of_name(line, number)


def unread(source: str, number: int, why: str) -> Intake:
    """Return an intake of one unread piece."""
    return Intake(unread=(Unread(source.strip()[:SHOWN], number, why),))


def by_id(id: str, source: str, number: int) -> TrackReference:
    """Return a reference by a track's id or by an ISRC."""
    if ISRC.value_of(id):
        return TrackReference(source.strip()[:SHOWN], number, isrc=id)
    return TrackReference(source.strip()[:SHOWN], number, track_id=id)


def _ids(tokens: Sequence[str]) -> list[str]:
    """Return the ids of tokens that are all track ids or all ISRCs, else nothing."""
    ids = [track_id_of(token) or isrc_of(token) for token in tokens]
    return [id for id in ids if id] if all(ids) else []


def named_track(link: str, title: str, artist: str, number: int, isrc: str = "") -> TrackReference | None:
    """Return a reference by ids, by title and artist, or by both; None if there is neither an id nor a title.

    `link` is a track's id, URI or link, or an ISRC; anything else counts as none, also as `isrc`.
    """
    track_id, recording = linked_track_id(link), isrc_of(isrc) or isrc_of(link) or ""
    if track_id is None and not recording and not title:
        return None
    source = source_of(link or isrc, title, artist)[:SHOWN]
    return TrackReference(source, number, track_id=track_id, isrc=recording, title=title, artist=artist)


def source_of(link: str, title: str, artist: str) -> str:
    """Return the text by which a song is shown back: artist and title, or the link if both are empty."""
    return " - ".join(part for part in (artist, title) if part) or link


def _of_link(link: Link, number: int) -> Intake:
    if link.kind == "track":
        return Intake(references=(by_id(link.id, link.source, number),))
    if link.kind == "playlist":
        return Intake(playlist_ids=(link.id,))
    if link.kind == "short":
        return Intake(short_links=(link.id,))
    return unread(link.source, number, WHY_NOT[link.kind])


def _of_name(line: str, number: int) -> Intake:
    """Read "Artist - Title" (or the other way round), "Title by Artist", or a title alone."""
    plain = _BLANKS.sub(" ", line).strip()  # runs of blanks would make the patterns below quadratic
    source = _NUMBER_COLUMN.sub("", _NUMBERING.sub("", plain)).strip() or plain
    if not _WORD.search(source):
        return unread(line, number, "there is no word in this line")
    parts = [part.strip() for part in _SEPARATOR.split(source, maxsplit=1)]
    if len(parts) == 2 and all(parts):
        artist, title = parts[0], parts[1].split("\t")[0].strip()
        reference = TrackReference(source[:SHOWN], number, title=title, artist=artist, reversible=True)
    elif found := _BY.match(source):
        reference = TrackReference(source[:SHOWN], number, title=found["title"], artist=found["artist"])
    else:
        reference = TrackReference(source[:SHOWN], number, title=source.strip('"“”«»'))
    return Intake(references=(reference,))
