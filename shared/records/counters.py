"""Sharded counters: what an event adds to them, stored together with the note that it is counted.

A counter is spread over shards, as one document of Firestore takes about one write a second
(cloud.google.com/firestore/docs/solutions/counters). An event is counted by `count_once`, in one transaction with
its own record, which knows whether it is counted: nothing is remembered here, so no redelivery comes too late.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from shared.ports import Fields, Record, RecordKey, Records


@dataclass(frozen=True, slots=True)
class Addition:
    """The amounts that an event adds to one shard of a counter."""

    shard: RecordKey
    counter: str
    amounts: Mapping[str, int]
    labels: Mapping[str, str] = field(default_factory=dict)
    """Stored as fields of their own, so that the shard can be queried by them."""
    found_by: tuple[str, ...] = ()
    """Counts that are stored as fields of their own, too."""
    latest: Mapping[str, str] = field(default_factory=dict)
    """For each name the greatest text ever passed is stored."""
    expires_at: datetime | None = None
    """The shard is kept at least until then; None: it does not expire."""

    def applied(self, before: Record | None) -> Record:
        """Return the shard's record after this addition."""
        fields = before.fields if before else {}
        counts = counts_of(fields)
        for name, amount in self.amounts.items():
            counts[name] = counts.get(name, 0) + amount
        kept: Fields = {name: amount for name, amount in counts.items() if amount}
        found = {name: counts.get(name, 0) for name in self.found_by}
        last = {name: max(str(fields.get(name, "")), value) for name, value in self.latest.items()}
        # Shards had a list `events` once, which is dropped here.
        others = {name: value for name, value in fields.items() if name != "events"}
        after: Fields = {**others, "counts": kept, "tally": self.counter, **self.labels, **found, **last}
        return Record(self.shard[1], after, self._expiry(before))

    def _expiry(self, before: Record | None) -> datetime | None:
        if self.expires_at is None or before is None or before.expires_at is None:
            return self.expires_at
        return max(self.expires_at, before.expires_at)


class ShardChange(Protocol):
    """A change of one shard that belongs to an event."""

    @property
    def shard(self) -> RecordKey:
        """The shard's record."""

    def applied(self, before: Record | None) -> Record | None:
        """Return the shard's record after the change, or None if it is out of date and must be built anew."""


SHARDS = 30
"""Shards of the counter of the whole service, each for about one write a second; once there were ten."""


@dataclass(frozen=True, slots=True)
class ShardedCounter:
    """Named counts under one key prefix of a collection.

    >>> from shared.adapters.memory import MemoryRecords
    >>> records = MemoryRecords()
    >>> counter = ShardedCounter(records, "figures")
    >>> shard = counter.shard_of("everyone", "event 1")
    >>> addition = Addition(shard, "everyone", {"searches": 1})
    >>> records.create("searches", Record("s", {}))
    True
    >>> mark = lambda search: None if search.fields else Record("s", {"counted": True})
    >>> [count_once(records, ("searches", "s"), mark, [addition]) for delivery in range(2)]
    [True, False]
    >>> counter.read("everyone")
    {'searches': 1}
    """

    records: Records
    collection: str
    shards: int = SHARDS

    def shard_of(self, name: str, event: str) -> RecordKey:
        """Return the shard of a counter that an event is counted in, always the same one."""
        place = int(hashlib.sha256(event.encode()).hexdigest()[:8], 16) % self.shards
        return self.collection, f"{name}.{place}"

    def read(self, name: str) -> dict[str, int]:
        """Return the counts of a counter, each the sum over its shards; none is 0."""
        return self.read_with(name)[0]

    def read_with(self, name: str, latest: str = "") -> tuple[dict[str, int], str]:
        """Return the counts of a counter, and the greatest text stored for `latest`, "" if none was."""
        totals: dict[str, int] = {}
        last = ""
        for place in range(self.shards):
            record = self.records.get(self.collection, f"{name}.{place}")
            fields = record.fields if record else {}
            last = max(last, str(fields.get(latest, "")))
            for key, amount in counts_of(fields).items():
                totals[key] = totals.get(key, 0) + amount
        return {key: amount for key, amount in totals.items() if amount}, last


def count_once(
    records: Records,
    source: RecordKey,
    counted: Callable[[Record], Record | None],
    additions: Iterable[ShardChange],
) -> bool:
    """Add to counters and mark the event's own record as counted, all in one transaction.

    `counted` returns the marked record, or None if nothing of it is left to be counted: then, and if the record is
    absent, nothing changes. Nor if an addition is out of date: the caller builds them anew. The shards
    must be different. Returns whether it was counted now. Raises the errors of `Records.update_together`.
    """
    added = list(additions)

    def change(found: Sequence[Record | None]) -> Sequence[Record] | None:
        event, *shards = found
        marked = counted(event) if event else None
        if marked is None:
            return None
        after = [each.applied(shard) for each, shard in zip(added, shards, strict=True)]
        current = [record for record in after if record is not None]
        return [marked, *current] if len(current) == len(after) else None

    return records.update_together([source, *(each.shard for each in added)], change)


def counts_of(fields: Fields) -> dict[str, int]:
    """Return the counts in a shard's record."""
    counts = fields.get("counts")
    return {key: each for key, each in counts.items() if isinstance(each, int)} if isinstance(counts, dict) else {}
