"""Messages of the local cloud: pushed, retried, laid aside, never lost with the publishing process."""

import json
import logging
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from ops.local.dispatcher import Dispatcher
from shared.adapters.sqlite_bus import SqliteBus
from shared.ports import Record


class Subscriber:
    """Handles messages, except the chosen ones, which fail a number of times."""

    def __init__(self) -> None:
        self.failures: dict[str, int] = {}
        self.handled: list[str] = []
        self.pushes: list[dict] = []
        self.handled_one = threading.Event()

    def deliver(self, function: str, push_body: bytes) -> Exception | None:
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
def path(tmp_path):
    return tmp_path / "segue.db"


@pytest.fixture
def bus(path, clock):
    return SqliteBus(path, clock)


@pytest.fixture
def publish(bus):
    return lambda name, topic="playlists", **more: bus.publish(topic, b"hello", {"name": name}, **more)


@pytest.fixture
def at(clock):
    """Set the clock to so many seconds after the start."""
    start = clock.moment

    def move(seconds):
        clock.moment = start + timedelta(seconds=seconds)

    return move


@pytest.fixture
def dispatcher(bus, subscriber):
    return Dispatcher(bus, subscriber.deliver, delays_seconds=[1.0, 10.0])


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
            "subscription": "projects/local/subscriptions/playlists-to-ingest",
            "deliveryAttempt": 1,
        }
    ]


def test_a_delivered_message_leaves_the_queue(dispatcher, bus, publish):
    publish("a")
    assert dispatcher.round() == 1
    assert (bus.waiting(), list(bus.held())) == (0, [])


def test_a_message_that_fails_is_tried_again_when_its_time_has_come_and_not_before(
    dispatcher, subscriber, publish, at
):
    subscriber.failures = {"a": 2}
    id = publish("a")
    for moment in (0, 0.5, 1.0, 10.5, 11.0):
        at(moment)
        dispatcher.round()
    attempts = [(push["deliveryAttempt"], push["message"]["messageId"]) for push in subscriber.pushes]
    assert attempts == [(1, id), (2, id), (3, id)]
    assert subscriber.handled == ["a"]


def test_a_failing_message_holds_back_those_of_its_key_alone(dispatcher, subscriber, publish, at):
    subscriber.failures = {"a1": 1}
    for name, key in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("c1", "")):
        publish(name, ordering_key=key)
    dispatcher.round()
    assert subscriber.handled == ["b1", "c1"]
    at(1.0)
    dispatcher.round()
    assert subscriber.handled == ["b1", "c1", "a1", "a2"]


def test_a_message_that_keeps_failing_is_kept_and_no_longer_holds_back_its_key(
    dispatcher, subscriber, publish, at, bus
):
    subscriber.failures = {"a": 99}
    publish("a", ordering_key="k")
    publish("b", ordering_key="k")
    for moment in (0, 1, 11, 12):
        at(moment)
        dispatcher.round()
    (kept,) = bus.held()
    assert (kept.topic, kept.data, kept.attributes, kept.ordering_key) == (
        "playlists",
        b"hello",
        {"name": "a"},
        "k",
    )
    assert kept.why == "every delivery failed, the last by: a failed"
    assert subscriber.handled == ["b"]
    assert bus.waiting() == 0


def test_attempts_and_waits_outlive_a_restart(path, clock, subscriber, publish, at):
    subscriber.failures = {"a": 99}
    publish("a")
    for moment in (0, 0.5, 1, 2, 11):
        at(moment)
        Dispatcher(SqliteBus(path, clock), subscriber.deliver, delays_seconds=[1.0, 10.0]).round()
    assert [push["deliveryAttempt"] for push in subscriber.pushes] == [1, 2, 3]
    assert len(list(SqliteBus(path).held())) == 1


def test_a_message_that_was_published_in_another_process_is_delivered_by_the_next_dispatcher(path, subscriber):
    SqliteBus(path).publish("playlists", b"x", {"name": "left"})
    dispatcher = Dispatcher(SqliteBus(path), subscriber.deliver)
    dispatcher.start()
    assert subscriber.handled_one.wait(timeout=60)
    dispatcher.stop()
    assert subscriber.handled == ["left"]


def test_a_dispatcher_that_dies_before_acknowledging_leaves_the_message_to_the_next(bus, subscriber, publish):
    publish("a")

    def killed(function: str, push_body: bytes) -> Exception | None:
        subscriber.deliver(function, push_body)
        raise SystemExit

    with pytest.raises(SystemExit):
        Dispatcher(bus, killed).round()
    Dispatcher(bus, subscriber.deliver).round()
    assert subscriber.handled == ["a", "a"]
    assert bus.waiting() == 0


def test_a_message_whose_every_delivery_ends_the_process_is_laid_aside(bus, subscriber, publish):
    def killed(function: str, push_body: bytes) -> Exception | None:
        if json.loads(push_body)["message"]["attributes"]["name"] == "fatal":
            raise SystemExit
        return subscriber.deliver(function, push_body)

    publish("fatal")
    publish("b")
    for _ in range(2):
        with pytest.raises(SystemExit):
            Dispatcher(bus, killed, delays_seconds=[1.0]).round()
    Dispatcher(bus, killed, delays_seconds=[1.0]).round()
    assert [each.why for each in bus.held()] == ["the process ended during its last delivery"]
    assert subscriber.handled == ["b"]


def test_an_error_that_a_function_raises_is_a_failed_delivery(bus, publish, at, subscriber):
    def broken(function: str, push_body: bytes) -> Exception | None:
        if not subscriber.pushes:
            subscriber.pushes.append({})
            raise ValueError("a bug")
        return subscriber.deliver(function, push_body)

    publish("a")
    dispatcher = Dispatcher(bus, broken, delays_seconds=[1.0])
    assert dispatcher.round() == 0
    at(1)
    assert dispatcher.round() == 1


def test_messages_published_by_handlers_are_delivered_too(bus, subscriber, publish):
    def deliver(function: str, push_body: bytes) -> Exception | None:
        if len(subscriber.handled) < 20:
            publish(f"batch {len(subscriber.handled)}")
        return subscriber.deliver(function, push_body)

    dispatcher = Dispatcher(bus, deliver)
    publish("plan")
    while dispatcher.round():
        pass
    assert subscriber.handled == ["plan", *(f"batch {n}" for n in range(20))]


def test_more_messages_than_a_round_reads_are_delivered_in_their_order(bus, publish, dispatcher, subscriber):
    for n in range(250):
        publish(str(n), ordering_key="k" if n % 2 else "")
    while dispatcher.round():
        pass
    assert subscriber.handled == [str(n) for n in range(250)]


def test_many_messages_behind_a_failing_one_of_their_key_hold_back_no_others(bus, publish, dispatcher, subscriber):
    subscriber.failures = {"bad": 99}
    publish("bad", ordering_key="k")
    for n in range(150):
        publish(f"k{n}", ordering_key="k")
    publish("other", ordering_key="o")
    dispatcher.round()
    dispatcher.round()
    assert subscriber.handled == ["other"]


def test_a_record_and_its_message_are_delivered_from_one_transaction(bus, dispatcher, subscriber, publish):
    publish("before", "activity")
    bus.store("searches", Record("a", {}), "activity", b"x")
    pushed = []
    Dispatcher(bus, lambda function, body: pushed.append((function, json.loads(body)["message"]["data"]))).round()
    assert pushed == [("tally", "aGVsbG8="), ("tally", "eA==")]
    assert bus.waiting() == 0


DAMAGES = {
    "empty": b"",
    "cut off": b'{"id":"x","topic":"playli',
    "another shape": b"[]",
    "not UTF-8": b'{"id":"\xff\xfe"}',
    "a number": 7,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("key", ["", "k"])
def test_a_message_that_cannot_be_read_is_laid_aside_and_all_others_flow(
    damage, key, bus, path, dispatcher, subscriber, publish, caplog
):
    for name in ("bad", "good", "better"):
        publish(name, ordering_key=key)
    bus.publish("activity", b"x", {"name": "counted"})
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE messages SET body = ? WHERE turn = 1", (DAMAGES[damage],))
        connection.commit()
    assert dispatcher.round() == 4
    assert sorted(subscriber.handled) == ["better", "counted", "good"]
    (kept,) = bus.held()
    assert kept.topic == ""
    assert kept.why.startswith("it cannot be read: The body ")
    assert [record.levelno for record in caplog.records if "laid aside" in record.getMessage()] == [logging.ERROR]


@pytest.mark.parametrize(
    "change",
    [
        "body = CAST(x'ff80fe' AS TEXT)",
        "body = CAST(x'ff80fe' AS TEXT), attempts = 1.5",
        "body = 17",
        "body = CAST(x'ff80fe' AS TEXT), attempts = -100, due = 'x', published_at = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_message_whose_columns_are_damaged_is_laid_aside_and_all_others_flow(
    change, bus, path, dispatcher, subscriber, publish
):
    for name in ("bad", "good"):
        publish(name)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE messages SET {change} WHERE turn = 1")
        connection.commit()
    assert bus.backlog().waiting == len(list(bus.copies())) == 2
    assert dispatcher.round() == 2
    assert subscriber.handled == ["good"]
    assert [each.why[:17] for each in bus.held()] == ["it cannot be read"]


@pytest.mark.parametrize("attempts", ["-100", "1.5", "'x'"])
def test_a_damaged_number_of_attempts_is_no_endless_one(attempts, bus, path, dispatcher, subscriber, publish, at):
    subscriber.failures = {"bad": 99}
    publish("bad")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE messages SET attempts = {attempts}")
        connection.commit()
    for moment in (0, 1, 11):
        at(moment)
        dispatcher.round()
    assert len(list(bus.held())) == 1


def test_a_message_to_a_topic_without_a_subscriber_is_laid_aside_and_all_others_flow(
    bus, at, dispatcher, subscriber, publish
):
    subscriber.failures = {"lost": 99}
    publish("lost", "no-such-topic")
    publish("good")
    for moment in (0, 1, 11):
        at(moment)
        dispatcher.round()
    assert [(each.topic, each.attributes) for each in bus.held()] == [("no-such-topic", {"name": "lost"})]
    assert subscriber.handled == ["good"]


def test_a_subscription_whose_name_is_damaged_holds_back_no_others(bus, path, dispatcher, subscriber, publish):
    publish("odd")
    publish("good")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE messages SET subscription = CAST(x'ff6c' AS TEXT) WHERE turn = 1")
        connection.commit()
    dispatcher.round()
    assert sorted(subscriber.handled) == ["good", "odd"]


def test_a_clock_that_was_wrong_delays_no_message_beyond_an_hour(bus, at, dispatcher, subscriber, publish):
    subscriber.failures = {"a": 1}
    at(500 * 86_400)
    publish("a")
    dispatcher.round()
    at(0)
    dispatcher.round()
    assert subscriber.handled == ["a"]


class Slow:
    """A function `weekly_email` that waits, and others that do not."""

    def __init__(self) -> None:
        self.begun, self.may, self.counted = threading.Event(), threading.Event(), threading.Event()

    def deliver(self, function: str, push_body: bytes) -> Exception | None:
        if function == "weekly_email":
            self.begun.set()
            self.may.wait(60)
        if function == "tally":
            self.counted.set()
        return None


def test_slow_mails_delay_no_count(bus, publish):
    slow = Slow()
    dispatcher = Dispatcher(bus, slow.deliver)
    publish("batch", "digests")
    dispatcher.start()
    assert slow.begun.wait(60)
    publish("search", "activity")
    assert slow.counted.wait(60)
    assert not slow.may.is_set()
    slow.may.set()
    dispatcher.stop()


def test_an_abandoned_delivery_is_not_counted_and_made_again_at_once(bus, publish, subscriber):
    slow = Slow()
    dispatcher = Dispatcher(bus, slow.deliver)
    publish("batch", "digests")
    dispatcher.start()
    assert slow.begun.wait(60)
    dispatcher.stop(seconds=0.05)
    Dispatcher(bus, subscriber.deliver).round()
    assert [push["deliveryAttempt"] for push in subscriber.pushes] == [1]
    slow.may.set()


def test_a_delivery_that_a_stop_of_the_process_ends_is_not_counted_and_no_other_begun(bus, publish, subscriber):
    asked_to_stop = threading.Event()

    def deliver(function: str, push_body: bytes) -> Exception:
        pushed.append(push_body)
        asked_to_stop.set()
        return ConnectionError("asked to stop")

    pushed: list[bytes] = []
    dispatcher = Dispatcher(bus, deliver, stopping=asked_to_stop.is_set)
    publish("batch", "digests")
    publish("playlist")
    assert (dispatcher.round(), dispatcher.round(), len(pushed)) == (0, 0, 1)
    Dispatcher(bus, subscriber.deliver).round()
    assert [push["deliveryAttempt"] for push in subscriber.pushes] == [1, 1]


def test_an_event_with_several_subscribers_reaches_each_and_one_failing_does_not_hold_the_others(
    bus, monkeypatch, at
):
    monkeypatch.setattr("shared.adapters.sqlite_queue.SUBSCRIBERS", {"ticks": ("weekly_email", "tally")})
    monkeypatch.setattr("ops.local.dispatcher.SUBSCRIPTIONS", (("ticks", "weekly_email"), ("ticks", "tally")))
    bus.publish("ticks", b"x")
    asked = []

    def deliver(function: str, push_body: bytes) -> Exception | None:
        asked.append(function)
        return ConnectionError("failed") if function == "weekly_email" else None

    dispatcher = Dispatcher(bus, deliver, delays_seconds=[1.0])
    for moment in (0, 1):
        at(moment)
        dispatcher.round()
    assert asked == ["weekly_email", "tally", "weekly_email"]
    assert len(list(bus.held())) == 1
