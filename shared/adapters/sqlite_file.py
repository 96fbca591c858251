"""The SQLite file of records: atomic creation, a pool of connections, transactions."""

import json
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from shared.adapters.sqlite_indexes import indexes
from shared.adapters.work_folder import work_folder
from shared.errors import SpoiltStore, Unavailable
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

_OF_DAMAGE = ("Could not decode to UTF-8", "malformed", "no such table", "no such column")
"""Beginnings of messages of an OperationalError that no waiting cures."""


class SqliteFile:
    """The file at `path`, which is created on first use.

    Connections are pooled: a server has many threads, few of which work at once, and each connection holds files
    open.
    """

    def __init__(
        self,
        path: Path,
        busy_seconds: float = BUSY_SECONDS,
        *,
        also: Sequence[str] = (),
        durable: bool = True,
    ) -> None:
        """Build it; `also` are statements that create tables beside the records.

        What a connection writes survives the process, and if it is `durable` also a power failure.
        """
        self._path = path
        self._busy_seconds = busy_seconds
        self._set_up = (f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}", *indexes(), *also)
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

        Raises Unavailable for a file that is locked, full or inaccessible, SpoiltStore for one that is damaged. A
        connection that met an error of SQLite is not used again.
        """
        try:
            own = self._taken()
            try:
                yield own.connection
            except sqlite3.Error:
                own.connection.close()
                raise
            except BaseException:
                self._give_back(own)
                raise
            self._give_back(own)
        except (sqlite3.DatabaseError, OSError) as error:
            if is_damage(error):
                raise spoilt(str(error).partition(" column")[0]) from error  # no record's text
            raise Unavailable(
                "The records do not answer", found=str(error), cure="try again in a moment"
            ) from error

    def check(self) -> None:
        """Read the whole file, and every record. Raises SpoiltStore for damage, and names the row of a record."""
        with self.connected() as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise spoilt(str(found))
            # SQLite takes any bytes for a text; a page that such a record is on can no longer be read.
            with closing(connection.execute("SELECT rowid, CAST(fields AS BLOB) FROM records")) as rows:
                for row, text in rows:
                    _check_json(row, text)

    def _taken(self) -> "_OwnConnection":
        """Return the connection that was used last, or open another."""
        with suppress(IndexError):  # between a check and a pop, another thread may take it
            return self._idle.pop()
        return _opened(self._path, self._busy_seconds, self._set_up)

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


def is_damage(error: Exception) -> bool:
    """Return whether an error of SQLite is of a damaged file, not of one that is locked, full or inaccessible."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    return not isinstance(error, sqlite3.OperationalError) or str(error).startswith(_OF_DAMAGE)


def spoilt(found: str) -> SpoiltStore:
    """Build the error for a damaged file; `found` must hold nothing of a record."""
    cure = "end segue serve, move the file away, and restore a backup with segue backup restore STORE NAME"
    return SpoiltStore("The records' file is damaged", expected="a whole database", found=found, cure=cure)


def _check_json(row: int, text: bytes) -> None:
    try:
        json.loads(text.decode())
    except ValueError as error:
        raise spoilt(f"a record that is no JSON, row {row} of the table") from error


def _opened(path: Path, busy_seconds: float, set_up: Sequence[str]) -> _OwnConnection:
    """Open the file in autocommit mode, so that transactions are explicit."""
    if not path.exists():
        _make(path)
    own = _OwnConnection(
        sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    )
    for statement in set_up:  # files from before these indexes and tables get them once
        own.connection.execute(statement)
    return own


def _make(path: Path) -> None:
    """Create the file under a temporary name, then rename it unless another process was faster.

    (When several connections switch one new file to WAL, SQLite refuses all but one, whatever their timeout.)
    """
    with work_folder(path) as folder:
        new = folder / path.name
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
