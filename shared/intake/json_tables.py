"""Tables in JSON: lists of rows, names of columns beside rows, and one list or object a column."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from shared.intake.headers import meanings_of
from shared.intake.table import Row

MOST_ROWS = 50_000
"""Rows of a table that are read, as of a sheet."""

_NAMES = ("columns", "headers", "header", "fields")
_ROWS = ("data", "rows", "values")


def rows_of_list(values: Sequence[Any]) -> list[Row]:
    """Return the rows of a list of lists of plain values; empty for any other list."""
    if not values or not all(isinstance(value, list) and _are_plain(value) for value in values):
        return []
    return _rows(values)


def rows_of_object(value: Mapping[str, Any]) -> list[Row]:
    """Return the rows of an object with names of columns and a list of rows; empty for any other."""
    names = next((held for key in _NAMES if isinstance(held := value.get(key), list)), None)
    rows = next((held for key in _ROWS if isinstance(held := value.get(key), list)), None)
    if not names or not rows or not _are_plain(names) or not rows_of_list(rows):
        return []
    return _rows([names, *rows])


def rows_of_columns(value: Mapping[str, Any]) -> list[Row]:
    """Return the rows of an object with a list, or an object of rows by number, for each column of songs."""
    columns = {key: _column(held) for key, held in value.items() if isinstance(held, list | dict)}
    known = meanings_of(list(columns))
    if not {"title", "artist"} <= known.keys() or not all(columns.values()):
        return []
    return _rows([list(columns), *zip_longest(*columns.values(), fillvalue="")])


def _column(held: Any) -> list[Any]:
    cells = list(held.values()) if isinstance(held, dict) else held
    return cells if _are_plain(cells) else []


def _are_plain(cells: Iterable[Any]) -> bool:
    return all(cell is None or isinstance(cell, str | int | float) for cell in cells)


def _rows(rows: Sequence[Sequence[Any]]) -> list[Row]:
    return [
        (number, [" ".join(str(cell).split()) if cell is not None else "" for cell in cells])
        for number, cells in enumerate(rows[:MOST_ROWS], start=1)
        if any(cells)
    ]
