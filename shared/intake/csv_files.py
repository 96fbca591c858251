"""Parser of CSV tables of tracks: both dialects of Exportify and similar ones, with headers in any language."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

from shared.domain.names import fold
from shared.errors import InvalidInput
from shared.intake.given_file import GivenFile
from shared.intake.links import linked_track_id
from shared.intake.reference import Intake
from shared.intake.text import LONGEST_LINE, MOST_LINES, SHOWN, beyond, joined, named_track, source_of, unread

ENDINGS = ("csv", "tsv")

DELIMITERS = ",;\t"

_SYNONYMS: dict[str, frozenset[str]] = {
    meaning: frozenset(fold(header) for header in headers.split("|"))
    for meaning, headers in {
        "id": "Track URI|Spotify URI|Spotify ID|Track ID|Spotify Track ID|URI|ID|Track URL|Spotify URL|Link|URL",
        "title": "Track Name|Name|Title|Track|Song|Song Name|Titel|Titolo|Nombre de la canción|Nom du titre"
        "|Nome della traccia|Nome da faixa|Nummernaam|Låtens namn|Parça Adı|トラック名|اسم الأغنية",
        "artist": "Artist Name(s)|Artist Names|Artist Name|Artist|Artists|Interpret|Künstler|Künstlername(n)"
        "|Artiste|Artista|Nombre(s) del artista|Nom(s) de l'artiste|Nome dell'artista|Nome(s) do artista"
        "|Naam van artiest|Artistens namn|Sanatçı Adı|アーティスト名|أسماء الفنانين",
    }.items()
}
"""Folded headers of each column, in the languages of Exportify; other columns are found by their cells."""

_LOOKED_AT = 50
"""Number of rows searched for the column of tracks under an unknown header."""

_LONGEST_HEADER = 10_000
"""Characters of the first line that are read as a header."""


def recognise(file: GivenFile) -> bool:
    """Return whether a file looks like a table of tracks, or its name ends like one."""
    return looks_like_table(file.start) or file.ending in ENDINGS


def looks_like_table(text: str) -> bool:
    """Return whether the first line is a known header, or the second holds a track URI between delimiters."""
    first, _, rest = text.partition("\n")
    first = first[:_LONGEST_HEADER]
    delimiter = _delimiter(first)
    if not delimiter:
        return False
    headers = _folded(next(csv.reader([first], delimiter=delimiter), []))
    if len(frozenset().union(*_SYNONYMS.values()).intersection(headers)) >= 2:
        return True
    second = rest.partition("\n")[0]
    return delimiter in second and "spotify:track:" in second


def read_table(text: str) -> Intake:
    """Read one reference a row, by id or else by title and artist; a table with ids needs no header.

    Raises InvalidInput if no column holds tracks or titles, or if the text is not CSV.
    """
    stream = io.StringIO(text, newline="")
    rows = _rows(stream, _delimiter(text.partition("\n")[0]) or ",")
    first, header = next(rows, (0, []))
    if not header:
        raise InvalidInput("The table is empty", expected="a header and a row a song", found="nothing")
    body = list(islice(rows, MOST_LINES + 1))
    if any(linked_track_id(cell) for cell in header):
        body, header = [(first, header), *body], [""] * len(header)
    columns = _columns(header, [cells for _, cells in body[:_LOOKED_AT]])
    if not columns:
        raise InvalidInput(
            "No column of the table names songs",
            expected="a column such as “Track URI” or “Track Name”",
            found=", ".join(header)[:SHOWN],
            cure="export the playlist again, for example with exportify.net",
        )
    parts = [_row(cells, number, columns) for number, cells in body[:MOST_LINES]]
    rest = sum(1 for line in stream if line.strip())
    return joined([*parts, *beyond(len(body) + rest, "rows")])


def _delimiter(line: str) -> str:
    best = max(DELIMITERS, key=line.count)
    return best if best in line else ""


def _rows(stream: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the stripped cells of each row that is not blank, reading lazily."""
    # The blank line at the end comes as a row of its own, unless an open quotation mark swallows it.
    reader = csv.reader(chain(stream, [""]), delimiter=delimiter)
    cells: list[str] = []
    started, ended = 0, 0
    try:
        for cells in reader:
            started, ended = ended + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                yield ended, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise InvalidInput(
            f"Line {reader.line_num} of the table cannot be read", expected="CSV", found=str(error)
        ) from error
    if cells:
        raise InvalidInput(
            f"The row that begins on line {started} of the table does not end",
            expected="a closing quotation mark",
            found="the end of the file",
            cure="close or remove the quotation mark",
        )


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the position of each column by its header; that of track ids by its cells, where they are telling."""
    folded = _folded(header)
    columns = {meaning: place for meaning, names in _SYNONYMS.items() for place in _first(folded, names)}
    by_known_header = sorted(range(len(header)), key=lambda place: folded[place] not in _SYNONYMS["id"])
    for place in by_known_header:
        held = [row[place] for row in rows if place < len(row) and row[place]]
        tracks = [cell for cell in held if linked_track_id(cell)]
        # A bare id counts only under a known header: a name may have 22 letters.
        sure = folded[place] in _SYNONYMS["id"] or any("spotify" in cell for cell in tracks)
        if sure and 2 * len(tracks) > len(held):
            columns["id"] = place
            break
    return {meaning: place for meaning, place in columns.items() if meaning != "artist" or "title" in columns}


def _folded(header: Sequence[str]) -> list[str]:
    return [fold(cell.replace("_", " ")) for cell in header]


def _first(folded: Sequence[str], names: frozenset[str]) -> list[int]:
    """Return the position of the first header among the names, as a list of one or none."""
    return [place for place, name in enumerate(folded) if name in names][:1]


def _row(cells: Sequence[str], number: int, columns: dict[str, int]) -> Intake:
    given = {meaning: cells[place] for meaning, place in columns.items() if place < len(cells)}
    link, title, artist = (given.get(meaning, "") for meaning in ("id", "title", "artist"))
    if len(title) + len(artist) > LONGEST_LINE:
        return unread(source_of(link, title, artist), number, "this row is too long to name a song")
    reference = named_track(link, title, artist, number)
    if reference is None:
        source = source_of(link, title, artist) or ",".join(cells)
        return unread(source, number, "this row has neither a track nor a title")
    return Intake(references=(reference,))
