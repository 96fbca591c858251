"""Records in one SQLite file, durable, and shared by threads and processes of one machine."""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shared import logs
from shared.adapters.paging import Query
from shared.adapters.sqlite_file import BUSY_SECONDS, SqliteFile, snapshot, spoilt, transaction
from shared.adapters.sqlite_indexes import RANK, VALUE
from shared.adapters.validation import check_key, check_together, checked_record, checked_together, utc_now
from shared.errors import SpoiltStore
from shared.ports import Fields, Page, Record, RecordKey, Scalar

logger = logging.getLogger(__name__)

Row = tuple[str, bytes, int | None]
"""A record's key, the bytes of its fields, and its expiry in microseconds since 1970."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_KEEP = """
INSERT INTO records (collection, key, fields, expires_at) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET fields = excluded.fields, expires_at = excluded.expires_at
"""
_CREATE = f"{_KEEP} WHERE records.expires_at <= ?"
# As bytes: a damaged text may be no UTF-8, and must not hide the others.
_SELECT = "SELECT key, CAST(fields AS BLOB), expires_at FROM records"
_GET = f"""
{_SELECT}
WHERE collection = ? AND key = ? AND (expires_at IS NULL OR expires_at > ?)
"""


class SqliteRecords:
    """Records in the file at `path`, which is created on first use."""

    def __init__(
        self, path: Path, now: Callable[[], datetime] = utc_now, *, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self._file = SqliteFile(path, busy_seconds)
        self._now = now

    def create(self, collection: str, record: Record) -> bool:
        """Store the record unless its key is taken; return whether it was stored."""
        with self._file.writing() as connection:
            return created(connection, collection, record, self._now())

    def get(self, collection: str, key: str) -> Record | None:
        """Read one record, or None if it is absent."""
        check_key(collection, key)
        with self._file.connected() as connection:
            return self._read(connection, collection, key)

    def update(
        self,
        collection: str,
        key: str,
        change: Callable[[Fields | None], Fields],
        expires_at: datetime | None = None,
    ) -> Record:
        """Replace a record by `change(its fields or None)` with no other writer in between."""
        check_key(collection, key)
        with self._file.writing() as connection, transaction(connection):
            before = self._read(connection, collection, key)
            record = Record(key, change(before.fields if before else None), expires_at)
            row = (collection, key, checked_record(collection, record), _microseconds(expires_at))
            connection.execute(_KEEP, row)
        return record

    def update_together(
        self,
        keys: Sequence[RecordKey],
        change: Callable[[Sequence[Record | None]], Sequence[Record] | None],
    ) -> bool:
        """Replace several records at once, all or none, with no other writer of any of them in between."""
        check_together(keys)
        with self._file.writing() as connection, transaction(connection):
            records = change([self._read(connection, *key) for key in keys])
            if records is None:
                return False
            rows = zip(keys, checked_together(keys, records), records, strict=True)
            connection.executemany(
                _KEEP, [(*key, text, _microseconds(record.expires_at)) for key, text, record in rows]
            )
        return True

    def delete(self, collection: str, key: str) -> None:
        """Delete the record; a missing one is no error."""
        check_key(collection, key)
        with self._file.writing() as connection:
            connection.execute("DELETE FROM records WHERE collection = ? AND key = ?", (collection, key))

    def page(
        self,
        collection: str,
        *,
        where: Mapping[str, Scalar] | None = None,
        order_by: str = "",
        descending: bool = False,
        limit: int = 100,
        cursor: str | None = None,
    ) -> Page:
        """Return up to `limit` records whose fields equal `where`, in order."""
        query = Query(collection, where or {}, order_by, descending, limit)
        found: list[Record] = []
        unreadable: list[str] = []
        with self._file.connected() as connection, snapshot(connection):
            for statement, values in _selections(query, cursor, self._present()):
                rows = connection.execute(statement, values)
                while len(found) <= query.limit and (row := rows.fetchone()):
                    _append(found, unreadable, row)
                rows.close()
        for key in unreadable:
            logs.event(logger, "ERROR", "a record cannot be read: it is left out", collection=collection, key=key)
        return query.page(found, unreadable)

    def sweep(self, now: datetime) -> int:
        """Delete the records that have expired by `now`; return their number."""
        with self._file.writing() as connection:
            return connection.execute("DELETE FROM records WHERE expires_at <= ?", (_microseconds(now),)).rowcount

    def _read(self, connection: sqlite3.Connection, collection: str, key: str) -> Record | None:
        row = connection.execute(_GET, (collection, key, self._present())).fetchone()
        return _record(row) if row else None

    def _present(self) -> int | None:
        return _microseconds(self._now())


def created(connection: sqlite3.Connection, collection: str, record: Record, now: datetime) -> bool:
    """Store the record unless its key is taken, within the connection's transaction; return whether it was."""
    text = checked_record(collection, record)
    row = (collection, record.key, text, _microseconds(record.expires_at), _microseconds(now))
    return connection.execute(_CREATE, row).rowcount == 1


def _selections(query: Query, cursor: str | None, present: int | None) -> Iterator[tuple[str, list[Scalar]]]:
    """Yield the statements that together select the records of a page and all after it, each with its values."""
    order = [part.format(name=query.order_by) for part in (RANK, VALUE) if query.order_by] + ["key"]
    conditions = ["collection = ?", "(expires_at IS NULL OR expires_at > ?)", f"{order[0]} IS NOT NULL"]
    values: list[Scalar] = [query.collection, present]
    for name, level in query.levels.items():
        conditions.append(f"({RANK}, {VALUE}) = (?, ?)".format(name=name))
        values += level
    direction = "DESC" if query.descending else "ASC"
    for equal, more, place in _parts(query, cursor, order):
        wanted = " AND ".join([*conditions, *more])
        ordered = ", ".join(f"{part} {direction}" for part in order[equal:])
        statement = f"{_SELECT} WHERE {wanted} ORDER BY {ordered}"
        yield statement, [*values, *place]


def _parts(query: Query, cursor: str | None, order: list[str]) -> Iterator[tuple[int, list[str], list[Scalar]]]:
    """Divide the records after a cursor by the number of order columns that equal the cursor's, most first.

    Yields that number, the conditions and their values. An index over expressions serves each of them from its
    first row on, but not a comparison of all columns at once.
    """
    if cursor is None:
        yield 0, [], []
        return
    comparison = "<" if query.descending else ">"
    place = list[Scalar](query.after(cursor))[-len(order) :]
    for equal in range(len(order) - 1, -1, -1):
        conditions = [*(f"{part} = ?" for part in order[:equal]), f"{order[equal]} {comparison} ?"]
        yield equal, conditions, place[: equal + 1]


def _append(found: list[Record], unreadable: list[str], row: Row) -> None:
    """Read a row into a record that was found, or add its key to those that cannot be read."""
    try:
        found.append(_record(row))
    except SpoiltStore:
        unreadable.append(row[0])


def _record(row: Row) -> Record:
    """Read a row. Raises SpoiltStore for one that no code of ours has written."""
    key, text, expires_at = row
    try:
        moment = None if expires_at is None else _EPOCH + timedelta(microseconds=expires_at)
        return Record(key, json.loads(text.decode()), moment)
    except (ValueError, TypeError, OverflowError) as error:
        raise spoilt("a record that is no JSON") from error


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - _EPOCH) // timedelta(microseconds=1)
