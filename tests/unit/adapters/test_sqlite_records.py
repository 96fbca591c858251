"""The SQLite file beyond the Records contract: many writers, durability, sweeping, failures."""

import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import Unavailable
from shared.ports import Record

INCREMENT = """
import sys; from pathlib import Path; from shared.adapters.sqlite_records import SqliteRecords
records = SqliteRecords(Path(sys.argv[1]))
for _ in range(10):
    records.update("counters", "k", lambda fields: {"n": fields["n"] + 1 if fields else 1})
"""


in_proc = pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="counts open files in /proc, which is not here"
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "segue.db"


@pytest.fixture
def records(path, clock):
    return SqliteRecords(path, clock)


def test_eight_threads_lose_no_update(records):
    start = threading.Barrier(8)

    def write() -> None:
        start.wait()
        for _ in range(10):
            records.update("counters", "k", lambda fields: {"n": fields["n"] + 1 if fields else 1})

    with ThreadPoolExecutor(8) as pool:
        for written in [pool.submit(write) for _ in range(8)]:
            written.result()
    assert records.get("counters", "k").fields == {"n": 80}


@pytest.mark.parametrize("attempt", range(100))
def test_eight_threads_that_make_the_file_together_all_find_it_ready(records, attempt):
    start = threading.Barrier(8)

    def create(key: int) -> bool:
        start.wait()
        return records.create("songs", Record(str(key), {}))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(create, range(8))) == [True] * 8


def test_eight_processes_that_make_the_file_together_lose_no_update(records, path):
    environ = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-c", INCREMENT, str(path)]
    writers = [subprocess.Popen(command, env=environ) for _ in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    assert records.get("counters", "k").fields == {"n": 80}


def test_records_outlive_the_process_that_wrote_them(records, path, clock):
    records.create("songs", Record("k", {"n": 1}))
    assert SqliteRecords(path, clock).get("songs", "k").fields == {"n": 1}


def test_a_sweep_deletes_what_has_expired_and_counts_it(records, path, clock):
    for key, hours in (("past", -1), ("now", 0), ("later", 1)):
        records.create("songs", Record(key, {}, clock() + timedelta(hours=hours)))
    records.create("songs", Record("ever", {}))
    assert records.sweep(clock()) == 2
    with sqlite3.connect(path) as connection:
        left = {key for (key,) in connection.execute("SELECT key FROM records")}
    connection.close()
    assert left == {"later", "ever"}


def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path):
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(Unavailable, match="do not answer") as raised:
        SqliteRecords(tmp_path / "folder.db").get("songs", "k")
    assert isinstance(raised.value.__cause__, sqlite3.OperationalError)


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable):
        SqliteRecords(tmp_path / "file" / "segue.db").get("songs", "k")


def test_a_file_that_stays_locked_is_unavailable(path, clock):
    records = SqliteRecords(path, clock, busy_seconds=0.0)
    records.create("songs", Record("k", {}))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="locked"):
        records.update("songs", "k", lambda fields: {})
    holder.close()


def open_files(path):
    """Count this process's open handles of a file; the names of its write-ahead log begin with its own."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return sum(os.path.realpath(link) == str(path) for link in links)


@in_proc
def test_threads_one_after_another_share_a_connection(records, path):
    for _ in range(3):
        thread = threading.Thread(target=records.get, args=("songs", "k"))
        thread.start()
        thread.join()
    assert open_files(path) == 1


@in_proc
def test_the_file_is_open_as_often_as_it_was_used_at_once(records, path):
    together = threading.Barrier(3)

    def hold() -> None:
        with records._file.connected():
            together.wait(timeout=60)

    for _ in range(5):
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda _: hold(), range(3)))
    assert open_files(path) == 3


@in_proc
def test_records_that_nobody_holds_any_more_close_their_file(path, clock):
    SqliteRecords(path, clock).create("songs", Record("k", {}))
    assert open_files(path) == 0


def test_a_transaction_that_could_not_be_undone_is_nobody_elses(records, path, clock):
    with records._file.connected() as connection:
        connection.execute("BEGIN IMMEDIATE")
    assert SqliteRecords(path, clock, busy_seconds=0.0).create("songs", Record("another's", {}))
    assert records.create("songs", Record("ours", {}))
