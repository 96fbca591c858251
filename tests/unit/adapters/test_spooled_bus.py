"""Messages that wait in the object store or in SQLite: their names, their content and their order."""

from datetime import UTC, datetime

import msgspec
import pytest

from shared.adapters.memory import MemoryObjects
from shared.adapters.spooled_bus import Spooled, SpooledBus
from shared.adapters.sqlite_outbox import SqliteOutbox
from shared.errors import InvalidInput
from shared.ports import Record

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def bus(objects):
    return SpooledBus(objects, now=lambda: NOW)


@pytest.fixture
def outbox(tmp_path):
    return SqliteOutbox(tmp_path / "segue.db", lambda: NOW)


def spooled(objects):
    return [msgspec.json.decode(objects.get(each.name), type=Spooled) for each in objects.list("events/")]


def test_a_message_waits_with_all_it_was_published_with(bus, objects):
    id = bus.publish("activity", b"x", {"a": "b"}, "ada")
    assert spooled(objects) == [Spooled(id, "activity", b"x", {"a": "b"}, "ada", NOW)]


def test_a_message_is_named_by_its_turn_and_its_id(bus, objects):
    id = bus.publish("activity", b"x")
    (stored,) = objects.list("")
    turn = stored.name.removeprefix("events/").removesuffix(f"-{id}.json")
    assert (len(turn), turn.isdecimal()) == (20, True)


def test_names_sort_in_the_order_of_publication_however_fast_they_come(bus, objects):
    published = [bus.publish("activity", b"x") for _ in range(200)]
    assert [message.id for message in spooled(objects)] == published


def test_a_message_that_is_refused_does_not_wait(bus, objects):
    with pytest.raises(InvalidInput):
        bus.publish("activity", b"")
    assert spooled(objects) == []


def test_a_message_that_has_an_id_keeps_it_and_comes_last(bus, objects):
    bus.publish("activity", b"first")
    bus.take(Spooled("m1", "activity", b"second", {}, "", NOW))
    assert [message.data for message in spooled(objects)] == [b"first", b"second"]
    assert spooled(objects)[1].id == "m1"


def test_no_two_messages_share_an_id():
    assert len({Spooled.of("activity", b"x", NOW).id for _ in range(50)}) == 50


def test_an_outbox_without_a_message_has_none_to_relay(outbox, bus, objects):
    outbox.relay(bus)
    assert (outbox.waiting(), spooled(objects)) == (0, [])


def test_a_message_waits_until_it_is_relayed_and_no_longer(outbox, bus, objects):
    outbox.store("searches", Record("a", {}), "activity", b"x")
    assert outbox.waiting() == 1
    outbox.relay(bus)
    assert (outbox.waiting(), len(spooled(objects))) == (0, 1)


def test_a_message_is_of_the_moment_it_was_stored_not_relayed(outbox, objects):
    outbox.store("searches", Record("a", {}), "activity", b"x")
    outbox.relay(SpooledBus(objects, now=lambda: datetime(2030, 1, 1, tzinfo=UTC)))
    assert spooled(objects)[0].published_at == NOW


def test_a_record_of_a_taken_key_adds_no_message(outbox):
    stored = [outbox.store("searches", Record("a", {}), "activity", b"x") for _ in range(2)]
    assert (stored, outbox.waiting()) == ([True, False], 1)


def test_a_message_over_a_bound_leaves_no_record(outbox):
    with pytest.raises(InvalidInput):
        outbox.store("searches", Record("a", {}), "activity", b"")
    assert outbox.store("searches", Record("a", {}), "activity", b"x")
