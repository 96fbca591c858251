"""Filters, order and cursors of pages, the same for every adapter."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, NamedTuple

import msgspec

from shared.adapters.ordering import FIELD, LEAST_WHOLE, MAX_ORDERED_BYTES, MOST_WHOLE, Level, level
from shared.adapters.validation import check_key
from shared.errors import InvalidInput
from shared.ports import Page, Record, Scalar

_Int64 = Annotated[int, msgspec.Meta(ge=LEAST_WHOLE, le=MOST_WHOLE)]
_Written = tuple[str, _Int64, _Int64 | float | str, str]


class Position(NamedTuple):
    """The position of a record in an order; positions compare as the records do."""

    rank: int
    value: int | float | str
    key: str


@dataclass(frozen=True)
class Query:
    """The validated arguments of a page. Raises InvalidInput for those the port does not allow."""

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
            if not FIELD.fullmatch(name):
                raise InvalidInput(
                    "No field has such a name",
                    expected="letters, digits and _, not __...__",
                    found=ascii(name[:200]),
                )
        self.levels  # noqa: B018 - raises

    @cached_property
    def levels(self) -> dict[str, Level]:
        """Return the level each field must have. Raises InvalidInput for a wanted value that has none."""
        wanted = {name: level(value) for name, value in self.where.items()}
        if misplaced := [name for name, place in wanted.items() if place is None]:
            raise InvalidInput(
                "Records are found by simple values",
                expected=f"no list, object or text over {MAX_ORDERED_BYTES} bytes",
                found=misplaced[0],
            )
        return {name: place for name, place in wanted.items() if place is not None}

    def matches(self, record: Record) -> bool:
        """Check whether the record's fields are as wanted."""
        return all(
            name in record.fields and level(record.fields[name]) == place for name, place in self.levels.items()
        )

    def position(self, record: Record) -> Position | None:
        """Return the record's position in this order, or None if it lacks the field."""
        if not self.order_by:
            return Position(0, 0, record.key)
        place = level(record.fields[self.order_by]) if self.order_by in record.fields else None
        return Position(*place, record.key) if place else None

    def page(self, found: list[Record], unreadable: Sequence[str] = ()) -> Page:
        """Build a page of the records after a cursor, of which `found` holds up to `limit + 1`."""
        records = tuple(found[: self.limit])
        last = self.position(records[-1]) if len(found) > self.limit else None
        return Page(records, self.cursor(last) if last else None, tuple(unreadable))

    def cursor(self, position: Position) -> str:
        """Return the cursor of a position in this order, in URL-safe characters."""
        return urlsafe_b64encode(msgspec.json.encode((self._fingerprint(), *position))).decode().rstrip("=")

    def after(self, cursor: str) -> Position:
        """Read a cursor of the same arguments. Raises InvalidInput for any other."""
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
        arguments = [self.collection, sorted(self.levels.items()), self.order_by, self.descending]
        return hashlib.sha256(json.dumps(arguments).encode()).hexdigest()[:16]


def _foreign(cursor: str) -> InvalidInput:
    return InvalidInput(
        "The cursor does not continue this page",
        expected="the cursor of an earlier page of the same request",
        found=ascii(cursor[:200]),
        cure="start again without a cursor",
    )
