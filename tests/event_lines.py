"""Buses with a recording subscriber each, and their builders."""

import json
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from ops.local.dispatcher import Dispatcher
from shared.adapters.memory import MemoryBus, Published
from shared.adapters.pubsub_bus import PubsubBus
from shared.adapters.sqlite_bus import SqliteBus
from shared.ports import EventBus

TOPICS = ("playlists", "ticks")


@dataclass(frozen=True)
class Line:
    """A bus, and a function that waits until everything published has arrived."""

    bus: EventBus
    arrived: Callable[[], list[Published]]


def memory_line(request: pytest.FixtureRequest) -> Line:
    bus = MemoryBus()
    return Line(bus, lambda: bus.published)


def sqlite_line(request: pytest.FixtureRequest) -> Line:
    """Refuse every first delivery, as a busy subscriber does."""
    arrived: list[Published] = []

    def deliver(function: str, push_body: bytes) -> Exception | None:
        push = json.loads(push_body)
        if push["deliveryAttempt"] == 1:
            return ConnectionError("busy")
        message = push["message"]
        key = message.get("orderingKey", "")
        data = b64decode(message["data"])
        topic = push["subscription"].rpartition("/")[2].partition("-to-")[0]
        arrived.append(Published(topic, data, message["attributes"], key, message["messageId"]))
        return None

    bus = SqliteBus(request.getfixturevalue("tmp_path") / "segue.db")
    dispatcher = Dispatcher(bus, deliver, delays_seconds=[0.0])

    def drained() -> list[Published]:
        while bus.waiting():
            dispatcher.round()
        return arrived

    return Line(bus, drained)


class Subscriptions:
    """One pull subscription for each topic, and the messages delivered so far."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self.project = request.getfixturevalue("project")
        self.publisher = request.getfixturevalue("publisher")
        self.subscriber = request.getfixturevalue("subscriber")
        self.arrived: list[Published] = []
        for topic in TOPICS:
            path = self.publisher.topic_path(self.project, topic)
            self.publisher.create_topic(name=path)
            self.subscriber.create_subscription(
                request={"name": self.path(topic), "topic": path, "enable_message_ordering": True}
            )

    def path(self, topic: str) -> str:
        return self.subscriber.subscription_path(self.project, topic)

    def pull(self, topic: str) -> None:
        """Wait for some messages of a topic."""
        answer = self.subscriber.pull(subscription=self.path(topic), max_messages=100, timeout=10)
        for message in (received.message for received in answer.received_messages):
            attributes, key = dict(message.attributes), message.ordering_key
            self.arrived.append(Published(topic, message.data, attributes, key, message.message_id))
        ids = [received.ack_id for received in answer.received_messages]
        self.subscriber.acknowledge(subscription=self.path(topic), ack_ids=ids, timeout=10)

    def pull_all(self, sent: Sequence[tuple[str, str]]) -> list[Published]:
        """Wait until each message, a topic and an id, has arrived."""
        for topic, id in sent:
            while id not in {message.id for message in self.arrived}:
                self.pull(topic)
        return self.arrived


class Remembering:
    """A bus that records the topic and id of every message."""

    def __init__(self, bus: EventBus) -> None:
        self.bus = bus
        self.sent: list[tuple[str, str]] = []

    def publish(self, topic: str, *arguments, **named) -> str:
        id = self.bus.publish(topic, *arguments, **named)
        self.sent.append((topic, id))
        return id


def pubsub_line(request: pytest.FixtureRequest) -> Line:
    subscriptions = Subscriptions(request)
    bus = Remembering(PubsubBus(subscriptions.publisher, subscriptions.project))
    return Line(bus, lambda: subscriptions.pull_all(bus.sent))
