"""Whether all is there that listeners were told is kept: in the store, over HTTP, and counted once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from bench.load.told import Rated, Told
from shared.domain.rating import RATINGS, Target
from shared.domain.search import SEARCHES
from shared.domain.share import SHARES
from shared.domain.track import track_id_of
from shared.ports import Record, Records
from shared.records.counter_names import EVERYONE, FIGURES, counts_under
from shared.records.counters import ShardedCounter
from shared.records.paging import every_record
from shared.web.auth import LISTENERS

ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of one kind listeners were told is kept, and how much of that was found where."""

    what: str
    told: int
    in_store: int
    over_http: int
    counts: tuple[int, int] = (0, 0)
    """By everyone's figures, and by the records there are: what is kept though nobody heard of it counts too."""

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is lost, and everything counted once."""
        return self.told == self.in_store == self.over_http and self.counts[0] == self.counts[1]


class Looking:
    """Looks for what was told at a server that runs and has delivered its messages, and in its records."""

    def __init__(self, url: str, records: Records, told: Told) -> None:
        self._url = url
        self._records = records
        self._told = told
        self._figures = ShardedCounter(records, FIGURES).read(EVERYONE)

    def kept(self) -> list[Kept]:
        """Compare each kind."""
        return [self._searches(), self._ratings(), self._shares(), self._accounts()]

    def _searches(self) -> Kept:
        told = self._told.searches
        there = sum(
            (record := self._records.get(SEARCHES, id)) is not None and record.fields["listener"] == listener
            for id, listener in told.items()
        )
        # Nothing shows a search by its id; a listener's own music says how many she made.
        shown = sum(
            min(self._ask("/api/insights/me", listener).get("searches", 0), count)
            for listener, count in Counter(told.values()).items()
        )
        counts = self._figures.get("searches", 0), sum(1 for _ in self._all(SEARCHES))
        return Kept("searches", len(told), there, shown, counts)

    def _ratings(self) -> Kept:
        told = self._told.opinions
        there = sum(self._opinion(*rated) in opinions for rated, opinions in told.items())
        lists = {(listener, search) for (listener, _), search in self._told.rated_in.items()}
        shown = {rated: opinion for each in lists for rated, opinion in self._shown(*each)}
        seen = sum(shown.get(rated) in opinions for rated, opinions in told.items())
        counted = sum(sum(counts_under(self._figures, "ratings", kind).values()) for kind in ("list", "track"))
        counts = counted, sum(record.fields["opinion"] is not None for record in self._all(RATINGS))
        return Kept("ratings", len(told), there, seen, counts)

    def _shares(self) -> Kept:
        told = self._told.shares
        there = sum(self._records.get(SHARES, id) is not None for id in told)
        shown = sum("songs" in self._ask(f"/s/{id}/list.json") for id in told)
        return Kept("shared lists", len(told), there, shown)

    def _accounts(self) -> Kept:
        told = self._told.accounts
        there = sum(
            (record := self._records.get(LISTENERS, listener)) is not None and record.fields["address"] == address
            for listener, address in told.items()
        )
        shown = sum(
            self._ask("/api/account/me", listener).get("address") == address for listener, address in told.items()
        )
        return Kept("accounts", len(told), there, shown)

    def _opinion(self, listener: str, rated: str) -> object:
        track = track_id_of(rated)
        target = Target("track", track) if track else Target("list", rated)
        record = self._records.get(RATINGS, target.key(listener))
        return record.fields["opinion"] if record is not None else None

    def _shown(self, listener: str, search: str) -> Iterator[tuple[Rated, str]]:
        """Give what a listener is shown that she thinks of a list and its songs."""
        for each in self._ask(f"/api/feedback?search={search}", listener).get("ratings", []):
            yield (listener, each["target"]), each["opinion"]

    def _ask(self, path: str, listener: str = "") -> dict[str, Any]:
        """Ask for JSON as a listener, or as nobody; a refusal is an answer that has nothing of what was told."""
        token = self._told.tokens.get(listener)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.get(f"{self._url}{path}", headers=headers, timeout=ANSWER_SECONDS)
        found: dict[str, Any] = answer.json()
        return found

    def _all(self, collection: str) -> Iterator[Record]:
        return every_record(lambda cursor: self._records.page(collection, limit=1_000, cursor=cursor))
