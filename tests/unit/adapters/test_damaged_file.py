"""A damaged SQLite file: an error of its own, which no retry answers, and whose connection is not used again."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from damage import spoil

from ops.backup.create import Create
from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import SpoiltStore, Unavailable
from shared.ports import Record
from shared.record_kinds import RATINGS


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with a file of 300 records, which tests copy rather than write: each record is a durable write."""
    folder = tmp_path_factory.mktemp("whole")
    records = SqliteRecords(folder / "segue.db")
    for number in range(300):
        records.create("songs", Record(f"{number:04}", {"text": "x" * 200, "n": number}))
    return folder


@pytest.fixture
def path(whole, tmp_path):
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path / "segue.db"


CALLS = {
    "get": lambda records: records.get("songs", "0001"),
    "create": lambda records: records.create("songs", Record("new", {})),
    "update": lambda records: records.update("songs", "0001", lambda fields: {}),
    "page": lambda records: records.page("songs"),
    "delete": lambda records: records.delete("songs", "0001"),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_page_that_is_none_is_damage(call, path):
    spoil(path, "records")
    with pytest.raises(SpoiltStore, match=r"malformed.*segue backup restore"):
        CALLS[call](SqliteRecords(path))


def test_a_file_that_is_no_database_is_damage(path):
    path.write_bytes(b"not a database" * 1_000)
    for name in ("-wal", "-shm"):
        path.with_name(path.name + name).unlink(missing_ok=True)
    with pytest.raises(SpoiltStore, match="not a database"):
        SqliteRecords(path).get("songs", "0001")


def damage_record(path, text):
    """Set the text of the second record to other bytes."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'records_by_%_and_%'"
        ).fetchall()
        for (name,) in names:  # which would have to read the text
            connection.execute(f"DROP INDEX {name}")
        connection.execute("UPDATE records SET fields = CAST(? AS TEXT) WHERE key = '0001'", (text,))
        connection.commit()


TEXTS = [b'{"cut": ', b"\xffsecret-text", b""]


@pytest.mark.parametrize("text", TEXTS)
def test_a_check_of_the_file_finds_a_record_whose_text_is_damaged_and_tells_its_row(text, path):
    bus = SqliteBus(path)  # its connection does not create the indexes anew
    bus.check()
    damage_record(path, text)
    with pytest.raises(SpoiltStore, match=r"row 2 of the table; end segue serve") as raised:
        bus.check()
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("text", TEXTS)
def test_a_record_whose_text_is_damaged_is_told_without_its_text(text, path):
    damage_record(path, text)
    records = SqliteRecords(path)
    with pytest.raises(SpoiltStore) as raised:
        records.get("songs", "0001")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("limit", [1, 2, 7, 1_000])
def test_a_record_whose_text_is_damaged_hides_no_other_from_a_page_and_is_named(text, limit, path):
    records, found, unreadable, cursor = SqliteRecords(path), [], [], None
    records.get("songs", "0000")  # its connection does not create the indexes anew
    damage_record(path, text)
    while True:
        page = records.page("songs", limit=limit, cursor=cursor)
        found += [record.fields["n"] for record in page.records]
        unreadable += page.unreadable
        if (cursor := page.cursor) is None:
            break
    assert found == [number for number in range(300) if number != 1]
    assert set(unreadable) == {"0001"}


def test_a_backup_has_all_records_but_a_damaged_one_and_names_it(path, tmp_path):
    records = SqliteRecords(path)
    for number in range(3):
        records.create(RATINGS.name, Record(f"{number:04}", {"n": number}))
    damage_record(path, b"\xff")
    away = LocalFiles(tmp_path / "away")
    made = Create(records, LocalFiles(tmp_path / "objects"), away, datetime(2026, 11, 30, tzinfo=UTC)).run()
    assert made.lost == [f"records/{RATINGS.name}/0001"]
    assert [(part.of, part.records) for part in made.records] == [(RATINGS.name, 2)]


def test_a_damaged_queue_refuses_what_is_published(path):
    SqliteBus(path).publish("activity", b"x")
    spoil(path, "messages")
    with pytest.raises(SpoiltStore):
        SqliteBus(path).publish("activity", b"x")
    assert SqliteRecords(path).get("songs", "0001")


def test_a_connection_that_met_damage_is_not_used_again(path):
    whole = spoil(path, "records")
    records = SqliteRecords(path)
    with pytest.raises(SpoiltStore):
        records.get("songs", "0001")
    path.write_bytes(whole)
    assert records.get("songs", "0001").fields["n"] == 1


def test_a_locked_file_is_no_damage(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            SqliteRecords(path, busy_seconds=0.0).create("songs", Record("new", {}))
