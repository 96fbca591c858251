"""What records are found and ordered by, the same for every adapter: levels of simple values in named fields.

The bounds are those within which Firestore's index keeps a value whole.
"""

import re

from shared.domain.search import JSON
from shared.ports import Fields, Scalar

FIELD = re.compile(r"(?!__.*__$)[A-Za-z_][A-Za-z0-9_]*")
"""A field that records are found and ordered by; Firestore reserves `__...__`."""

MAX_ORDERED_BYTES = 1_000
"""The longest text that has a place; Firestore's index cuts a value off after 1,500 bytes."""

LEAST_WHOLE, MOST_WHOLE = -(2**63), 2**63 - 1
"""The whole numbers that have a place; beyond them stores round."""

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")

Level = tuple[int, int | float | str]
"""Where a value stands among all values: the rank of its type, then itself."""


def level(value: JSON) -> Level | None:
    """Place a value among all values (null, booleans, numbers, strings), or give None for one without a place.

    Two values are equal exactly if their levels are: 1 and 1.0 are, 1 and True are not. Lists, objects, texts over
    MAX_ORDERED_BYTES and whole numbers over 64 bits have no place.
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
    """Give the value that stands at a level: the inverse of `level`."""
    return (None, bool(value), value, value)[rank]


def found_by(fields: Fields) -> dict[str, Scalar]:
    """Give the fields by which a record can be found, each in the one form that equal values share."""
    places = {name: level(value) for name, value in fields.items() if FIELD.fullmatch(name)}
    return {name: scalar(*place) for name, place in places.items() if place is not None}


def _plain(number: float) -> int | float:
    """Write a whole number as an int (also -0.0), so that equal numbers are alike in every store."""
    whole = isinstance(number, float) and number.is_integer() and LEAST_WHOLE <= number < MOST_WHOLE
    return int(number) if whole else number


def _is_short_text(text: str) -> bool:
    return not _HALF_A_CHARACTER.search(text) and len(text.encode()) <= MAX_ORDERED_BYTES
