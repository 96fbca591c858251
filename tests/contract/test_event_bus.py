"""The contract of EventBus, for every adapter that delivers."""

from itertools import groupby

import pytest
from event_lines import Line, memory_line, pubsub_line, sqlite_line

from shared.adapters.memory import Published
from shared.errors import InvalidInput, TooLarge

ADAPTERS = {
    "memory": memory_line,
    "sqlite": sqlite_line,
    "pubsub": pubsub_line,
}
"""Name -> builder of the bus; an emulator is requested by `request.getfixturevalue`."""


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
    line.bus.publish("playlists", b"", {"week": "48"})
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


def test_attributes_may_have_the_names_of_arguments(line):
    attributes = dict.fromkeys(("topic", "data", "ordering_key", "retry", "timeout", "self"), "x")
    line.bus.publish("playlists", b"x", attributes)
    assert line.arrived()[0].attributes == attributes


def test_the_largest_message_arrives_whole(line):
    attributes = {f"{n:0256}": "v" * 1024 for n in range(100)}
    data = b"x" * (9_900_000 - 100 * (256 + 1024))
    line.bus.publish("playlists", data, attributes, "k" * 1024)
    (message,) = line.arrived()
    assert (message.data == data, message.attributes == attributes) == (True, True)


@pytest.mark.parametrize(
    "attributes",
    [{"": "v"}, {"n" * 257: "v"}, {"n": "v" * 1025}, {"google": "v"}, {str(n): "v" for n in range(101)}],
    ids=["no name", "long name", "long value", "reserved name", "too many"],
)
def test_attributes_that_pubsub_could_not_send_are_refused(line, attributes):
    with pytest.raises(InvalidInput, match="attributes"):
        line.bus.publish("playlists", b"x", attributes)


def test_a_long_ordering_key_is_refused(line):
    with pytest.raises(InvalidInput, match="1024 bytes"):
        line.bus.publish("playlists", b"x", ordering_key="k" * 1025)


def test_a_message_over_the_bound_is_too_large(line):
    with pytest.raises(TooLarge, match="9900000"):
        line.bus.publish("playlists", b"x" * 9_899_999, {"k": "v"})
    assert line.arrived() == []


def test_a_message_of_nothing_is_refused(line):
    with pytest.raises(InvalidInput, match="data or an attribute"):
        line.bus.publish("playlists", b"")
