"""PubsubBus with a busy Pub/Sub, lost answers, and a missing topic."""

from collections.abc import Iterator

import emulators
import grpc
import pytest
from failing_relays import Fault, GrpcRelay
from google.cloud.pubsub_v1 import PublisherClient

from shared.adapters.pubsub_bus import PubsubBus
from shared.errors import Unavailable

BUSY = ("UNAVAILABLE", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "INTERNAL", "UNKNOWN")


@pytest.fixture
def relay(pubsub_address) -> Iterator[GrpcRelay]:
    with GrpcRelay(pubsub_address) as relay:
        yield relay


@pytest.fixture
def bus(relay, publisher, project, monkeypatch) -> Iterator[PubsubBus]:
    """A bus with an existing topic "playlists"."""
    publisher.create_topic(name=publisher.topic_path(project, "playlists"))
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", relay.address)
    client = PublisherClient()
    yield PubsubBus(client, project)
    client.transport.close()


@pytest.mark.parametrize("code", BUSY)
def test_a_busy_bus_is_asked_again(bus, relay, code):
    relay.faults.coming = [Fault("Publish", code=grpc.StatusCode[code])] * 2
    assert bus.publish("playlists", b"x", ordering_key="k")
    assert bus.publish("playlists", b"y", ordering_key="k")
    assert len(relay.faults.asked) == 4


def test_a_message_whose_answer_is_lost_is_published_again(bus, relay, subscriber, project):
    path = subscriber.subscription_path(project, "ingest")
    subscriber.create_subscription(name=path, topic=subscriber.topic_path(project, "playlists"))
    relay.faults.coming = [Fault("Publish", carried_out=True)]
    id = bus.publish("playlists", b"x")
    arrived = []
    while len(arrived) < 2:
        arrived += subscriber.pull(subscription=path, max_messages=10, timeout=10).received_messages
    assert id in {received.message.message_id for received in arrived}


def test_a_topic_that_is_not_there_is_unavailable_at_once(bus, relay):
    with pytest.raises(Unavailable, match="Pub/Sub refuses us: found NotFound"):
        bus.publish("nobody-made-this", b"x")
    assert len(relay.faults.asked) == 1


def test_a_bus_that_is_not_there_is_unavailable(project, monkeypatch):
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", emulators.free_address())
    client = PublisherClient()
    with pytest.raises(Unavailable, match="Pub/Sub does not answer"):
        PubsubBus(client, project, retry_seconds=0.2, timeout_seconds=1.0).publish("playlists", b"x")
    client.transport.close()
