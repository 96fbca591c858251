"""How the inline bus pushes, retries, keeps and drains. Waits of an hour never end here: `close` skips them."""

import json
import threading

import pytest

from shared.adapters.inline_bus import InlineBus
from shared.adapters.memory import HandClock
from shared.errors import Unavailable

HOUR = 3600.0


class Subscriber:
    """Handles messages, but for those it is told to fail, a number of times."""

    def __init__(self) -> None:
        self.failures: dict[str, int] = {}
        self.handled: list[str] = []
        self.pushes: list[dict] = []
        self.kept: list[tuple[str, dict, str]] = []
        self.handled_one = threading.Condition()

    def deliver(self, topic: str, push_body: bytes) -> None:
        push = json.loads(push_body)
        self.pushes.append(push)
        name = push["message"]["attributes"]["name"]
        self.failures[name] = self.failures.get(name, 0) - 1
        if self.failures[name] >= 0:
            raise ConnectionError(f"{name} failed")
        with self.handled_one:
            self.handled.append(name)
            self.handled_one.notify()

    def keep(self, topic: str, push_body: bytes, error: BaseException | None) -> None:
        self.kept.append((topic, json.loads(push_body), str(error)))

    def wait_for(self, name: str) -> None:
        with self.handled_one:
            assert self.handled_one.wait_for(lambda: name in self.handled, timeout=60)


@pytest.fixture
def subscriber():
    return Subscriber()


@pytest.fixture
def bus(subscriber, clock: HandClock):
    bus = InlineBus(subscriber.deliver, subscriber.keep, now=clock, delays_seconds=[HOUR, HOUR])
    yield bus
    bus.close()


def publish(bus, name, **arguments):
    return bus.publish("playlists", b"hello", {"name": name}, **arguments)


def test_a_push_body_is_that_of_pub_sub(bus, subscriber):
    id = publish(bus, "a")
    bus.close()
    assert subscriber.pushes == [
        {
            "message": {
                "data": "aGVsbG8=",
                "attributes": {"name": "a"},
                "messageId": id,
                "publishTime": "2026-11-23T12:00:00Z",
            },
            "subscription": "projects/local/subscriptions/playlists",
            "deliveryAttempt": 1,
        }
    ]


def test_a_push_body_names_the_ordering_key(bus, subscriber):
    publish(bus, "a", ordering_key="listener 7")
    bus.close()
    assert subscriber.pushes[0]["message"]["orderingKey"] == "listener 7"


def test_a_message_is_delivered_without_closing(bus, subscriber):
    publish(bus, "a")
    subscriber.wait_for("a")


def test_the_attempts_of_a_message_are_counted_and_its_id_stays(bus, subscriber):
    subscriber.failures = {"a": 2}
    id = publish(bus, "a")
    bus.close()
    attempts = [(push["deliveryAttempt"], push["message"]["messageId"]) for push in subscriber.pushes]
    assert attempts == [(1, id), (2, id), (3, id)]


def test_a_failing_message_waits_and_lets_the_others_pass(bus, subscriber):
    subscriber.failures = {"a": 1}
    publish(bus, "a")
    publish(bus, "b")
    subscriber.wait_for("b")
    assert subscriber.handled == ["b"]


def test_a_failing_message_holds_back_those_of_its_key_alone(bus, subscriber):
    subscriber.failures = {"a1": 1}
    for name, key in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        publish(bus, name, ordering_key=key)
    subscriber.wait_for("b1")
    bus.close()
    assert subscriber.handled == ["b1", "a1", "a2"]


def test_a_message_that_keeps_failing_is_kept_with_its_last_error(bus, subscriber):
    subscriber.failures = {"a": 99}
    id = publish(bus, "a")
    bus.close()
    [(topic, push, error)] = subscriber.kept
    facts = topic, push["message"]["messageId"], push["deliveryAttempt"], error
    assert facts == ("playlists", id, 3, "a failed")


def test_a_kept_message_no_longer_holds_back_its_key(bus, subscriber):
    subscriber.failures = {"a": 99}
    publish(bus, "a", ordering_key="k")
    publish(bus, "b", ordering_key="k")
    bus.close()
    assert (subscriber.handled, len(subscriber.kept)) == (["b"], 1)


def test_a_message_can_be_retried_without_waiting_for_the_end(subscriber):
    bus = InlineBus(subscriber.deliver, subscriber.keep, delays_seconds=[0.0])
    subscriber.failures = {"a": 1}
    publish(bus, "a")
    subscriber.wait_for("a")
    bus.close()


def test_what_handlers_publish_while_the_bus_closes_is_delivered(subscriber):
    def deliver(topic: str, push_body: bytes) -> None:
        subscriber.deliver(topic, push_body)
        if len(subscriber.handled) < 50:
            publish(bus, f"batch {len(subscriber.handled)}")

    bus = InlineBus(deliver, subscriber.keep)
    publish(bus, "plan")
    bus.close()
    assert subscriber.handled == ["plan", *(f"batch {n}" for n in range(1, 50))]


def test_a_closed_bus_takes_no_message(bus):
    bus.close()
    with pytest.raises(Unavailable, match="closed"):
        publish(bus, "a")


def test_closing_twice_is_no_error(bus):
    bus.close()
    bus.close()


def test_closing_names_the_messages_that_could_not_even_be_kept(subscriber):
    def refuse(topic: str, push_body: bytes, error: BaseException | None) -> None:
        raise OSError("disk full")

    bus = InlineBus(subscriber.deliver, refuse, delays_seconds=[])
    subscriber.failures = {"a": 99}
    id = publish(bus, "a")
    publish(bus, "b")
    with pytest.raises(Unavailable, match=id):
        bus.close()
    assert subscriber.handled == ["b"]
