"""Fill a file of records with searches, ratings and their counters, in the functions' format."""

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.rating import Opinion, Target, rated, week_of
from shared.domain.search import JSON, Search
from shared.record_kinds import COUNTERS, RATINGS, SEARCHES, WEEK_TRACKS
from shared.records.counter_names import EVER, EVERYONE, LAST_AT, LISTENER, of_listener, of_week_track

SEARCHES_A_LISTENER = 50
SEARCHES_A_RATING = 10
SHARDS = 10

_INSERT = "INSERT OR IGNORE INTO records (collection, key, fields) VALUES (?, ?, ?)"

Row = tuple[str, str, str]
"""Collection, key and fields as JSON."""


def fill(path: Path, searches: int, tracks: list[str], model: str, *, seed: int = 7) -> list[str]:
    """Write searches of the last year, a rating for every tenth, and the counters; return the listeners."""
    SqliteRecords(path).get(SEARCHES.name, "none")  # creates the file
    listeners = [f"listener-{place:08d}" for place in range(max(1, searches // SEARCHES_A_LISTENER))]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for rows in (
            _asked(searches, listeners, tracks, model, seed),
            _counters(searches, listeners, tracks, model),
        ):
            connection.executemany(
                "INSERT OR IGNORE INTO records (collection, key, fields) VALUES (?, ?, ?)", rows
            )
            connection.commit()
    return listeners


def _asked(searches: int, listeners: list[str], tracks: list[str], model: str, seed: int) -> Iterator[Row]:
    draw = random.Random(seed)  # noqa: S311 - a benchmark
    now = datetime.now(UTC)
    for place in range(searches):
        at = now - timedelta(days=365 * (searches - place) / searches)
        picked = [tracks[int(len(tracks) * draw.random() ** 3)] for _ in range(15)]
        search = Search(
            f"search-{place:09d}",
            at,
            model,
            tuple(picked[:5]),
            tuple(picked[5:]),
            place % 8,
            None,
            draw.choice(listeners),
            ("folk", "soul", "house"),
        )
        yield SEARCHES.name, search.id, json.dumps(search.to_fields())
        if place % SEARCHES_A_RATING == 0 and search.listener:
            target = Target("track", picked[5])
            rating = rated(None, search.listener, target, search, draw.choice(list(Opinion)), at).counted({1})
            yield RATINGS.name, rating.key, json.dumps(rating.to_fields())


def _counters(searches: int, listeners: list[str], tracks: list[str], model: str) -> Iterator[Row]:
    now = datetime.now(UTC)
    weeks = [week_of(now - timedelta(weeks=back)) for back in range(52)]
    events: list[JSON] = [f"search.search-{place:09d}" for place in range(1_000)]
    for shard in range(SHARDS):
        share = _counts(searches // SHARDS, weeks, model)
        yield COUNTERS.name, f"{EVERYONE}.{shard}", _counter(EVERYONE, share, events, now)
    for listener in listeners:
        own = _counts(SEARCHES_A_LISTENER, weeks[:20], model)
        labels: dict[str, JSON] = {"kind": LISTENER, "listener": listener, "searches": own["searches"]}
        yield (
            COUNTERS.name,
            f"{of_listener(listener)}.0",
            _counter(of_listener(listener), own, events[:200], now, labels),
        )
    for week in (*weeks[:8], EVER):
        for place, track in enumerate(tracks[: max(10, searches // 50)]):
            counts = {"searched": 1 + searches // (place + 10), "loved": 1 + searches // (place + 100)}
            found: dict[str, JSON] = {"week": week, "track": track, **counts}
            name = of_week_track(week, track)
            yield WEEK_TRACKS.name, f"{name}.0", _counter(name, counts, events[:50], now, found)


def _counts(searches: int, weeks: list[str], model: str) -> dict[str, int]:
    ratings = 1 + searches // SEARCHES_A_RATING
    return {
        "searches": searches,
        **{f"searches.week.{week}": 1 + searches // 52 for week in weeks},
        **{f"searches.cluster.{model}.{cluster}": 1 + searches // 8 for cluster in range(8)},
        **{f"genres.genre {place}": 1 + searches // (place + 3) for place in range(min(400, searches))},
        **{f"ratings.track.{opinion}": ratings for opinion in Opinion},
        **{f"ratings.model.{model}.{opinion}": ratings for opinion in Opinion},
        **{f"ratings.week.{model}.{week}.{opinion}": ratings for week in weeks for opinion in Opinion},
    }


def _counter(
    name: str, counts: dict[str, int], events: list[JSON], at: datetime, labels: dict[str, JSON] | None = None
) -> str:
    return json.dumps(
        {"tally": name, "counts": counts, "events": events, LAST_AT: at.isoformat(), **(labels or {})}
    )
