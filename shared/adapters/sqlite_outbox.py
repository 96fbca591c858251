"""A TransactionalOutbox in SQLite: a record and its message in one transaction, relayed to a bus later."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from shared.adapters.spooled_bus import Spooled, SpooledBus
from shared.adapters.sqlite_file import BUSY_SECONDS, SqliteFile, transaction
from shared.adapters.sqlite_records import created
from shared.adapters.validation import check_message, utc_now
from shared.ports import Record

_TABLE = "CREATE TABLE IF NOT EXISTS untold (turn INTEGER PRIMARY KEY AUTOINCREMENT, message BLOB NOT NULL)"

_AT_ONCE = 100
"""Messages read at a time."""


class SqliteOutbox:
    """Stores records in the file of `SqliteRecords`, each together with its message or not at all.

    Why: one wait for the disk instead of four. The dispatcher of the bus's messages calls `relay` regularly.
    """

    def __init__(
        self, path: Path, now: Callable[[], datetime] = utc_now, *, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self._file = SqliteFile(path, busy_seconds)
        self._now = now

    def store(self, collection: str, record: Record, topic: str, data: bytes) -> bool:
        """Store both in one transaction, unless the record's key is taken."""
        check_message(data, {}, "")
        message = msgspec.json.encode(Spooled.of(topic, data, self._now()))
        with self._file.writing() as connection, transaction(connection):
            connection.execute(_TABLE)
            kept = created(connection, collection, record, self._now())
            if kept:
                connection.execute("INSERT INTO untold (message) VALUES (?)", (message,))
        return kept

    def waiting(self) -> int:
        """Return the number of messages that are not relayed yet."""
        with self._connected() as connection:
            (count,) = connection.execute("SELECT count(*) FROM untold").fetchone()
        return int(count)

    def relay(self, bus: SpooledBus) -> None:
        """Relay all messages to the bus, in their order; each is deleted here once the bus has stored it.

        After a crash in between it is relayed again, under the same id.
        """
        with self._connected() as connection:
            while rows := connection.execute(
                "SELECT turn, message FROM untold ORDER BY turn LIMIT ?", (_AT_ONCE,)
            ).fetchall():
                for turn, message in rows:
                    bus.take(msgspec.json.decode(message, type=Spooled))
                    connection.execute("DELETE FROM untold WHERE turn = ?", (turn,))

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with self._file.connected() as connection:
            connection.execute(_TABLE)
            yield connection
