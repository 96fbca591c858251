"""Additions of a search, or of the changes of a rating, to the shards of counters."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from shared.domain.rating import Change, CountedOpinion, Opinion, Rating, week_of
from shared.domain.search import Search
from shared.ports import Fields, Records
from shared.record_kinds import COUNTERS, WEEK_KEPT
from shared.records.charts import ChartingAddition, song_shard, songs_to_chart
from shared.records.counter_names import EVER, EVERYONE, LAST_AT, LISTENER, of_listener, of_week_track
from shared.records.counters import Addition, ShardChange, ShardedCounter
from shared.records.days import RATINGS, SEARCHES, VisitAddition, of_day, visit_of
from shared.records.model_counts import ModelAddition


class Additions:
    """The counters that activity is counted in."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._everyone = ShardedCounter(records, COUNTERS.name)
        self._listeners = ShardedCounter(records, COUNTERS.name, shards=1)

    def of_search(self, search: Search, *, own: bool = True) -> Iterator[ShardChange]:
        """Yield what a search adds; with `own` false nothing to its listener's own counter.

        To a song of the week it adds if its listener counts in the charts and has not searched for it that week.
        """
        week, event = week_of(search.asked_at), f"search.{search.id}"
        amounts, listener = search_amounts(search, week), search.listener if own else None
        counter = self._counter_of(listener)
        visit = visit_of(counter, search.asked_at) if listener is not None else ""
        charted = songs_to_chart(counter, week, search.counted_seeds) if listener and search.charted else ()
        yield self._of_everyone(event, amounts, (search.model,), search.asked_at)
        yield self._of_day(event, {SEARCHES: 1}, visit, search.asked_at)
        if listener is not None:
            addition = self._of_listener(event, listener, amounts, (search.model,), visit, search.asked_at)
            yield ChartingAddition(addition, week, charted) if charted else addition
        for track in charted:
            yield self._of_track(event, week, track, {"searched": 1}, search.asked_at + WEEK_KEPT)

    def of_changes(self, rating: Rating, changes: Sequence[Change], *, own: bool = True) -> Iterator[ShardChange]:
        """Yield what some changes of a rating add together; a love of whoever counts in the charts to its song."""
        amounts: Counter[str] = Counter()
        loves: Counter[str] = Counter()
        is_song = rating.target.kind == "track"
        for change in changes:
            for given, amount in ((change.before, -1), (change.after, 1)):
                for name in _rating_names(rating.target.kind, given) if given else ():
                    amounts[name] += amount
                if given is not None and given.charted and given.opinion is Opinion.LOVE and is_song:
                    loves[given.week] += amount
                    loves[EVER] += amount
        event, listener = f"rating.{rating.key}.{rating.revision}", rating.listener if own else None
        at = rating.rated_at
        visit = visit_of(self._counter_of(listener), at) if listener is not None else ""
        models = tuple(change.after.model for change in changes if change.after is not None)
        yield self._of_everyone(event, amounts, models, at)
        yield self._of_day(event, {RATINGS: len(models)} if models else {}, visit, at)
        if listener is not None:
            yield self._of_listener(event, listener, amounts, models, visit, at)
        for week, loved in loves.items():
            expires_at = None if week == EVER else rating.rated_at + WEEK_KEPT
            yield self._of_track(event, week, rating.target.id, {"loved": loved}, expires_at)

    def _of_everyone(
        self, event: str, amounts: Mapping[str, int], models: tuple[str, ...], at: datetime
    ) -> ModelAddition:
        shard = self._everyone.shard_of(EVERYONE, event)
        return ModelAddition(Addition(shard, EVERYONE, amounts, latest=_latest(at)), models)

    def _of_day(self, event: str, amounts: Mapping[str, int], visit: str, at: datetime) -> Addition:
        return of_day(self._records, at, event, {**amounts, **({visit: 1} if visit else {})})

    def _counter_of(self, listener: str | None) -> Fields:
        """Return the fields of a listener's counter as they are before the event: one read."""
        if listener is None:
            return {}
        _, key = self._listeners.shard_of(of_listener(listener), "")
        record = self._records.get(COUNTERS.name, key)
        return record.fields if record else {}

    def _of_listener(
        self,
        event: str,
        listener: str,
        amounts: Mapping[str, int],
        models: tuple[str, ...],
        visit: str,
        at: datetime,
    ) -> VisitAddition:
        name = of_listener(listener)
        addition = Addition(
            self._listeners.shard_of(name, event),
            name,
            amounts,
            labels={"kind": LISTENER, "listener": listener},
            found_by=("searches",),
            latest=_latest(at),
        )
        return VisitAddition(ModelAddition(addition, models), at, visit)

    def _of_track(
        self, event: str, week: str, track: str, amounts: Mapping[str, int], expires_at: datetime | None
    ) -> Addition:
        (counted,) = amounts
        shard, labels = song_shard(self._records, week, track, counted, event)
        return Addition(
            shard,
            of_week_track(week, track),
            amounts,
            labels=labels,
            found_by=("searched", "loved"),
            expires_at=expires_at,
        )


def _latest(at: datetime) -> dict[str, str]:
    return {LAST_AT: at.astimezone(UTC).isoformat()}


def search_amounts(search: Search, week: str) -> dict[str, int]:
    """Return the amounts that a search adds to counters."""
    names = ["searches", f"searches.week.{week}", f"searches.model.{search.model}"]
    if search.cluster is not None:
        names.append(f"searches.cluster.{search.model}.{search.cluster}")
    if search.fallback is not None:
        names.append("searches.fallback")
    names += [f"genres.{genre}" for genre in search.genres]
    return dict.fromkeys(names, 1)


def _rating_names(kind: str, given: CountedOpinion) -> tuple[str, ...]:
    opinion = given.opinion.value
    by_cluster = () if given.cluster is None else (f"ratings.cluster.{given.model}.{given.cluster}.{opinion}",)
    return (
        f"ratings.{kind}.{opinion}",
        f"ratings.model.{given.model}.{opinion}",
        f"ratings.week.{given.model}.{given.week}.{opinion}",
        *by_cluster,
    )
