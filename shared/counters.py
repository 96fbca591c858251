"""Counters that many write at once: each is spread over records of its own, its shards, and read as their sum.

One document of Firestore takes about one write a second (cloud.google.com/firestore/docs/solutions/counters). An
addition that is repeated, as messages may be, counts twice: whoever adds remembers what was added.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from shared.ports import Fields, Records

SHARDS = 10
"""How many records a counter is spread over, hence how many writes a second it takes; Firestore's own example."""


@dataclass(frozen=True, slots=True)
class Counters:
    """The counters in one collection, which holds nothing else. With fewer shards than before, none is lost."""

    records: Records
    collection: str
    shards: int = SHARDS

    def add(self, name: str, amount: int = 1, expires_at: datetime | None = None) -> None:
        """Add to a counter, which starts from 0. Raises what `Records.update` does.

        The shard that was written expires at `expires_at`, None meaning never: give every addition the same.
        """
        shard = secrets.randbelow(self.shards)

        def change(fields: Fields | None) -> Fields:
            return {"counter": name, "amount": _amount(fields or {}) + amount}

        self.records.update(self.collection, f"{name}.{shard}", change, expires_at)

    def total(self, name: str) -> int:
        """Give what has been added to a counter; additions meanwhile may count or not."""
        total, cursor = 0, None
        while True:
            page = self.records.page(self.collection, where={"counter": name}, cursor=cursor)
            total += sum(_amount(record.fields) for record in page.records)
            cursor = page.cursor
            if cursor is None:
                return total


def _amount(fields: Fields) -> int:
    amount = fields.get("amount", 0)
    if not isinstance(amount, int):
        raise TypeError(f"expected a shard's amount to be a whole number, found {type(amount).__name__}")
    return amount
