"""Frequent pages are read from an index without a sort."""

import sqlite3
from contextlib import closing

import pytest

from shared.adapters.paging import Query
from shared.adapters.sqlite_indexes import INDEXED, index_name
from shared.adapters.sqlite_records import SqliteRecords, _selections
from shared.ports import Record
from shared.record_kinds import KINDS


def plans(path, query, cursor):
    """Return SQLite's query plan for each statement of a page."""
    with closing(sqlite3.connect(path)) as connection:
        for statement, values in _selections(query, cursor, 0):
            rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            yield [row[3] for row in rows]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    ("collection", "index"),
    [
        pytest.param(kind.name, index, id=f"{kind.name}-{index.order_by}")
        for kind in KINDS
        for index in kind.indexes
    ],
)
def test_a_page_and_the_one_after_it_are_read_from_their_index(tmp_path, collection, index, descending):
    path = tmp_path / "segue.db"
    where = dict.fromkeys(index.where, "x")
    record = Record("k", {**where, index.order_by: "y"})
    assert SqliteRecords(path).create(collection, record)
    query = Query(collection, where, index.order_by, descending, 10)
    for cursor in (None, query.cursor(query.position(record))):
        for plan in plans(path, query, cursor):
            assert len(plan) == 1, plan
            assert plan[0].startswith(f"SEARCH records USING INDEX {index_name(index)} ")


def test_a_file_from_before_there_were_indexes_gets_them(tmp_path):
    path = tmp_path / "segue.db"
    SqliteRecords(path).create("songs", Record("k", {"listener": "x", "asked_at": "y"}))
    with closing(sqlite3.connect(path)) as connection:
        for index in INDEXED:
            connection.execute(f"DROP INDEX {index_name(index)}")
    found = SqliteRecords(path).page("songs", where={"listener": "x"}, order_by="asked_at").records
    assert [record.key for record in found] == ["k"]
    with closing(sqlite3.connect(path)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert {index_name(index) for index in INDEXED} <= names
