"""Idempotent sharded counters: each event id is counted at most once.

A counter is spread over shards, as one document of Firestore takes about one write a second
(cloud.google.com/firestore/docs/solutions/counters). An event always goes to the same shard, whose record holds
both the counts and the ids of the counted events, so that one write stores both.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.ports import Fields, Records

REMEMBERED = 1_000
"""Size of a shard's deduplication window: a redelivery after more events of the shard would be counted twice.

Pub/Sub redelivers within minutes, after an outage within its 7 days; ten shards remember ten thousand events.
"""

REMEMBERED_DIGITS = 20
"""Hex digits by which an event is remembered: a collision among a thousand is practically impossible."""


@dataclass(frozen=True, slots=True)
class ShardedCounter:
    """Named counts under one key prefix of a collection.

    >>> from shared.adapters.memory import MemoryRecords
    >>> counter = ShardedCounter(MemoryRecords(), "figures")
    >>> counter.count("everyone", "event 1", {"searches": 1})
    >>> counter.count("everyone", "event 1", {"searches": 1})  # delivered again
    >>> counter.read("everyone")
    {'searches': 1}
    """

    records: Records
    collection: str
    shards: int = 10
    remembered: int = REMEMBERED

    def count(
        self,
        name: str,
        event: str,
        amounts: Mapping[str, int],
        *,
        labels: Mapping[str, str] | None = None,
        found_by: tuple[str, ...] = (),
        latest: Mapping[str, str] | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        """Add amounts to the counts of a counter, once for each event.

        To be queryable, `labels` are stored as fields of their own, and so are the counts named in `found_by`.
        For each name in `latest` the greatest text ever passed is stored. Raises the errors of `Records.update`.
        """
        mark = remembered_as(event)
        place = int(mark[:8], 16) % self.shards

        def change(fields: Fields | None) -> Fields:
            after = _counted(fields or {}, mark, amounts, self.remembered)
            found = {key: counts_of(after).get(key, 0) for key in found_by}
            last = {key: max(str(after.get(key, "")), value) for key, value in (latest or {}).items()}
            return {**after, "tally": name, **(labels or {}), **found, **last}

        self.records.update(self.collection, f"{name}.{place}", change, expires_at)

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


def remembered_as(event: str) -> str:
    """Return the hash by which an event is remembered: its name may hold the id of a listener."""
    return hashlib.sha256(event.encode()).hexdigest()[:REMEMBERED_DIGITS]


def counts_of(fields: Fields) -> dict[str, int]:
    """Return the counts in a shard's record."""
    counts = fields.get("counts")
    return {key: each for key, each in counts.items() if isinstance(each, int)} if isinstance(counts, dict) else {}


def _counted(fields: Fields, event: str, amounts: Mapping[str, int], remembered: int) -> Fields:
    events = fields.get("events")
    seen = list(events) if isinstance(events, list) else []
    if event in seen:
        return fields
    counts = counts_of(fields)
    for key, amount in amounts.items():
        counts[key] = counts.get(key, 0) + amount
    kept: Fields = {key: amount for key, amount in counts.items() if amount}
    return {**fields, "counts": kept, "events": [*seen, event][-remembered:]}
