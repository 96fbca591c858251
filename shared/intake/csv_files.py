"""Tables of tracks: Exportify's two dialects and their like, headers in any language."""

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
"""Folded headers that mean each column, in the languages of Exportify; others are found by what they hold."""

_LOOKED_AT = 50
"""Rows looked at to find the column of tracks under a header nobody knows."""

_LONGEST_HEADER = 10_000
"""Characters of a first line that are looked at: more is no header."""


def recognise(file: GivenFile) -> bool:
    """Return whether a file looks like a table of tracks or is named as a table."""
    return looks_like_table(file.start) or file.ending in ENDINGS


def looks_like_table(text: str) -> bool:
    """Say whether a text's first line is a header we know, or its rows hold track URIs between delimiters."""
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
    """Read each row by its id where it has one, else by title and artist; with ids the header may be missing.

    Raises InvalidInput if no column holds tracks or titles, or if the file is no table.
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
    """Give each row that is not blank with its line, reading no further than it must."""
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
    """Find the columns by their headers; the one of tracks by what it holds, where that tells."""
    folded = _folded(header)
    columns = {meaning: place for meaning, names in _SYNONYMS.items() for place in _first(folded, names)}
    by_known_header = sorted(range(len(header)), key=lambda place: folded[place] not in _SYNONYMS["id"])
    for place in by_known_header:
        held = [row[place] for row in rows if place < len(row) and row[place]]
        tracks = [cell for cell in held if linked_track_id(cell)]
        # A bare id is believed under a known header only: a name may have 22 letters.
        sure = folded[place] in _SYNONYMS["id"] or any("spotify" in cell for cell in tracks)
        if sure and 2 * len(tracks) > len(held):
            columns["id"] = place
            break
    return {meaning: place for meaning, place in columns.items() if meaning != "artist" or "title" in columns}


def _folded(header: Sequence[str]) -> list[str]:
    return [fold(cell.replace("_", " ")) for cell in header]


def _first(folded: Sequence[str], names: frozenset[str]) -> list[int]:
    """Give the place of the first header that is one of the names, as a list of one or none."""
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
