"""The SQLite file of records: atomic creation, a pool of connections, transactions."""

import sqlite3
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from shared.adapters.sqlite_indexes import indexes
from shared.errors import Unavailable
from shared.fair_lock import FairLock

BUSY_SECONDS = 30.0
"""Timeout of a writer that waits for other writers."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    fields TEXT NOT NULL,  -- JSON
    expires_at INTEGER,  -- microseconds since 1970, exact where a float is not
    PRIMARY KEY (collection, key)
)
"""
_INDEX = "CREATE INDEX IF NOT EXISTS records_by_expiry ON records (expires_at) WHERE expires_at IS NOT NULL"


class SqliteFile:
    """The file at `path`, which is created on first use.

    Connections are pooled: a server has many threads, few of which work at once, and each connection holds files
    open.
    """

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self._path = path
        self._busy_seconds = busy_seconds
        self._idle: deque[_OwnConnection] = deque()
        self._write_lock = FairLock()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection for writing, to threads in the order in which they ask.

        SQLite's own busy handler lets writers sleep up to a tenth of a second between attempts: of eight, some
        wait for long.
        """
        with self._write_lock, self.connected() as connection:
            yield connection

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection for exclusive use.

        Raises Unavailable for a file that is locked, full or inaccessible.
        """
        try:
            own = self._taken()
            try:
                yield own.connection
            finally:
                self._give_back(own)
        except (sqlite3.OperationalError, OSError) as error:
            raise Unavailable(
                "The records do not answer", found=str(error), cure="try again in a moment"
            ) from error

    def _taken(self) -> "_OwnConnection":
        """Return the connection that was used last, or open another."""
        with suppress(IndexError):  # between a check and a pop, another thread may take it
            return self._idle.pop()
        return _opened(self._path, self._busy_seconds)

    def _give_back(self, own: "_OwnConnection") -> None:
        """Return a connection to the pool, unless a transaction is left open, as a rollback may fail too."""
        if own.connection.in_transaction:
            own.connection.close()
        else:
            self._idle.append(own)


class _OwnConnection:
    """Owns a connection and closes it when it is no longer referenced.

    (A connection alone would stay open until the garbage collector runs: it is in a cycle with its cache.)
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


def _opened(path: Path, busy_seconds: float) -> _OwnConnection:
    """Open the file in autocommit mode, so that transactions are explicit."""
    if not path.exists():
        _make(path)
    own = _OwnConnection(
        sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    )
    own.connection.execute("PRAGMA synchronous = FULL")
    for statement in indexes():  # files from before these indexes get them once
        own.connection.execute(statement)
    return own


def _make(path: Path) -> None:
    """Create the file under a temporary name, then rename it unless another process was faster.

    (When several connections switch one new file to WAL, SQLite refuses all but one, whatever their timeout.)
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-") as folder:
        new = Path(folder) / path.name
        with closing(sqlite3.connect(new)) as connection:
            for statement in ("PRAGMA journal_mode = WAL", _SCHEMA, _INDEX):
                connection.execute(statement)
        with suppress(FileExistsError):
            path.hardlink_to(new)


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Read from one snapshot within the block; writers are not blocked."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write in one transaction, which excludes other writers; an error rolls it back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
