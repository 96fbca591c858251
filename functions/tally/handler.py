"""Decide what is counted of a search and a rating, so that every figure adds up however often a message comes."""

from collections.abc import Mapping
from datetime import UTC, datetime

from shared.domain.rating import Change, Given, Opinion, changes_of, counted, week_of
from shared.domain.search import Search
from shared.errors import InvalidInput, RejectedMessage
from shared.messaging.messages import Activity, SearchMade
from shared.messaging.push import Message
from shared.ports import Fields, Records
from shared.record_kinds import COUNTERS, RATINGS, SEARCHES, WEEK_KEPT, WEEK_TRACKS
from shared.records.counter_names import (
    EVER,
    EVERYONE,
    LAST_AT,
    LISTENER,
    LISTENER_REMEMBERS,
    of_listener,
    of_week_track,
)
from shared.records.counters import ShardedCounter
from shared.web.bodies import decoded

MOST_SEEDS = 10
"""Seeds of a search that count as searched: who pastes a whole playlist has searched for none of its songs."""


class TallyActivity:
    """The use case behind one instance of the function."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._everyone = ShardedCounter(records, COUNTERS.name)
        self._listeners = ShardedCounter(records, COUNTERS.name, shards=1, remembered=LISTENER_REMEMBERS)
        self._week_tracks = ShardedCounter(records, WEEK_TRACKS.name, shards=1)

    def handle(self, message: Message) -> None:
        """Count what a message tells of. Raises RejectedMessage for one that can never be counted."""
        try:
            activity: Activity = decoded(message.data, Activity)  # type: ignore[arg-type]  # mypy knows no type of a union
        except InvalidInput as error:
            raise RejectedMessage(
                error.what, expected=error.expected, found=error.found, cure=error.cure
            ) from error
        if isinstance(activity, SearchMade):
            self._count_search(activity.id)
        else:
            self._count_rating(activity.key)

    def _count_search(self, id: str) -> None:
        record = self._records.get(SEARCHES.name, id)
        if record is None:
            return  # forgotten meanwhile: its time was over, or its listener wished so
        search = Search.of(id, record.fields)
        week, event = week_of(search.asked_at), f"search.{id}"
        self._count(event, search.listener, search_amounts(search, week), search.asked_at)
        for track in search.seeds[:MOST_SEEDS]:
            self._count_track(event, week, track, {"searched": 1}, search.asked_at + WEEK_KEPT)

    def _count_rating(self, key: str) -> None:
        record = self._records.get(RATINGS.name, key)
        if record is None:
            return
        changes = changes_of(record.fields)
        for change in changes:
            self._count_change(key, record.fields, change)
        if changes:
            done = {change.revision for change in changes}
            self._records.update(RATINGS.name, key, lambda before: counted(before, done))

    def _count_change(self, key: str, rating: Fields, change: Change) -> None:
        event = f"rating.{key}.{change.revision}"
        kind, at = str(rating["kind"]), datetime.fromisoformat(str(rating["rated_at"]))
        self._count(event, str(rating["listener"]), change_amounts(kind, change), at)
        if kind == "track":
            for given, amount in ((change.before, -1), (change.after, 1)):
                if given is not None and given.opinion is Opinion.LOVE:
                    self._count_love(f"{event}.{amount}", given.week, str(rating["target"]), amount, at)

    def _count_love(self, event: str, week: str, track: str, amount: int, at: datetime) -> None:
        self._count_track(event, week, track, {"loved": amount}, at + WEEK_KEPT)
        self._count_track(event, EVER, track, {"loved": amount}, None)

    def _count(self, event: str, listener: str | None, amounts: Mapping[str, int], at: datetime) -> None:
        latest = {LAST_AT: at.astimezone(UTC).isoformat()}
        self._everyone.count(EVERYONE, event, amounts, latest=latest)
        if listener is not None:
            self._listeners.count(
                of_listener(listener),
                event,
                amounts,
                labels={"kind": LISTENER, "listener": listener},
                found_by=("searches",),
                latest=latest,
            )

    def _count_track(
        self, event: str, week: str, track: str, amounts: Mapping[str, int], expires_at: datetime | None
    ) -> None:
        self._week_tracks.count(
            of_week_track(week, track),
            event,
            amounts,
            labels={"week": week, "track": track},
            found_by=("searched", "loved"),
            expires_at=expires_at,
        )


def search_amounts(search: Search, week: str) -> dict[str, int]:
    """Give what a search adds to which counts."""
    names = ["searches", f"searches.week.{week}", f"searches.model.{search.model}"]
    if search.cluster is not None:
        names.append(f"searches.cluster.{search.model}.{search.cluster}")
    if search.fallback is not None:
        names.append("searches.fallback")
    names += [f"genres.{genre}" for genre in search.genres]
    return dict.fromkeys(names, 1)


def change_amounts(kind: str, change: Change) -> dict[str, int]:
    """Give what a change of a rating takes from some counts and adds to others."""
    amounts: dict[str, int] = {}
    for given, amount in ((change.before, -1), (change.after, 1)):
        for name in _rating_names(kind, given) if given else ():
            amounts[name] = amounts.get(name, 0) + amount
    return amounts


def _rating_names(kind: str, given: Given) -> tuple[str, ...]:
    opinion = given.opinion.value
    by_cluster = () if given.cluster is None else (f"ratings.cluster.{given.model}.{given.cluster}.{opinion}",)
    return (
        f"ratings.{kind}.{opinion}",
        f"ratings.model.{given.model}.{opinion}",
        f"ratings.week.{given.model}.{given.week}.{opinion}",
        *by_cluster,
    )
