"""Invented subscribers with a history, written to the SQLite file in bulk; `__main__.py` measures."""

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from shared.adapters.sqlite_records import SqliteRecords
from shared.domain.search import JSON, Search
from shared.domain.subscription import Schedule, State, Subscription
from shared.model.model import Model
from shared.record_kinds import LISTENERS, SEARCHES, SUBSCRIPTIONS

SEARCHES_EACH = 3
SEEDS_EACH = 4

_INSERT = "INSERT INTO records (collection, key, fields) VALUES (?, ?, ?)"
_POPULAR = 5_000
"""Searches are for the most popular songs."""

Row = tuple[str, str, str]


def create_subscribers(
    path: Path, model: Model, people: int, due_at: datetime, *, histories: bool
) -> SqliteRecords:
    """Build a file of records with subscriptions that are all due; with histories they can be sent, too."""
    records = SqliteRecords(path)
    records.get(SUBSCRIPTIONS.name, "nobody")  # makes the file
    popular = model.tracks(range(min(_POPULAR, model.track_count)))
    ids = [track.id for track in popular]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(_INSERT, _rows(ids, people, due_at, model.version, histories=histories))
    return records


def _rows(ids: list[str], people: int, due_at: datetime, version: str, *, histories: bool) -> Iterator[Row]:
    draw = random.Random(7)  # noqa: S311 - the same subscribers every time
    schedule = Schedule(due_at.weekday(), due_at.hour, "UTC")
    for person in range(people):
        name = f"listener{person:08}"
        yield _row(SUBSCRIPTIONS.name, name, Subscription(name, State.ACTIVE, schedule, due_at).to_fields())
        if not histories:
            continue
        yield _row(LISTENERS.name, name, {"address": f"{name}@mail.example"})
        for place in range(SEARCHES_EACH):
            asked_at = due_at - timedelta(days=2 * place + draw.random())
            seeds, answered = tuple(draw.sample(ids, SEEDS_EACH)), tuple(draw.sample(ids, 10))
            search = Search(f"{name}.{place}", asked_at, version, seeds, answered, None, None, name)
            yield _row(SEARCHES.name, search.id, search.to_fields())


def _row(collection: str, key: str, fields: dict[str, JSON]) -> Row:
    return collection, key, json.dumps(fields)
