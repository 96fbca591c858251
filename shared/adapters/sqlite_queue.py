"""The queue of messages in the SQLite file of records, as its dispatcher sees it.

A message is a row of `messages` for each subscription of its topic until it is delivered; one that cannot be
delivered or read moves to `undelivered`. Attempts and the time of the next are in the row and outlive a restart.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from shared.adapters.queued_message import QueuedMessage
from shared.adapters.sqlite_file import BUSY_SECONDS, SqliteFile, transaction
from shared.adapters.validation import utc_now
from shared.messaging.topics import SUBSCRIBERS, subscription_name

SCHEMA = (
    """
CREATE TABLE IF NOT EXISTS messages (
    turn INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription TEXT NOT NULL,
    ordering_key TEXT NOT NULL,
    due INTEGER NOT NULL DEFAULT 0,  -- microseconds since 1970; 0 is at once
    attempts INTEGER NOT NULL DEFAULT 0,
    published_at INTEGER NOT NULL,  -- microseconds since 1970
    body BLOB NOT NULL  -- a QueuedMessage as JSON
)
""",
    "CREATE INDEX IF NOT EXISTS messages_in_turn ON messages (subscription, turn, due, ordering_key)",
    "CREATE INDEX IF NOT EXISTS messages_by_key ON messages (subscription, ordering_key, due)"
    " WHERE ordering_key <> ''",
    """
CREATE TABLE IF NOT EXISTS undelivered (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    body BLOB NOT NULL,
    why TEXT NOT NULL
)
""",
)
"""The statements that create the missing tables and indexes."""

LONGEST_WAIT = timedelta(hours=1)
"""Bound of a wait between two attempts; a later `due` was set by a clock that was wrong, and is due now."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEGIN = "UPDATE messages SET attempts = max(attempts, 0) + 1 WHERE turn = ?"
_BEGUN = "SELECT CAST(attempts AS INTEGER), CAST(body AS BLOB) FROM messages WHERE turn = ?"
_INSERT = "INSERT INTO messages (subscription, ordering_key, published_at, body) VALUES (?, ?, ?, ?)"
# Texts and bodies are read as bytes: one that a damaged file no longer holds in UTF-8 must not hide the others.
_DUE = """
SELECT turn, CAST(subscription AS BLOB), CAST(ordering_key AS BLOB) FROM messages AS one
WHERE {lane} AND NOT (due > :now AND due <= :latest) AND (ordering_key = '' OR NOT EXISTS (
    SELECT 1 FROM messages AS other
    WHERE other.subscription = one.subscription AND other.ordering_key = one.ordering_key
    AND other.ordering_key <> '' AND other.due > :now AND other.due <= :latest
)) ORDER BY turn LIMIT :limit
"""


class Waiting(NamedTuple):
    """The place of a waiting message: its turn, and what it must not overtake."""

    turn: int
    subscription: bytes
    ordering_key: bytes


class Attempt(NamedTuple):
    """The begin of a delivery: its number, from 1 on, and the bytes of a QueuedMessage."""

    number: int
    body: bytes


class SqliteQueue:
    """The waiting messages in the file at `path`, for one dispatcher; any number of processes may publish.

    Its writes survive the process but perhaps not a power failure, after which a message is delivered again: so no
    delivery waits for the disk.
    """

    def __init__(
        self, path: Path, now: Callable[[], datetime] = utc_now, *, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self._file = SqliteFile(path, busy_seconds, also=SCHEMA, durable=False)
        self._now = now

    def due(self, subscriptions: Sequence[str], *, others: bool = False, limit: int = 100) -> list[Waiting]:
        """Return the first due messages of some subscriptions, or of all `others`, in the order of their turns.

        A message whose time has not come holds back those of its subscription and ordering key.
        """
        marks = ", ".join(f":name{place}" for place in range(len(subscriptions)))
        statement = _DUE.format(lane=f"subscription {'NOT ' if others else ''}IN ({marks})")
        present = microseconds(self._now())
        values: dict[str, object] = {f"name{place}": name for place, name in enumerate(subscriptions)}
        values |= {"now": present, "latest": present + LONGEST_WAIT // timedelta(microseconds=1), "limit": limit}
        with self._file.connected() as connection:
            return [Waiting(*row) for row in connection.execute(statement, values)]

    def begin(self, turn: int) -> Attempt | None:
        """Count an attempt to deliver a message before it is made; None if the message is gone."""
        with self._file.writing() as connection, transaction(connection):
            connection.execute(_BEGIN, (turn,))
            row = connection.execute(_BEGUN, (turn,)).fetchone()
        return Attempt(*row) if row else None

    def done(self, turn: int) -> None:
        """Delete a delivered message."""
        with self._file.writing() as connection:
            connection.execute("DELETE FROM messages WHERE turn = ?", (turn,))

    def postpone(self, turn: int, seconds: float) -> None:
        """Set the time of the next attempt."""
        due = microseconds(self._now() + timedelta(seconds=seconds))
        with self._file.writing() as connection:
            connection.execute("UPDATE messages SET due = ? WHERE turn = ?", (due, turn))

    def give_back(self, turn: int) -> None:
        """Make an abandoned delivery uncounted, and its message due at once."""
        with self._file.writing() as connection:
            connection.execute(
                "UPDATE messages SET due = 0, attempts = max(attempts - 1, 0) WHERE turn = ?", (turn,)
            )

    def lay_aside(self, turn: int, why: str) -> None:
        """Move a message to those that `segue replay` lists."""
        with self._file.writing() as connection, transaction(connection):
            connection.execute(
                "INSERT INTO undelivered (body, why) SELECT CAST(body AS BLOB), ? FROM messages WHERE turn = ?",
                (why, turn),
            )
            connection.execute("DELETE FROM messages WHERE turn = ?", (turn,))


def insert(connection: sqlite3.Connection, message: QueuedMessage) -> None:
    """Queue a message for each subscription of its topic, unless it is of one, within the caller's transaction.

    Without a subscriber it is queued under its topic's name, so that it is laid aside and not lost.
    """
    subscriptions = [subscription_name(message.topic, each) for each in SUBSCRIBERS.get(message.topic, ())]
    for name in [message.subscription] if message.subscription else subscriptions or [message.topic]:
        body = msgspec.json.encode(msgspec.structs.replace(message, subscription=name))
        connection.execute(_INSERT, (name, message.ordering_key, microseconds(message.published_at), body))


def microseconds(moment: datetime) -> int:
    """Return a moment in microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
