"""Google's emulators restarted: clients reconnect, messages are redelivered."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import emulators
import pytest
from google.cloud.firestore import Client
from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient
from google.protobuf.duration_pb2 import Duration
from push_lines import Endpoint

from shared.adapters.firestore_records import FirestoreRecords
from shared.adapters.pubsub_bus import PubsubBus
from shared.ports import Record


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_firestore_ended_and_started_again_is_found_by_the_same_client(stack, project, monkeypatch):
    """(The emulator loses its data with its process, unlike Firestore.)"""
    address = emulators.free_address()
    first = ExitStack()
    stack.callback(first.close)
    emulators.started("Firestore", emulators.firestore_emulator(address), first)
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", address)
    client = Client(project=project)
    stack.callback(client.close)
    records = FirestoreRecords(client, retry_seconds=60)
    assert records.create("songs", Record("before", {}))
    first.close()
    started = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        created = pool.submit(lambda: (started.set(), records.create("songs", Record("during", {"n": 1})))[1])
        started.wait()
        emulators.started("Firestore", emulators.firestore_emulator(address), stack)
        assert created.result()
    assert records.get("songs", "during").fields == {"n": 1}


def test_pubsub_ended_before_a_message_is_taken_delivers_what_is_published_again(stack, project, monkeypatch):
    """(The emulator loses its data with its process, unlike Pub/Sub: topic and message are created again.)"""
    address = emulators.free_address()
    first = ExitStack()
    stack.callback(first.close)
    emulators.started("Pub/Sub", emulators.pubsub_emulator(address), first)
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", address)
    publisher, subscriber = PublisherClient(), SubscriberClient()
    stack.callback(publisher.transport.close)
    stack.callback(subscriber.close)
    bus = PubsubBus(publisher, project, retry_seconds=60)
    with Endpoint() as endpoint:
        _subscribe(publisher, subscriber, project, endpoint)
        endpoint.answers = [500] * 3
        bus.publish("playlists", b"x", ordering_key="k")
        assert [endpoint.next()["answer"] for _ in range(2)] == [500, 500]
        first.close()
        endpoint.answers = []
        emulators.started("Pub/Sub", emulators.pubsub_emulator(address), stack)
        _subscribe(publisher, subscriber, project, endpoint)
        id = bus.publish("playlists", b"x", ordering_key="k")
        taken = endpoint.next()
        while taken["message"]["messageId"] != id or taken["answer"] != 204:
            taken = endpoint.next()


def _subscribe(publisher: PublisherClient, subscriber: SubscriberClient, project: str, endpoint: Endpoint) -> None:
    topic = publisher.create_topic(name=publisher.topic_path(project, "playlists")).name
    subscriber.create_subscription(
        request={
            "name": subscriber.subscription_path(project, "ingest"),
            "topic": topic,
            "push_config": {"push_endpoint": endpoint.url},
            "retry_policy": {"minimum_backoff": Duration(nanos=100_000_000)},
            "enable_message_ordering": True,
        }
    )
