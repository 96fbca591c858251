"""A read-only SQLite file with a pool of connections; knows no tables."""

import sqlite3
import weakref
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MAPPED_BYTES = 1 << 30
"""Limit of the part of the file that SQLite maps into memory."""


class ReadOnlyDatabase:
    """An SQLite file that does not change while it is open.

    Any number of threads may read at once: each query has a connection to itself, which is kept for the next one.
    """

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._idle: deque[sqlite3.Connection] = deque()
        self._closing = weakref.finalize(self, _close_all, self._idle)

    def close(self) -> None:
        """Close all connections; garbage collection of the object does so as well."""
        self._closing()

    def row(self, statement: str) -> tuple[Any, ...]:
        """Return the first row of a query. Raises ValueError if there is none, sqlite3.Error as SQLite does."""
        rows = self.rows(statement)
        if not rows:
            raise ValueError(f"no row for {statement!r}")
        return rows[0]

    def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query. Raises sqlite3.Error as SQLite does."""
        with self._connection() as connection:
            return connection.execute(statement, parameters).fetchall()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            if self._closing.alive:
                self._idle.append(connection)
            else:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        return connection


def _close_all(connections: deque[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
