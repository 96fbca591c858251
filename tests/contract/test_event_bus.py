"""The promises of EventBus, kept by every adapter that hands its messages to somebody."""

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

import pytest

from shared.adapters.inline_bus import InlineBus
from shared.adapters.memory import MemoryBus, Published
from shared.errors import InvalidInput, TooLarge
from shared.ports import EventBus


@dataclass(frozen=True)
class Line:
    """A bus, and what waits until all it was given has arrived at a subscriber."""

    bus: EventBus
    arrived: Callable[[], list[Published]]


def memory_line(request: pytest.FixtureRequest) -> Line:
    bus = MemoryBus()
    return Line(bus, lambda: bus.published)


def inline_line(request: pytest.FixtureRequest) -> Line:
    """Refuse every first delivery, as a subscriber that is busy does."""
    arrived: list[Published] = []

    def deliver(topic: str, push_body: bytes) -> None:
        push = json.loads(push_body)
        if push["deliveryAttempt"] == 1:
            raise ConnectionError("busy")
        message = push["message"]
        key = message.get("orderingKey", "")
        data = b64decode(message["data"])
        arrived.append(Published(topic, data, message["attributes"], key, message["messageId"]))

    bus = InlineBus(deliver, keep=lambda topic, body, error: pytest.fail("undelivered"), delays_seconds=[0.0])
    request.addfinalizer(bus.close)

    def drained() -> list[Published]:
        bus.close()
        return arrived

    return Line(bus, drained)


ADAPTERS = {
    "memory": memory_line,
    "inline": inline_line,
}
"""Name -> what builds the line; an emulator comes by `request.getfixturevalue`."""


@pytest.fixture(params=ADAPTERS)
def line(request: pytest.FixtureRequest) -> Line:
    return ADAPTERS[request.param](request)


def test_a_message_arrives_as_it_was_sent(line):
    id = line.bus.publish("playlists", b"\x00\xff\n{}", {"schema": "1", "name": "é"}, "listener-7")
    expected = Published("playlists", b"\x00\xff\n{}", {"schema": "1", "name": "é"}, "listener-7", id)
    assert line.arrived() == [expected]


def test_attributes_and_key_may_be_left_out(line):
    id = line.bus.publish("playlists", b"x")
    assert line.arrived() == [Published("playlists", b"x", {}, "", id)]


def test_attributes_alone_are_a_message(line):
    line.bus.publish("ticks", b"", {"week": "48"})
    assert [message.attributes for message in line.arrived()] == [{"week": "48"}]


def test_ids_differ(line):
    ids = [line.bus.publish("playlists", b"same") for _ in range(20)]
    assert len(set(ids)) == 20


def test_every_message_arrives_at_its_topic(line):
    sent = {(line.bus.publish(topic, b"x"), topic) for topic in ("playlists", "ticks", "playlists")}
    assert {(message.id, message.topic) for message in line.arrived()} == sent


def test_the_messages_of_a_key_arrive_in_order(line):
    for n in range(30):
        line.bus.publish("playlists", b"%d" % n, ordering_key=f"key {n % 3}")
    by_key = groupby(sorted(line.arrived(), key=lambda message: message.ordering_key), lambda m: m.ordering_key)
    numbers = {key: [int(message.data) for message in messages] for key, messages in by_key}
    assert numbers == {f"key {k}": list(range(k, 30, 3)) for k in range(3)}


def test_changing_the_attributes_after_sending_changes_nothing(line):
    attributes = {"a": "1"}
    line.bus.publish("playlists", b"x", attributes)
    attributes["a"] = "2"
    assert line.arrived()[0].attributes == {"a": "1"}


def test_ten_megabytes_are_too_much(line):
    with pytest.raises(TooLarge, match="10000000"):
        line.bus.publish("playlists", b"x" * 9_999_999, {"k": "v"})
    assert line.arrived() == []


def test_a_message_of_nothing_is_refused(line):
    with pytest.raises(InvalidInput, match="data or an attribute"):
        line.bus.publish("playlists", b"")
