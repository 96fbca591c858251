"""Parser of spreadsheets: Excel's xlsx, xlsm, xlsb and xls, and OpenDocument's ods."""

from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from typing import TYPE_CHECKING

from shared.errors import InvalidInput, TooLarge
from shared.intake.archives import check_zip, is_zip
from shared.intake.given_file import GivenFile
from shared.intake.reference import Intake
from shared.intake.table import GivenTable, Row, read_tables

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ENDINGS = ("xlsx", "xls", "xlsm", "xlsb", "ods")

MOST_SHEETS = 200

MOST_ROWS = 50_000
"""Rows of one sheet that are read."""

LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes of an unpacked workbook: its cells take several times as much."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = (b"xl/workbook.xml", b"xl/workbook.bin", b"opendocument.spreadsheet")


def recognise(file: GivenFile) -> bool:
    """Return whether a file is a workbook: a zip that holds one, or Excel's older form."""
    if file.data.startswith(_OLE):
        return b"W\0o\0r\0k\0b\0o\0o\0k\0" in file.data or b"B\0o\0o\0k\0" in file.data
    return is_zip(file) and any(name in file.data for name in _WORKBOOKS)


def read_spreadsheet(file: GivenFile) -> tuple[Intake, ...]:
    """Read each sheet with songs as a playlist of its name.

    Raises TooLarge for more than MOST_SHEETS sheets or LARGEST_UNPACKED bytes, InvalidInput for a broken workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # few files are spreadsheets

    if is_zip(file):
        check_zip(file.data, LARGEST_UNPACKED)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(file.data))
        if len(book.sheet_names) > MOST_SHEETS:
            raise TooLarge(
                f"The spreadsheet has {len(book.sheet_names):,} sheets", expected=f"{MOST_SHEETS} at most"
            )
        names = book.sheet_names
        tables = [_table(book.get_sheet_by_name(name), name if len(names) > 1 else "") for name in names]
    except CalamineError as error:
        raise InvalidInput(
            "The spreadsheet cannot be read",
            expected="sheets of cells, without a password",
            found=str(error),
            cure="save it as CSV",
        ) from error
    return read_tables(table for table in tables if table.rows)


def _table(sheet: "CalamineSheet", name: str) -> GivenTable:
    if sheet.total_height > MOST_ROWS * 10:
        raise TooLarge(
            f"Sheet {sheet.name!r} has {sheet.total_height:,} rows", expected=f"{MOST_ROWS * 10:,} at most"
        )
    rows = [row for row in _rows(sheet) if any(row[1])]
    return GivenTable(rows[:MOST_ROWS], name, more=len(rows[MOST_ROWS:]))


def _rows(sheet: "CalamineSheet") -> Iterator[Row]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    """Return a cell as it is shown; whole numbers without a fraction."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    return " ".join(str(cell).split()) if cell is not None else ""
