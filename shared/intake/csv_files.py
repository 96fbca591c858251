"""Tables of tracks: Exportify's two dialects and their like, headers in any language."""

import csv
import io
from collections.abc import Iterator, Sequence

from shared.domain.names import fold
from shared.domain.track import track_id_of
from shared.errors import InvalidInput
from shared.intake.links import find_links
from shared.intake.reference import Intake, TrackReference
from shared.intake.text import LONGEST_LINE, MOST_LINES, SHOWN, beyond, joined, unread

DELIMITERS = ",;\t"

_SYNONYMS: dict[str, frozenset[str]] = {
    "id": frozenset(
        [
            "track uri",
            "spotify uri",
            "spotify id",
            "track id",
            "spotify track id",
            "uri",
            "id",
            "track url",
            "link",
            "url",
        ]
    ),
    "title": frozenset(
        ["track name", "name", "title", "track", "song", "song name", "titel", "nombre de la cancion", "titolo"]
    ),
    "artist": frozenset(
        ["artist name s", "artist names", "artist name", "artist", "artists", "artista", "artiste", "kunstler"]
    ),
}
"""Folded headers that mean each column; others are found by what the column holds."""

_LOOKED_AT = 50
"""Rows looked at to find the column of tracks under a header nobody knows."""


def looks_like_table(text: str) -> bool:
    """Say whether a text's first line is a header we know, or its rows hold track URIs between delimiters."""
    first, _, rest = text.partition("\n")
    delimiter = _delimiter(first)
    if not delimiter:
        return False
    headers = {fold(cell) for cell in next(csv.reader([first], delimiter=delimiter), [])}
    if len(headers & frozenset().union(*_SYNONYMS.values())) >= 2:
        return True
    second = rest.partition("\n")[0]
    return delimiter in second and "spotify:track:" in second


def read_table(text: str) -> Intake:
    """Read each row by its id where it has one, else by title and artist.

    Raises InvalidInput if no column holds tracks or titles, or if the file is no table.
    """
    rows = list(_rows(text))
    if not rows:
        raise InvalidInput("The table is empty", expected="a header and a row a song", found="nothing")
    header, body = rows[0][1], rows[1:]
    columns = _columns(header, [cells for _, cells in body[:_LOOKED_AT]])
    if not columns:
        raise InvalidInput(
            "No column of the table names songs",
            expected="a column such as “Track URI” or “Track Name”",
            found=", ".join(header)[:SHOWN],
            cure="export the playlist again, for example with exportify.net",
        )
    parts = [_row(cells, number, columns) for number, cells in body[:MOST_LINES]]
    return joined([*parts, *beyond(len(body), "rows")])


def _delimiter(line: str) -> str:
    best = max(DELIMITERS, key=line.count)
    return best if best in line else ""


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank with its line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text.partition("\n")[0]) or ",")
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise InvalidInput(
            f"Line {reader.line_num} of the table cannot be read", expected="CSV", found=str(error)
        ) from error


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Find the columns by their headers; the one of tracks, failing that, by what it holds."""
    folded = [fold(cell) for cell in header]
    columns = {meaning: place for meaning, names in _SYNONYMS.items() for place in _first(folded, names)}
    if "id" not in columns:
        for place in range(len(header)):
            held = [row[place] for row in rows if place < len(row) and row[place]]
            if held and all(_track_id(cell) for cell in held) and any("spotify" in cell for cell in held):
                columns["id"] = place
                break
    return {meaning: place for meaning, place in columns.items() if meaning != "artist" or "title" in columns}


def _first(folded: Sequence[str], names: frozenset[str]) -> list[int]:
    """Give the place of the first header that is one of the names, as a list of one or none."""
    return [place for place, name in enumerate(folded) if name in names][:1]


def _row(cells: Sequence[str], number: int, columns: dict[str, int]) -> Intake:
    given = {meaning: cells[place] for meaning, place in columns.items() if place < len(cells)}
    track_id, title, artist = _track_id(given.get("id", "")), given.get("title", ""), given.get("artist", "")
    source = " - ".join(part for part in (artist, title) if part) or given.get("id", "")
    if len(title) + len(artist) > LONGEST_LINE:
        return unread(source, number, "this row is too long to name a song")
    if track_id is None and not title:
        return unread(source or ",".join(cells), number, "this row has neither a track nor a title")
    reference = TrackReference(source[:SHOWN], number, track_id=track_id, title=title, artist=artist)
    return Intake(references=(reference,))


def _track_id(cell: str) -> str | None:
    linked = next((link.id for link in find_links(cell) if link.kind == "track"), None)
    return linked or track_id_of(cell)
