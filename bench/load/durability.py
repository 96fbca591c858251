"""Check that every acknowledged write is there: in the store, over HTTP, and counted once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from bench.load.acknowledged import Acknowledged, Rated
from shared.domain.rating import Rating, Target
from shared.domain.track_ids import track_id_of
from shared.ports import Record, Records
from shared.record_kinds import COUNTERS, LISTENERS, RATINGS, SEARCHES, SHARES
from shared.records.counter_names import EVERYONE, counts_under
from shared.records.counters import ShardedCounter
from shared.records.paging import every_record

ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Durability:
    """Acknowledged writes of one kind, and how many of them were found where."""

    what: str
    acknowledged: int
    in_store: int
    over_http: int
    counts: tuple[int, int] = (0, 0)
    """By the service's counters, and by the records; unacknowledged writes that were stored count too."""

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is lost, and everything counted once."""
        return self.acknowledged == self.in_store == self.over_http and self.counts[0] == self.counts[1]


class DurabilityCheck:
    """Checks the acknowledged writes of a running server that has delivered its messages."""

    def __init__(self, url: str, records: Records, acknowledged: Acknowledged) -> None:
        self._url = url
        self._records = records
        self._acknowledged = acknowledged
        self._figures = ShardedCounter(records, COUNTERS.name).read(EVERYONE)

    def results(self) -> list[Durability]:
        """Return the result for each kind of write."""
        return [self._searches(), self._ratings(), self._shares(), self._accounts()]

    def _searches(self) -> Durability:
        acknowledged = self._acknowledged.searches
        there = sum(
            (record := self._records.get(SEARCHES.name, id)) is not None and record.fields["listener"] == listener
            for id, listener in acknowledged.items()
        )
        # No endpoint shows a search by its id; a listener's own statistics have their number.
        shown = sum(
            min(self._ask("/api/insights/me", listener).get("searches", 0), count)
            for listener, count in Counter(acknowledged.values()).items()
        )
        counts = self._figures.get("searches", 0), sum(1 for _ in self._all(SEARCHES.name))
        return Durability("searches", len(acknowledged), there, shown, counts)

    def _ratings(self) -> Durability:
        acknowledged = self._acknowledged.opinions
        there = sum(self._opinion(*rated) in opinions for rated, opinions in acknowledged.items())
        lists = {(listener, search) for (listener, _), search in self._acknowledged.rated_in.items()}
        shown = {rated: opinion for each in lists for rated, opinion in self._shown(*each)}
        seen = sum(shown.get(rated) in opinions for rated, opinions in acknowledged.items())
        counted = sum(sum(counts_under(self._figures, "ratings", kind).values()) for kind in ("list", "track"))
        counts = counted, sum(Rating.of(record.fields).opinion is not None for record in self._all(RATINGS.name))
        return Durability("ratings", len(acknowledged), there, seen, counts)

    def _shares(self) -> Durability:
        acknowledged = self._acknowledged.shares
        there = sum(self._records.get(SHARES.name, id) is not None for id in acknowledged)
        shown = sum("songs" in self._ask(f"/s/{id}/list.json") for id in acknowledged)
        return Durability("shared lists", len(acknowledged), there, shown)

    def _accounts(self) -> Durability:
        acknowledged = self._acknowledged.accounts
        there = sum(
            (record := self._records.get(LISTENERS.name, listener)) is not None
            and record.fields["address"] == address
            for listener, address in acknowledged.items()
        )
        shown = sum(
            self._ask("/api/account/me", listener).get("address") == address
            for listener, address in acknowledged.items()
        )
        return Durability("accounts", len(acknowledged), there, shown)

    def _opinion(self, listener: str, rated: str) -> object:
        track = track_id_of(rated)
        target = Target("track", track) if track else Target("list", rated)
        record = self._records.get(RATINGS.name, target.key(listener))
        return Rating.of(record.fields).opinion if record is not None else None

    def _shown(self, listener: str, search: str) -> Iterator[tuple[Rated, str]]:
        """Yield a listener's opinions of a list and its songs, as `feedback` answers."""
        for each in self._ask(f"/api/feedback?search={search}", listener).get("ratings", []):
            yield (listener, each["target"]), each["opinion"]

    def _ask(self, path: str, listener: str = "") -> dict[str, Any]:
        """Fetch JSON as a listener, or anonymously; a refusal is returned as an answer without the data."""
        token = self._acknowledged.tokens.get(listener)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.get(f"{self._url}{path}", headers=headers, timeout=ANSWER_SECONDS)
        found: dict[str, Any] = answer.json()
        return found

    def _all(self, collection: str) -> Iterator[Record]:
        return every_record(lambda cursor: self._records.page(collection, limit=1_000, cursor=cursor))
