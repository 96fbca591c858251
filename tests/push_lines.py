"""Buses that push to an HTTP endpoint as to functions, with a dead-letter queue."""

import json
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue

import pytest
import requests
from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient
from google.protobuf.duration_pb2 import Duration

from ops.local.dispatcher import Dispatcher
from shared.adapters.pubsub_bus import PubsubBus
from shared.adapters.sqlite_bus import SqliteBus
from shared.ports import EventBus

ATTEMPTS = 5
"""The minimum of delivery attempts in a dead-letter policy of Pub/Sub."""


class Endpoint:
    """A push endpoint: answers with the statuses in `answers`, then with 204."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.poison = b""
        """The data that is never accepted."""
        self.pushed: Queue[dict] = Queue()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="endpoint")
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def next(self) -> dict:
        """Wait for the next push body."""
        return self.pushed.get(timeout=20)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                push = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status = endpoint.answers.pop(0) if endpoint.answers else 204
                if endpoint.poison and b64decode(push["message"]["data"]) == endpoint.poison:
                    status = 500
                self.send_response(status)
                self.end_headers()
                endpoint.pushed.put({**push, "answer": status})

            def log_message(self, *_: object) -> None:
                pass

        return Handler

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


LaidAside = tuple[bytes, Mapping[str, str]]
"""The data and attributes of an undeliverable message."""


@dataclass(frozen=True)
class PushLine:
    """A bus that pushes the topics "playlists" and "ordered" to an endpoint."""

    bus: EventBus
    endpoint: Endpoint
    subscription: str
    """The subscription of "playlists", as push bodies name it."""
    laid_aside: Callable[[], LaidAside]
    """Waits for an undeliverable message."""


@contextmanager
def sqlite_push_line(request: pytest.FixtureRequest) -> Iterator[PushLine]:
    bus = SqliteBus(request.getfixturevalue("tmp_path") / "segue.db")

    def laid_aside() -> LaidAside:
        while not (kept := list(bus.held())):
            time.sleep(0.01)
        return kept[0].data, kept[0].attributes

    with Endpoint() as endpoint:

        def deliver(function: str, push_body: bytes) -> Exception | None:
            try:
                requests.post(endpoint.url, push_body, timeout=10).raise_for_status()
            except requests.RequestException as error:
                return error
            return None

        dispatcher = Dispatcher(bus, deliver, delays_seconds=[0.01] * (ATTEMPTS - 1))
        dispatcher.start()
        yield PushLine(bus, endpoint, "projects/local/subscriptions/playlists-to-ingest", laid_aside)
        dispatcher.stop()


@contextmanager
def pubsub_push_line(request: pytest.FixtureRequest) -> Iterator[PushLine]:
    subscriptions = Subscriptions(*map(request.getfixturevalue, ("project", "publisher", "subscriber")))
    with Endpoint() as endpoint:
        subscriptions.push("playlists", endpoint.url, enable_message_ordering=False)
        # One of its own, as the emulator lays nothing aside from a subscription that keeps an order.
        subscriptions.push("ordered", endpoint.url, enable_message_ordering=True)
        bus = PubsubBus(subscriptions.publisher, subscriptions.project)
        yield PushLine(bus, endpoint, subscriptions.path("playlists"), subscriptions.laid_aside)
        for topic in ("playlists", "ordered"):
            subscriptions.subscriber.delete_subscription(subscription=subscriptions.path(topic))


class Subscriptions:
    """Push subscriptions of one project's topics, and a pull subscription to the dead letters."""

    def __init__(self, project: str, publisher: PublisherClient, subscriber: SubscriberClient) -> None:
        self.project, self.publisher, self.subscriber = project, publisher, subscriber
        self.dead_topic = self.topic("dead")
        subscriber.create_subscription(name=self.path("dead"), topic=self.dead_topic)

    def topic(self, name: str) -> str:
        return self.publisher.create_topic(name=self.publisher.topic_path(self.project, name)).name

    def path(self, topic: str) -> str:
        return self.subscriber.subscription_path(self.project, topic)

    def push(self, topic: str, url: str, **how: bool) -> None:
        push_to(url, self.subscriber, self.path(topic), self.topic(topic), self.dead_topic, **how)

    def laid_aside(self) -> LaidAside:
        answer = self.subscriber.pull(subscription=self.path("dead"), max_messages=1, timeout=60)
        message = answer.received_messages[0].message
        return message.data, message.attributes


def push_to(
    url: str, subscriber: SubscriberClient, subscription: str, topic: str, dead_topic: str, **how: bool
) -> None:
    """Push a topic's messages to a URL, and in the end to a dead-letter topic."""
    request = {
        "name": subscription,
        "topic": topic,
        "push_config": {"push_endpoint": url},
        "retry_policy": {"minimum_backoff": Duration(nanos=100_000_000)},
        "dead_letter_policy": {"dead_letter_topic": dead_topic, "max_delivery_attempts": ATTEMPTS},
        **how,
    }
    subscriber.create_subscription(request=request)
