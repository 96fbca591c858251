"""Messages of the local cloud: pushed, retried, stored, never lost with the publishing process."""

import json
import threading

import msgspec
import pytest

from ops.local.dispatcher import Dispatcher
from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import HandClock, MemoryObjects
from shared.adapters.spooled_bus import SPOOL, UNDELIVERED, Spooled, SpooledBus
from shared.adapters.sqlite_outbox import SqliteOutbox
from shared.errors import Unavailable
from shared.ports import Record


class Subscriber:
    """Handles messages, except the chosen ones, which fail a number of times."""

    def __init__(self) -> None:
        self.failures: dict[str, int] = {}
        self.handled: list[str] = []
        self.pushes: list[dict] = []
        self.handled_one = threading.Event()

    def deliver(self, topic: str, push_body: bytes) -> Exception | None:
        push = json.loads(push_body)
        self.pushes.append(push)
        name = push["message"]["attributes"]["name"]
        self.failures[name] = self.failures.get(name, 0) - 1
        if self.failures[name] >= 0:
            return ConnectionError(f"{name} failed")
        self.handled.append(name)
        self.handled_one.set()
        return None


@pytest.fixture
def subscriber():
    return Subscriber()


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def publish(objects, clock: HandClock):
    bus = SpooledBus(objects, now=clock)
    return lambda name, **arguments: bus.publish("playlists", b"hello", {"name": name}, **arguments)


class Seconds:
    """A manual clock."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def dispatcher(objects, subscriber, seconds):
    return Dispatcher(objects, subscriber.deliver, delays_seconds=[1.0, 10.0], seconds=seconds)


def test_a_push_body_is_that_of_pub_sub(dispatcher, subscriber, publish):
    id = publish("a", ordering_key="listener 7")
    dispatcher.round()
    assert subscriber.pushes == [
        {
            "message": {
                "data": "aGVsbG8=",
                "attributes": {"name": "a"},
                "messageId": id,
                "publishTime": "2026-11-23T12:00:00Z",
                "orderingKey": "listener 7",
            },
            "subscription": "projects/local/subscriptions/playlists",
            "deliveryAttempt": 1,
        }
    ]


def test_a_delivered_message_leaves_the_spool(dispatcher, objects, publish):
    publish("a")
    assert dispatcher.round() == 1
    assert list(objects.list("")) == []


def test_a_message_that_fails_is_tried_again_when_its_time_has_come_and_not_before(
    dispatcher, subscriber, publish, seconds
):
    subscriber.failures = {"a": 2}
    id = publish("a")
    for moment in (0, 0.5, 1.0, 10.5, 11.0):
        seconds.now = moment
        dispatcher.round()
    attempts = [(push["deliveryAttempt"], push["message"]["messageId"]) for push in subscriber.pushes]
    assert attempts == [(1, id), (2, id), (3, id)]
    assert subscriber.handled == ["a"]


def test_a_failing_message_holds_back_those_of_its_key_alone(dispatcher, subscriber, publish, seconds):
    subscriber.failures = {"a1": 1}
    for name, key in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("c1", "")):
        publish(name, ordering_key=key)
    dispatcher.round()
    assert subscriber.handled == ["b1", "c1"]
    seconds.now = 1.0
    dispatcher.round()
    assert subscriber.handled == ["b1", "c1", "a1", "a2"]


def test_a_message_that_keeps_failing_is_kept_and_no_longer_holds_back_its_key(
    dispatcher, subscriber, publish, seconds, objects
):
    subscriber.failures = {"a": 99}
    id = publish("a", ordering_key="k")
    publish("b", ordering_key="k")
    for moment in (0, 1, 11, 12):
        seconds.now = moment
        dispatcher.round()
    (kept,) = objects.list(UNDELIVERED)
    assert msgspec.json.decode(objects.get(kept.name), type=Spooled).id == id
    assert subscriber.handled == ["b"]
    assert list(objects.list(SPOOL)) == []


def test_what_was_published_in_another_process_is_delivered_by_the_next_courier(tmp_path, subscriber):
    SpooledBus(LocalFiles(tmp_path)).publish("playlists", b"x", {"name": "left"})
    dispatcher = Dispatcher(LocalFiles(tmp_path), subscriber.deliver)
    dispatcher.start()
    assert subscriber.handled_one.wait(timeout=60)
    dispatcher.stop()
    assert subscriber.handled == ["left"]


def test_a_courier_that_stops_before_acknowledging_leaves_the_message_to_the_next(objects, subscriber, publish):
    publish("a")

    def killed(topic: str, push_body: bytes) -> Exception | None:
        subscriber.deliver(topic, push_body)
        raise SystemExit

    with pytest.raises(SystemExit):
        Dispatcher(objects, killed).round()
    Dispatcher(objects, subscriber.deliver).round()
    assert subscriber.handled == ["a", "a"]
    assert list(objects.list(SPOOL)) == []


def test_a_store_that_does_not_answer_for_a_while_stops_no_courier(subscriber):
    class Restarting(MemoryObjects):
        refused = 0

        def list(self, prefix):
            if self.refused < 3:
                self.refused += 1
                raise Unavailable("The store does not answer")
            return super().list(prefix)

    objects = Restarting()
    SpooledBus(objects).publish("playlists", b"x", {"name": "a"})
    dispatcher = Dispatcher(objects, subscriber.deliver)
    dispatcher.start()
    assert subscriber.handled_one.wait(timeout=60)
    dispatcher.stop()


def test_what_handlers_publish_is_delivered_too(objects, subscriber, publish):
    def deliver(topic: str, push_body: bytes) -> Exception | None:
        if len(subscriber.handled) < 20:
            publish(f"batch {len(subscriber.handled)}")
        return subscriber.deliver(topic, push_body)

    dispatcher = Dispatcher(objects, deliver)
    publish("plan")
    while dispatcher.round():
        pass
    assert subscriber.handled == ["plan", *(f"batch {n}" for n in range(20))]


def test_what_waits_in_a_outbox_is_delivered_with_what_is_in_the_spool(objects, subscriber, tmp_path):
    outbox = SqliteOutbox(tmp_path / "segue.db")
    SpooledBus(objects).publish("activity", b"x", {"name": "in the spool"})
    outbox.store("searches", Record("a", {}), "activity", b"x")
    pushed = []

    def deliver(topic, push_body):
        pushed.append(json.loads(push_body)["message"]["attributes"])

    Dispatcher(objects, deliver, outbox).round()
    assert pushed == [{"name": "in the spool"}, {}]
    assert outbox.waiting() == 0
    assert list(objects.list(SPOOL)) == []
