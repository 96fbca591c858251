"""A world on Google's emulators: Firestore, Pub/Sub and fake-gcs-server; mails and backups go to folders."""

import json
import os
import shutil
import uuid
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import emulators
from bench.faults.injection import FaultInjector
from bench.faults.world import Ports, Push, Rounds, World, mail_folder
from shared.adapters.firestore_records import FirestoreRecords
from shared.adapters.gcs_objects import GcsObjects
from shared.adapters.local_files import LocalFiles
from shared.adapters.pubsub_bus import PubsubBus
from shared.adapters.sqlite_records import SqliteRecords
from shared.messaging.outbox import StoreThenPublish
from shared.messaging.topics import SUBSCRIPTIONS

if TYPE_CHECKING:
    from google.cloud.pubsub_v1 import SubscriberClient  # type: ignore[import-untyped]

MOST_DELIVERIES = 10
LEAST_BACKOFF_SECONDS, MOST_BACKOFF_SECONDS = 10.0, 600.0
"""When a message is delivered again, and when it is a dead letter, as terraform's subscriptions have it."""

VARIABLES = "FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST", "STORAGE_EMULATOR_HOST"


@contextmanager
def emulated() -> Iterator[dict[str, str]]:
    """Yield the environment in which Google's clients reach the emulators. Raises Missing without them."""
    with ExitStack() as stack:
        buckets = Path(stack.enter_context(_folder()))
        addresses = (
            stack.enter_context(emulators.firestore_emulator()),
            stack.enter_context(emulators.pubsub_emulator()),
            stack.enter_context(emulators.storage_emulator(buckets)),
        )
        yield {
            **dict(zip(VARIABLES, addresses, strict=True)),
            "DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA": "true",
        }


def _folder() -> Any:
    from tempfile import TemporaryDirectory

    return TemporaryDirectory()


@dataclass(slots=True)
class _Leased:
    """A message that was pulled and not acknowledged yet."""

    subscription: str
    function: str
    ack_id: str
    body: dict[str, object]
    attempts: int = 0
    due: float = 0.0

    def push_body(self) -> bytes:
        """Return the body that Pub/Sub posts."""
        body = {"message": self.body, "subscription": self.subscription, "deliveryAttempt": self.attempts}
        return json.dumps(body).encode()

    def failed(self, now: float) -> None:
        """Wait twice as long as after the failure before."""
        self.due = now + min(LEAST_BACKOFF_SECONDS * 2 ** (self.attempts - 1), MOST_BACKOFF_SECONDS)


class Emulated(World):
    """Stores of their own in the emulators that the environment names."""

    def __init__(self, folder: Path) -> None:
        from google.auth.credentials import AnonymousCredentials
        from google.cloud import firestore, storage
        from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient

        super().__init__(folder)
        missing = [name for name in VARIABLES if name not in os.environ]
        if missing:
            raise emulators.Missing(f"{missing[0]} is not set")
        project = f"segue-{uuid.uuid4().hex[:12]}"
        self._firestore = firestore.Client(project=project)
        self._storage = storage.Client(project="segue", credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]
        self._publisher = PublisherClient()
        self._subscriber = SubscriberClient()
        self._subscriptions = _subscribed(self._publisher, self._subscriber, project)
        self._leased: list[_Leased] = []
        self._dead = 0
        records = FirestoreRecords(self._firestore, self.clock)
        bus = PubsubBus(self._publisher, project)
        self.ports = Ports(
            records=records,
            objects=GcsObjects(self._storage, self._storage.create_bucket(project).name),
            bus=bus,
            outbox=StoreThenPublish(records, lambda: bus),
            mailer=mail_folder(folder, self.clock),
            backups=LocalFiles(folder / "backups"),
            restored_records=SqliteRecords(folder / "restored.db", self.clock),
            restored_objects=LocalFiles(folder / "restored"),
        )

    def rounds(self, injector: FaultInjector, push: Push) -> Rounds:  # noqa: ARG002 - see below
        """Build a pulling delivery; what it calls of Pub/Sub is Google's own, and is not struck."""
        return _Pulling(self, push)

    def waiting(self) -> int:
        """Lease what the subscriptions have; return how many messages wait."""
        from google.pubsub_v1.types import PullRequest

        for path, function in self._subscriptions.items():
            request = PullRequest(subscription=path, max_messages=100, return_immediately=True)
            while received := self._subscriber.pull(request).received_messages:
                self._leased += [_Leased(path, function, each.ack_id, _pushed(each.message)) for each in received]
        return len(self._leased)

    def given_up(self) -> int:
        """Return how many messages became dead letters."""
        return self._dead

    def close(self) -> None:
        """Close the clients and delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._firestore.close()  # type: ignore[no-untyped-call]
        self._storage.close()
        self._publisher.transport.close()
        self._subscriber.close()

    def deliver(self, push: Push) -> int:
        """Push every leased message; return how many were settled."""
        self.waiting()
        settled = 0
        for leased in [each for each in self._leased if each.due <= self.seconds()]:
            leased.attempts += 1
            failed = push(leased.function, leased.push_body()) is not None
            self._dead += failed and leased.attempts == MOST_DELIVERIES
            if not failed or leased.attempts == MOST_DELIVERIES:
                self._subscriber.acknowledge(subscription=leased.subscription, ack_ids=[leased.ack_id])
                self._leased.remove(leased)
                settled += 1
            else:
                leased.failed(self.seconds())
        return settled


@dataclass(frozen=True, slots=True)
class _Pulling:
    world: Emulated
    push: Push

    def round(self) -> int:
        return self.world.deliver(self.push)


def _subscribed(publisher: Any, subscriber: "SubscriberClient", project: str) -> dict[str, str]:
    """Create the topics and their subscriptions; return the function of each subscription's path."""
    found = {}
    for topic in dict.fromkeys(topic for topic, _ in SUBSCRIPTIONS):
        publisher.create_topic(name=publisher.topic_path(project, topic))
    for topic, function in SUBSCRIPTIONS:
        path = subscriber.subscription_path(project, f"{topic}-to-{function.replace('_', '-')}")
        subscriber.create_subscription(
            name=path, topic=publisher.topic_path(project, topic), ack_deadline_seconds=600
        )
        found[path] = function
    return found


def _pushed(message: Any) -> dict[str, object]:
    """Return a message as Pub/Sub posts it."""
    return {
        "data": b64encode(message.data).decode(),
        "attributes": dict(message.attributes),
        "messageId": message.message_id,
        "publishTime": message.publish_time.isoformat().replace("+00:00", "Z"),
        "orderingKey": message.ordering_key,
    }
