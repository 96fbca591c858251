"""Pages of a listener's own shared lists and blends, which are in one order: the newest first."""

from collections.abc import Iterable
from datetime import datetime

from shared.errors import InvalidInput

from .contract import OwnBlend, OwnShare, SharesResponse

SHOWN = 200
"""Lists and blends of a page together."""

_Place = tuple[datetime, str]
"""The moment and the id of an entry: what was taken down meanwhile moves no other to another page."""


def page_of(shares: Iterable[OwnShare], blends: Iterable[OwnBlend], cursor: str) -> SharesResponse:
    """Return the entries after a cursor, "" for the first ones. Raises InvalidInput for a foreign cursor."""
    last = _read(cursor) if cursor else None
    every: list[OwnShare | OwnBlend] = [*shares, *blends]
    left = [each for each in every if last is None or _place(each) < last]
    page = sorted(left, key=_place, reverse=True)[:SHOWN]
    return SharesResponse(
        [each for each in page if isinstance(each, OwnShare)],
        [each for each in page if isinstance(each, OwnBlend)],
        _written(page[-1]) if len(left) > SHOWN else None,
    )


def _place(entry: OwnShare | OwnBlend) -> _Place:
    return entry.created_at, entry.id


def _written(entry: OwnShare | OwnBlend) -> str:
    return f"{entry.created_at.isoformat()} {entry.id}"


def _read(cursor: str) -> _Place:
    moment, _, id = cursor.partition(" ")
    try:
        created_at = datetime.fromisoformat(moment)
    except ValueError:
        created_at = None
    if created_at is None or created_at.tzinfo is None or not id:
        raise InvalidInput(
            "Parameter cursor cannot be used",
            expected="the cursor of the answer before",
            found=ascii(cursor[:40]),
            cure="leave it out, and begin with the newest",
        )
    return created_at, id
