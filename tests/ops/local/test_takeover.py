"""Messages of an older deployment, or of a restored backup, are taken over at a start; none is lost."""

import json
import sqlite3
from base64 import b64encode
from contextlib import closing

import pytest

from ops.local.takeover import take_over
from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_bus import SqliteBus


@pytest.fixture
def path(tmp_path):
    return tmp_path / "segue.db"


@pytest.fixture
def bus(path):
    return SqliteBus(path)


@pytest.fixture
def objects(tmp_path):
    return LocalFiles(tmp_path / "objects")


def old(id: str, topic: str = "activity") -> bytes:
    """A message as older deployments stored it."""
    data = b64encode(id.encode()).decode()
    at = "2026-11-23T12:00:00Z"
    message = {"id": id, "topic": topic, "data": data, "attributes": {}, "ordering_key": "", "published_at": at}
    return json.dumps(message).encode()


def ids(bus, folder="events/"):
    return [json.loads(body)["id"] for name, body in bus.copies() if name.startswith(folder)]


def test_waiting_and_undelivered_objects_are_taken_over_in_their_order(bus, objects):
    for place, name in enumerate("ab"):
        objects.put(f"events/{place:020}-{name}.json", old(name))
    objects.put("undelivered/1-c.json", old("c"))
    assert take_over(bus, objects) == 3
    assert (ids(bus), ids(bus, "undelivered/")) == (["a", "b"], ["c"])
    assert list(objects.list("")) == []
    assert take_over(bus, objects) == 0


def test_an_older_outbox_is_taken_over_and_then_gone(bus, objects, path):
    bus.waiting()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE untold (turn INTEGER PRIMARY KEY AUTOINCREMENT, message BLOB NOT NULL)")
        rows = [(old("a"),), (b"cut of",), (old("b"),)]
        connection.executemany("INSERT INTO untold (message) VALUES (?)", rows)
        connection.commit()
    assert take_over(bus, objects) == 3
    assert ids(bus) == ["a", "b"]
    assert [body for name, body in bus.copies() if name.startswith("undelivered/")] == [b"cut of"]
    assert take_over(bus, objects) == 0


@pytest.mark.parametrize("body", [b"", b'{"id":"x"', b"\xff\xfe", b"[]"])
def test_an_object_that_cannot_be_read_is_laid_aside_with_its_bytes(bus, objects, body, caplog):
    objects.put("events/1-x.json", body)
    objects.put("events/2-a.json", old("a"))
    take_over(bus, objects)
    assert ids(bus) == ["a"]
    assert [kept for name, kept in bus.copies() if name.startswith("undelivered/")] == [body]
    assert "events/1-x.json cannot be read" in caplog.text


def test_an_object_that_lost_its_bytes_stops_no_other(bus, objects, tmp_path, caplog):
    objects.put("events/1-x.json", old("x"))
    objects.path("events/1-x.json").resolve().unlink()
    objects.put("events/2-a.json", old("a"))
    take_over(bus, objects)
    assert ids(bus) == ["a"]
    assert "events/1-x.json cannot be taken over" in caplog.text


def test_a_message_of_one_subscription_stays_with_it(bus, objects, path, tmp_path, monkeypatch):
    monkeypatch.setattr("shared.adapters.sqlite_queue.SUBSCRIBERS", {"ticks": ("weekly_email", "tally")})
    bus.publish("ticks", b"x")
    for name, body in bus.copies():
        objects.put(name, body)
    restored = SqliteBus(tmp_path / "restored.db")
    take_over(restored, objects)
    subscriptions = [json.loads(body)["subscription"] for _, body in restored.copies()]
    assert subscriptions == ["ticks-to-weekly-email", "ticks-to-tally"]
