"""An EventBus and a TransactionalOutbox in the SQLite file of records: publishing is one transaction.

A record and its message are stored in one transaction, and messages outlive the process that publishes them.
`ops/local/dispatcher.py` delivers them.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from shared.adapters.queued_message import UNDELIVERED, WAITING, QueuedMessage
from shared.adapters.sqlite_file import BUSY_SECONDS, SqliteFile, transaction
from shared.adapters.sqlite_queue import SCHEMA, SqliteQueue, insert, microseconds
from shared.adapters.sqlite_records import created
from shared.adapters.validation import check_message, utc_now
from shared.errors import InvalidInput
from shared.ports import DeadLetter, Record
from shared.web.bodies import decoded

_OLDER = "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'untold'"
"""The outbox of an older deployment; its messages are taken over."""

_FIRST = "SELECT CAST(published_at AS INTEGER) FROM messages ORDER BY turn LIMIT 1"
_ASIDE = "SELECT CAST(body AS BLOB), CAST(why AS BLOB) FROM undelivered WHERE place = ?"


class Backlog(NamedTuple):
    """The number of messages that wait, the age of the oldest of them, and the number laid aside."""

    waiting: int
    oldest: timedelta
    undelivered: int


class SqliteBus:
    """A bus in the file of `SqliteRecords` at `path`, shared by threads and processes of one machine.

    Raises SpoiltStore for a damaged file.
    """

    def __init__(
        self, path: Path, now: Callable[[], datetime] = utc_now, *, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self._path = path
        self._file = SqliteFile(path, busy_seconds, also=SCHEMA)
        self._now = now
        self._busy_seconds = busy_seconds

    def publish(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> str:
        """Store a message for delivery and return its id."""
        message = self._message(topic, data, attributes, ordering_key)
        with self._writing() as connection:
            insert(connection, message)
        return message.id

    def store(self, collection: str, record: Record, topic: str, data: bytes) -> bool:
        """Store a record and its message in one transaction, unless the record's key is taken."""
        message = self._message(topic, data)
        with self._writing() as connection:
            kept = created(connection, collection, record, self._now())
            if kept:
                insert(connection, message)
        return kept

    def queue(self, *, busy_seconds: float | None = None) -> SqliteQueue:
        """Open the dispatcher's view of the messages."""
        busy_seconds = self._busy_seconds if busy_seconds is None else busy_seconds
        return SqliteQueue(self._path, self._now, busy_seconds=busy_seconds)

    def waiting(self) -> int:
        """Return the number of messages that wait for delivery."""
        return self.backlog().waiting

    def backlog(self) -> Backlog:
        """Count the messages."""
        with self._file.connected() as connection:
            (waiting,) = connection.execute("SELECT count(*) FROM messages").fetchone()
            (undelivered,) = connection.execute("SELECT count(*) FROM undelivered").fetchone()
            first = connection.execute(_FIRST).fetchone()
        age = timedelta(microseconds=microseconds(self._now()) - first[0]) if first else timedelta()
        return Backlog(waiting, max(age, timedelta()), undelivered)

    def check(self) -> None:
        """Read the whole file, records included. Raises SpoiltStore if it is damaged."""
        self._file.check()

    def held(self) -> Generator[DeadLetter, None, None]:
        """Yield the messages laid aside, oldest first, with the reason of each."""
        for (place,) in self._rows("SELECT place FROM undelivered ORDER BY place"):
            for body, why in self._rows(_ASIDE, place):
                yield self._letter(place, body, why.decode(errors="replace"))

    def copies(self) -> Iterator[tuple[str, bytes]]:
        """Yield every message as a name, under WAITING or UNDELIVERED, and the bytes that `take_over` reads."""
        for folder, table, key in ((WAITING, "messages", "turn"), (UNDELIVERED, "undelivered", "place")):
            for (place,) in self._rows(f"SELECT {key} FROM {table} ORDER BY {key}"):  # noqa: S608 - ours
                for (body,) in self._rows(f"SELECT CAST(body AS BLOB) FROM {table} WHERE {key} = ?", place):  # noqa: S608 - ours
                    yield f"{folder}{place:020d}.json", body

    def take_over(self, body: bytes, why: str = "") -> bool:
        """Queue the bytes of a message from elsewhere; return whether they are a message and now wait.

        With a reason `why` the message is laid aside, as are bytes that are no message.
        """
        with self._writing() as connection:
            return _taken_over(connection, body, why)

    def take_over_outbox(self) -> tuple[int, int]:
        """Queue the messages of an older outbox in this file; return the number queued and laid aside."""
        with self._writing() as connection:
            if connection.execute(_OLDER).fetchone() is None:
                return 0, 0
            bodies = connection.execute("SELECT CAST(message AS BLOB) FROM untold ORDER BY turn").fetchall()
            queued = sum(_taken_over(connection, body) for (body,) in bodies)
            connection.execute("DROP TABLE untold")
        return queued, len(bodies) - queued

    def _message(
        self, topic: str, data: bytes, attributes: Mapping[str, str] | None = None, ordering_key: str = ""
    ) -> QueuedMessage:
        check_message(data, attributes or {}, ordering_key)
        return QueuedMessage.of(topic, data, self._now(), attributes, ordering_key)

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._file.connected() as connection:
            return connection.execute(statement, values).fetchall()

    def _letter(self, place: int, body: bytes, why: str) -> DeadLetter:
        name, forget = f"{UNDELIVERED}{place}", partial(self._forget, place)
        try:
            kept = decoded(body, QueuedMessage)
        except InvalidInput:
            return DeadLetter(name, "", b"", {}, "", forget, why)
        return DeadLetter(name, kept.topic, kept.data, kept.attributes, kept.ordering_key, forget, why)

    def _forget(self, place: int) -> None:
        with self._file.writing() as connection:
            connection.execute("DELETE FROM undelivered WHERE place = ?", (place,))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._file.writing() as connection, transaction(connection):
            yield connection


def _taken_over(connection: sqlite3.Connection, body: bytes, why: str = "") -> bool:
    try:
        message = decoded(body, QueuedMessage)
    except InvalidInput as error:
        message, why = None, why or f"it cannot be read: {error}"
    if message is None or why:
        connection.execute("INSERT INTO undelivered (body, why) VALUES (?, ?)", (body, why))
        return False
    insert(connection, message)
    return True
