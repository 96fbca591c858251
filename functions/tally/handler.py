"""Counting of searches and ratings; redelivered messages do not change the counters."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from shared.domain.rating import Change, CountedOpinion, Opinion, Rating, week_of
from shared.domain.search import Search
from shared.errors import NotFound
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


class TallyActivity:
    """The use case behind one instance of the function."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._everyone = ShardedCounter(records, COUNTERS.name)
        self._listeners = ShardedCounter(records, COUNTERS.name, shards=1, remembered=LISTENER_REMEMBERS)
        self._week_tracks = ShardedCounter(records, WEEK_TRACKS.name, shards=1)

    def handle(self, message: Message) -> None:
        """Count the activity in a message. Raises InvalidInput for a message that can never be counted."""
        activity: Activity = decoded(message.data, Activity)  # type: ignore[arg-type]  # mypy knows no type of a union
        if isinstance(activity, SearchMade):
            self._count_search(activity.id)
        else:
            self._count_rating(activity.key)

    def _count_search(self, id: str) -> None:
        record = self._records.get(SEARCHES.name, id)
        if record is None:
            return  # it expired or was deleted meanwhile
        search = Search.of(id, record.fields)
        week, event = week_of(search.asked_at), f"search.{id}"
        self._count(event, search.listener, search_amounts(search, week), search.asked_at)
        for track in search.counted_seeds:
            self._count_track(event, week, track, {"searched": 1}, search.asked_at + WEEK_KEPT)

    def _count_rating(self, key: str) -> None:
        record = self._records.get(RATINGS.name, key)
        if record is None:
            return
        rating = Rating.of(record.fields)
        for change in rating.uncounted:
            self._count_change(rating, change)
        if rating.uncounted:
            self._mark_counted(rating)

    def _mark_counted(self, rating: Rating) -> None:
        """Mark changes as counted; a rating deleted meanwhile is not recreated."""
        revisions = {change.revision for change in rating.uncounted}

        def marked(before: Fields | None) -> Fields:
            if before is None:
                raise NotFound("This rating was deleted meanwhile")
            return Rating.of(before).counted(revisions).to_fields()

        with suppress(NotFound):
            self._records.update(RATINGS.name, rating.key, marked)

    def _count_change(self, rating: Rating, change: Change) -> None:
        event, target, at = f"rating.{rating.key}.{change.revision}", rating.target, rating.rated_at
        self._count(event, rating.listener, change_amounts(target.kind, change), at)
        if target.kind == "track":
            for given, amount in ((change.before, -1), (change.after, 1)):
                if given is not None and given.opinion is Opinion.LOVE:
                    self._count_love(f"{event}.{amount}", given.week, target.id, amount, at)

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
    """Return the amounts that a search adds to counters."""
    names = ["searches", f"searches.week.{week}", f"searches.model.{search.model}"]
    if search.cluster is not None:
        names.append(f"searches.cluster.{search.model}.{search.cluster}")
    if search.fallback is not None:
        names.append("searches.fallback")
    names += [f"genres.{genre}" for genre in search.genres]
    return dict.fromkeys(names, 1)


def change_amounts(kind: str, change: Change) -> dict[str, int]:
    """Return the amounts that a change of a rating subtracts from some counters and adds to others."""
    amounts: dict[str, int] = {}
    for given, amount in ((change.before, -1), (change.after, 1)):
        for name in _rating_names(kind, given) if given else ():
            amounts[name] = amounts.get(name, 0) + amount
    return amounts


def _rating_names(kind: str, given: CountedOpinion) -> tuple[str, ...]:
    opinion = given.opinion.value
    by_cluster = () if given.cluster is None else (f"ratings.cluster.{given.model}.{given.cluster}.{opinion}",)
    return (
        f"ratings.{kind}.{opinion}",
        f"ratings.model.{given.model}.{opinion}",
        f"ratings.week.{given.model}.{given.week}.{opinion}",
        *by_cluster,
    )
