"""The one reader of tables: rows of cells from any format, read into songs by their columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared.errors import InvalidInput
from shared.intake.bounds import LONGEST_LINE, beyond, bounded, joined, unread
from shared.intake.channels import artist_of_channel
from shared.intake.columns import Columns, columns_of, header_at
from shared.intake.headers import lists_albums
from shared.intake.lines import named_track, read_line, source_of
from shared.intake.readings import Reading
from shared.intake.reference import Intake, TrackReference

Row = tuple[int, Sequence[str]]
"""A row's line in its file, from 1 on, and its cells without blanks around them."""

_DATE_ALONE = re.compile(r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$")
"""The title of a session in the histories of DJ programs."""


@dataclass(frozen=True, slots=True)
class GivenTable:
    """A table as a file holds it; its header, if it has one, is among the first rows."""

    rows: Sequence[Row]
    """Rows that are not blank."""
    name: str = ""
    more: int = 0
    """Rows of the file that are not among `rows`."""


def read_rows(table: GivenTable) -> tuple[Intake, ...]:
    """Read one reference a row, each playlist of the table apart.

    Raises InvalidInput if the table is empty, or if no column names songs.
    """
    if not table.rows:
        raise InvalidInput("The table is empty", expected="a row a song", found="nothing")
    at = header_at([cells for _, cells in table.rows])
    body = table.rows[at + 1 :]
    if not body:
        raise InvalidInput(
            "The table has no row below its heading", expected="a row a song", found="only a heading"
        )
    header = table.rows[at][1] if at >= 0 else ()
    if lists_albums(header):
        raise InvalidInput(
            "The table lists albums, not songs",
            expected="a row a song",
            found=", ".join(filter(None, header))[:LONGEST_LINE],
            cure="export a playlist, or paste some songs of the albums",
        )
    columns = columns_of(header, [cells for _, cells in body])
    over = [Intake(unread=each.unread) for each in beyond(len(body) + table.more, "rows", len(body))]
    name = table.name or _preamble(table.rows[: max(at, 0)])
    parts = _playlists(body, columns, name)
    return (joined([parts[0], *over]), *parts[1:])


def _preamble(rows: Sequence[Row]) -> str:
    """Return the first cell above the header, where it stands alone: the playlist's name."""
    return next((cells[0] for _, cells in rows if cells[0] and not any(cells[1:])), "")


def _playlists(body: Sequence[Row], columns: Columns, name: str) -> list[Intake]:
    """Read the rows of each playlist that the table names, in order of first mention."""
    parts: dict[str, list[Intake]] = {}
    heading = name
    for number, cells in body:
        if columns.has_sections and cells[0] and not any(cells[1:]):
            heading = cells[0]
            continue
        playlist = columns.cell("playlist", cells) or heading
        parts.setdefault(playlist, []).append(_described(_row(cells, number, columns), cells, columns))
    return [bounded([Intake(name=playlist), *read]) for playlist, read in parts.items()] or [Intake(name=name)]


def _described(read: Intake, cells: Sequence[str], columns: Columns) -> Intake:
    """Add what the row tells of its song besides its names."""
    facts = columns.described.facts(cells)
    if facts is None:
        return read
    return replace(read, references=tuple(replace(each, facts=facts) for each in read.references))


def _row(cells: Sequence[str], number: int, columns: Columns) -> Intake:
    link, title, artist, isrc = (columns.cell(meaning, cells) for meaning in ("id", "title", "artist", "isrc"))
    if len(title) + len(artist) > LONGEST_LINE:
        return unread(source_of(link, title, artist), number, "this row is too long to name a song")
    if why := _no_song(link, title):
        return _unread_row(cells, link, title, artist, number, why)
    if title and not artist and columns.may_join:
        return _joined_names(link, title, isrc, number)
    reference = named_track(link, title, artist_of_channel(artist), number, isrc)
    if reference is None:
        return _unread_row(cells, link, title, artist, number, "this row has neither a track nor a title")
    if columns.reversible:
        reference = _by_any_column(reference, columns.cell("album", cells))
    return Intake(references=(reference,))


def _by_any_column(reference: TrackReference, album: str) -> TrackReference:
    """Add the readings of a row without a header: title and artist in the other order, artist and album, too."""
    either = reference.either_way()
    others = (Reading(reference.title, album),) if album and reference.title else ()
    return replace(either, readings=(*either.readings, *others))


def _unread_row(cells: Sequence[str], link: str, title: str, artist: str, number: int, why: str) -> Intake:
    return unread(source_of(link, title, artist) or ", ".join(filter(None, cells)), number, why)


def _no_song(link: str, title: str) -> str:
    if link.startswith(("spotify:episode:", "spotify:show:")) or "/episode/" in link:
        return "this is a podcast episode, not a song"
    if _DATE_ALONE.match(title):
        return "this row is a date, not a song"
    return ""


def _joined_names(link: str, title: str, isrc: str, number: int) -> Intake:
    """Read artist and title from one cell; the row's ids stay with them."""
    read = read_line(title, number)
    known = named_track(link, title, "", number, isrc)
    if known is None or not (known.track_id or known.isrc) or len(read.references) != 1:
        return read if read.references or known is None else Intake(references=(known,))
    return Intake(references=(replace(read.references[0], track_id=known.track_id, isrc=known.isrc),))


def read_tables(tables: Iterable[GivenTable]) -> tuple[Intake, ...]:
    """Read every table with songs as a part of its own; the others are reported by the first part.

    Raises InvalidInput, the error of the first table, if none has songs.
    """
    parts: list[Intake] = []
    without: list[Intake] = []
    first: InvalidInput | None = None
    for table in tables:
        try:
            parts += read_rows(table)
        except InvalidInput as error:
            first = first or error
            line = table.rows[0][0] if table.rows else 1
            without.append(unread(table.name or f"the table at line {line}", line, error.what))
    if parts:
        return (joined([parts[0], *without]), *parts[1:])
    raise first or InvalidInput("The file holds no table", expected="a row a song", found="nothing")
