"""Parser of tables in text: CSV and TSV with any usual delimiter, with or without a header, and lines above it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

from shared.errors import InvalidInput, TooLarge
from shared.intake.given_file import GivenFile
from shared.intake.headers import is_header, meanings_of
from shared.intake.links import linked_track_id
from shared.intake.reference import Intake
from shared.intake.table import GivenTable, Row, read_rows

ENDINGS = ("csv", "tsv", "tab")

DELIMITERS = ",;\t|~^"

MOST_ROWS = 50_000
"""Rows of one file that are read: a whole library in many playlists."""

LARGEST_TABLE = 500_000
"""Rows above which a table is no collection of somebody's songs."""

_LONGEST_CELL = 32 * 1024 * 1024
"""Characters of a cell, more than a file has: a long note beside one song is no reason to refuse the others."""

_STARTING_LINES = 20
"""Lines that tell the delimiter and the header."""

_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")
"""The comma in a number of thousands, such as a count of plays."""

_FEW = 5
"""Rows of which each must hold a track where no header is known."""

_LONGEST_HEADER = 10_000
"""Characters of a line that are read as a header."""


def recognise(file: GivenFile) -> bool:
    """Return whether a file looks like a table of tracks, or its name ends like one."""
    return file.ending in ENDINGS or looks_like_table(file.start)


def looks_like_table(text: str) -> bool:
    """Return whether the first lines hold a known header, a track URI between delimiters, or even columns."""
    lines = _first_lines(text)
    delimiter = delimiter_of(lines)
    if not delimiter:
        return False
    cells = [_cells(line, delimiter) for line in lines]
    if any(len(row) >= 2 and len(meanings_of(row)) >= 2 for row in cells):
        return True
    return _has_track_column(cells[:_FEW]) or _has_even_columns(lines, delimiter)


def _has_track_column(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether each of the rows, but for headings, has as many cells and one track among them."""
    rows = [row for row in rows if len(row) > 1]
    tracks = [sum(1 for cell in row if ":" in cell and linked_track_id(cell)) for row in rows]
    return max(tracks, default=0) == 1 and 0 not in tracks[1:] and len({len(row) for row in rows}) == 1


def _has_even_columns(lines: Sequence[str], delimiter: str) -> bool:
    """Return whether a list without a header is a table: no sentence has its commas so."""
    widths = {len(_cells(line, delimiter)) for line in lines}
    if len(lines) < 2 or len(widths) != 1 or not any(delimiter in _GROUPED.sub("", line) for line in lines):
        return False
    if all(line.startswith('"') and line.rstrip().endswith('"') for line in lines):
        return True
    tight = all(delimiter in line and f"{delimiter} " not in line for line in lines)
    return tight and (delimiter in ",;" or widths.pop() >= 3)


def read_table(text: str) -> tuple[Intake, ...]:
    """Read one reference a row, by id or else by title and artist, each playlist apart.

    Raises InvalidInput if no column holds tracks or titles, or if the text is not CSV.
    """
    return read_rows(_table(text))


def _table(text: str) -> GivenTable:
    lines = _first_lines(text)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) <= len("sep=") + 1:  # as Excel writes it
        text = text.partition("\n")[2]
        lines = lines[1:]
    stream = io.StringIO(text, newline="")
    rows = _rows(stream, delimiter_of(lines) or "\x1f")
    body = list(islice(rows, MOST_ROWS + 1))
    rest = sum(1 for line in stream if line.strip())
    if (count := len(body) + rest) > LARGEST_TABLE:
        raise TooLarge(
            "The table has too many rows",
            expected=f"{LARGEST_TABLE:,} rows at most",
            found=f"{count:,}",
            cure="send a part of it",
        )
    return GivenTable(body[:MOST_ROWS], more=count - len(body[:MOST_ROWS]))


def _first_lines(text: str) -> list[str]:
    """Return the first lines that are not blank, each cut to the length of a header."""
    stream = io.StringIO(text[: _STARTING_LINES * _LONGEST_HEADER])
    lines = (line.rstrip("\n")[:_LONGEST_HEADER] for line in stream if line.strip())
    return list(islice(lines, _STARTING_LINES))


def delimiter_of(lines: Sequence[str]) -> str:
    """Return the delimiter under which a line is a known header, else the commonest; "" if there is none."""
    known = {
        delimiter: max(
            (len(meanings_of(cells)) for line in lines if is_header(cells := _cells(line, delimiter))), default=0
        )
        for delimiter in DELIMITERS
    }
    best = max(DELIMITERS, key=lambda delimiter: (known[delimiter] >= 2, *_evenness(lines, delimiter)))
    return best if any(best in line for line in lines) else ""


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many lines have the delimiter, and how often the first two have it together."""
    return sum(1 for line in lines if delimiter in line), sum(line.count(delimiter) for line in lines[:2])


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])]
    except csv.Error:
        return []


def _rows(stream: TextIO, delimiter: str) -> Iterator[Row]:
    """Yield the line number and the stripped cells of each row that is not blank, reading lazily."""
    # The blank line at the end comes as a row of its own, unless an open quotation mark swallows it.
    reader = csv.reader(chain(stream, [""]), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    csv.field_size_limit(_LONGEST_CELL)
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
