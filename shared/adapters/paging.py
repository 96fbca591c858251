"""How pages of records are matched, ordered and continued, the same for every adapter."""

import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

import msgspec

from shared.adapters.promises import check_key
from shared.domain.search import JSON
from shared.errors import InvalidInput
from shared.ports import Page, Record, Scalar

_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Level = tuple[int, int | float | str]
"""Where a value stands among all values: the rank of its type, then itself."""

_Int64 = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
_Written = tuple[str, _Int64, _Int64 | float | str, str]


class Position(NamedTuple):
    """Where a record stands in an order; positions compare as the records do."""

    rank: int
    value: int | float | str
    key: str


def level(value: JSON) -> Level | None:
    """Place a value among all values (null, booleans, numbers, strings), or give None for a list or object.

    Two values are equal exactly if their levels are: 1 and 1.0 are, 1 and True are not.
    """
    if value is None:
        return 0, 0
    if isinstance(value, bool):
        return 1, int(value)
    if isinstance(value, int | float):
        return 2, value
    return (3, value) if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Query:
    """The arguments of a page, checked. Raises InvalidInput for those the port does not allow."""

    collection: str
    where: Mapping[str, Scalar] = field(default_factory=dict)
    order_by: str = ""
    descending: bool = False
    limit: int = 100

    def __post_init__(self) -> None:
        check_key(self.collection, "any")
        if self.limit < 1:
            raise InvalidInput("The page has no room", expected="a limit of 1 or more", found=str(self.limit))
        for name in (*self.where, *filter(None, (self.order_by,))):
            if not _FIELD.fullmatch(name):
                raise InvalidInput(
                    "No field has such a name", expected="letters, digits and _", found=ascii(name[:200])
                )
        self.levels()

    def levels(self) -> dict[str, Level]:
        """Give the level each field must have. Raises InvalidInput for a wanted list or object."""
        wanted = {name: level(value) for name, value in self.where.items()}
        if lists := [name for name, place in wanted.items() if place is None]:
            raise InvalidInput("Records are found by simple values", expected="no list or object", found=lists[0])
        return {name: place for name, place in wanted.items() if place is not None}

    def matches(self, record: Record) -> bool:
        """Say whether the record's fields are as wanted."""
        return all(
            name in record.fields and level(record.fields[name]) == place for name, place in self.levels().items()
        )

    def position(self, record: Record) -> Position | None:
        """Say where the record stands in this order, or None if it lacks the field."""
        if not self.order_by:
            return Position(0, 0, record.key)
        place = level(record.fields[self.order_by]) if self.order_by in record.fields else None
        return Position(*place, record.key) if place else None

    def page(self, found: list[Record]) -> Page:
        """Make a page of the first records after a cursor, of which `found` holds up to `limit + 1`."""
        records = tuple(found[: self.limit])
        last = self.position(records[-1]) if len(found) > self.limit else None
        return Page(records, self.cursor(last) if last else None)

    def cursor(self, position: Position) -> str:
        """Write down a position in this very order, in url-safe characters."""
        return urlsafe_b64encode(msgspec.json.encode((self._fingerprint(), *position))).decode().rstrip("=")

    def after(self, cursor: str) -> Position:
        """Read a cursor that `cursor` wrote for the same arguments. Raises InvalidInput for any other."""
        try:
            text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
            fingerprint, *position = msgspec.json.decode(text, type=_Written)
        except (ValueError, msgspec.DecodeError) as error:
            raise _foreign(cursor) from error
        found = Position(*position)
        if fingerprint != self._fingerprint() or self.cursor(found) != cursor:
            raise _foreign(cursor)
        return found

    def _fingerprint(self) -> str:
        arguments = [self.collection, sorted(self.levels().items()), self.order_by, self.descending]
        return hashlib.sha256(json.dumps(arguments).encode()).hexdigest()[:16]


def _foreign(cursor: str) -> InvalidInput:
    return InvalidInput(
        "The cursor does not continue this page",
        expected="the cursor of an earlier page of the same request",
        found=ascii(cursor[:200]),
        cure="start again without a cursor",
    )
