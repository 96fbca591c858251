"""Order of the values that records are filtered and sorted by, the same for every adapter.

The bounds are those within which Firestore indexes a value exactly.
"""

import re

from shared.domain.search import JSON
from shared.ports import Fields, Scalar

FIELD = re.compile(r"(?!__.*__$)[A-Za-z_][A-Za-z0-9_]*")
"""A field that records are filtered and sorted by; Firestore reserves `__...__`."""

MAX_ORDERED_BYTES = 1_000
"""The longest string that is ordered; Firestore's index truncates values after 1,500 bytes."""

LEAST_WHOLE, MOST_WHOLE = -(2**63), 2**63 - 1
"""The integers that are ordered; stores round larger ones."""

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")

Level = tuple[int, int | float | str]
"""Sort key of a value: the rank of its type, then the value itself."""


def level(value: JSON) -> Level | None:
    """Return the sort key of a value (null, booleans, numbers, strings), or None for one that is not ordered.

    Two values are equal exactly if their keys are: 1 and 1.0 are, 1 and True are not. Lists, objects, strings over
    MAX_ORDERED_BYTES and integers over 64 bits are not ordered.
    """
    if value is None:
        return 0, 0
    if isinstance(value, bool):
        return 1, int(value)
    if isinstance(value, int | float):
        number = _plain(value)
        return (2, number) if isinstance(number, float) or LEAST_WHOLE <= number <= MOST_WHOLE else None
    return (3, value) if isinstance(value, str) and _is_short_text(value) else None


def scalar(rank: int, value: float | str) -> Scalar:
    """Return the value of a sort key: the inverse of `level`."""
    return (None, bool(value), value, value)[rank]


def found_by(fields: Fields) -> dict[str, Scalar]:
    """Return the fields by which a record can be found, each in canonical form."""
    places = {name: level(value) for name, value in fields.items() if FIELD.fullmatch(name)}
    return {name: scalar(*place) for name, place in places.items() if place is not None}


def _plain(number: float) -> int | float:
    """Return a whole number as an int (also -0.0), so that equal numbers are stored alike everywhere."""
    whole = isinstance(number, float) and number.is_integer() and LEAST_WHOLE <= number < MOST_WHOLE
    return int(number) if whole else number


def _is_short_text(text: str) -> bool:
    return not _HALF_A_CHARACTER.search(text) and len(text.encode()) <= MAX_ORDERED_BYTES
