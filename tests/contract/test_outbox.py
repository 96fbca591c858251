"""The contract of an outbox: a record with its message, or the record alone, never the message alone."""

import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_records import SqliteRecords
from shared.errors import InvalidInput, TooLarge, Unavailable
from shared.messaging.outbox import StoreThenPublish, TransactionalOutbox
from shared.ports import Record, Records
from shared.settings.config import Settings

SEARCH = Record("a", {"seeds": ["x"]})


@dataclass(frozen=True)
class Line:
    """An outbox, its records, and a function that returns the messages on its bus."""

    outbox: TransactionalOutbox
    records: Records
    told: Callable[[], list[tuple[str, bytes]]]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "segue.db"


def messages(bus):
    """Return the topic and data of every waiting message."""
    waiting = [json.loads(body) for _, body in bus.copies()]
    return [(each["topic"], b64decode(each["data"])) for each in waiting]


@pytest.fixture
def one_write(path):
    bus = SqliteBus(path)
    return Line(bus, SqliteRecords(path), lambda: messages(bus))


@pytest.fixture
def two_writes():
    records, bus = MemoryRecords(), MemoryBus()
    return Line(
        StoreThenPublish(records, lambda: bus),
        records,
        lambda: [(each.topic, each.data) for each in bus.published],
    )


@pytest.fixture(params=["one_write", "two_writes"])
def line(request) -> Line:
    return request.getfixturevalue(request.param)


def test_a_record_is_kept_and_told_of(line):
    assert line.outbox.store("searches", SEARCH, "activity", b"a was made")
    assert line.records.get("searches", "a") == SEARCH
    assert line.told() == [("activity", b"a was made")]


def test_messages_are_told_in_their_order(line):
    for key in "abc":
        line.outbox.store("searches", Record(key, {}), "activity", key.encode())
    assert [data for _, data in line.told()] == [b"a", b"b", b"c"]


def test_a_record_whose_key_is_taken_is_neither_kept_nor_told_of(line):
    line.records.create("searches", SEARCH)
    assert not line.outbox.store("searches", Record("a", {"seeds": []}), "activity", b"another a")
    assert line.records.get("searches", "a") == SEARCH
    assert line.told() == []


def test_a_record_that_cannot_be_kept_is_not_told_of(line):
    with pytest.raises(TooLarge):
        line.outbox.store("searches", Record("a", {"text": "x" * 2_000_000}), "activity", b"a was made")
    with pytest.raises(InvalidInput):
        line.outbox.store("searches", Record("a/b", {}), "activity", b"a was made")
    assert line.told() == []


def test_a_message_that_no_bus_takes_is_refused(line):
    with pytest.raises(InvalidInput):
        line.outbox.store("searches", SEARCH, "activity", b"")


def test_in_one_write_a_message_that_no_bus_takes_leaves_no_record(one_write):
    with pytest.raises(InvalidInput):
        one_write.outbox.store("searches", SEARCH, "activity", b"")
    assert one_write.records.get("searches", "a") is None


KEEP_UNTIL_KILLED = """
import sys; from pathlib import Path
from shared.adapters.sqlite_bus import SqliteBus
from shared.ports import Record
outbox = SqliteBus(Path(sys.argv[1]))
for key in range(10_000):
    outbox.store("searches", Record(str(key), {}), "activity", b"%d" % key)
    print(key, flush=True)
"""


def test_a_process_killed_at_any_moment_leaves_each_record_with_its_message(one_write, path):
    with subprocess.Popen([sys.executable, "-c", KEEP_UNTIL_KILLED, str(path)], stdout=subprocess.PIPE) as writer:
        said = [writer.stdout.readline() for _ in range(20)]
        writer.kill()
        said += writer.stdout.readlines()
    told = {data.decode() for _, data in one_write.told()}
    kept = {record.key for record in one_write.records.page("searches", limit=1_000).records}
    assert told == kept >= {line.decode().strip() for line in said}


def test_a_outbox_finds_its_place_in_records_that_were_made_before_it(path):
    SqliteRecords(path).create("searches", SEARCH)
    assert SqliteBus(path).store("searches", Record("b", {}), "activity", b"b was made")


def test_records_that_cannot_be_opened_are_unavailable(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable):
        SqliteBus(tmp_path / "file" / "segue.db").store("searches", SEARCH, "activity", b"a was made")


def test_both_embedded_parts_together_write_once_and_any_other_pair_twice(tmp_path):
    embedded = {"SEGUE_RECORDS": f"sqlite:///{tmp_path}/segue.db", "SEGUE_OBJECTS": f"file:///{tmp_path}/objects"}
    assert isinstance(Settings.from_environment(embedded).outbox(), SqliteBus)
    mixed = Settings.from_environment(embedded | {"SEGUE_EVENTS": "pubsub://some-project"})
    assert isinstance(mixed.outbox(), StoreThenPublish)
    assert mixed.sqlite_bus() is None
