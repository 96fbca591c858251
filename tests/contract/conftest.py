"""Every adapter of a store, and Google's emulators: started once for all tests, with a namespace for each test."""

import uuid
from collections.abc import Iterator
from contextlib import ExitStack

import emulators
import pytest

from shared.adapters.firestore_records import FirestoreRecords
from shared.adapters.gcs_objects import GcsObjects
from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import HandClock, MemoryObjects, MemoryRecords
from shared.adapters.sqlite_records import SqliteRecords
from shared.ports import ObjectStore, Records

RECORDS = {
    "memory": lambda request, clock: MemoryRecords(clock),
    "sqlite": lambda request, clock: SqliteRecords(request.getfixturevalue("tmp_path") / "segue.db", clock),
    "firestore": lambda request, clock: FirestoreRecords(request.getfixturevalue("firestore"), clock),
}
OBJECTS = {
    "memory": lambda request: MemoryObjects(),
    "local_files": lambda request: LocalFiles(request.getfixturevalue("tmp_path") / "objects"),
    "gcs": lambda request: GcsObjects(request.getfixturevalue("storage"), request.getfixturevalue("bucket")),
}
"""Name -> builder of the empty adapter; an emulator is requested by `request.getfixturevalue`."""


@pytest.fixture(scope="session")
def until_the_end() -> Iterator[ExitStack]:
    """Keeps an emulator running from the first test that needs it to the end."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def firestore_address(until_the_end: ExitStack) -> str:
    return emulators.started("Firestore", emulators.firestore_emulator(), until_the_end)


@pytest.fixture(scope="session")
def pubsub_address(until_the_end: ExitStack) -> str:
    return emulators.started("Pub/Sub", emulators.pubsub_emulator(), until_the_end)


@pytest.fixture(scope="session")
def storage_url(until_the_end: ExitStack, tmp_path_factory: pytest.TempPathFactory) -> str:
    buckets = tmp_path_factory.mktemp("buckets")
    return emulators.started("Cloud Storage", emulators.storage_emulator(buckets), until_the_end)


@pytest.fixture
def project() -> str:
    """A new, empty project."""
    return f"segue-{uuid.uuid4().hex[:12]}"


@pytest.fixture
def firestore(firestore_address: str, project: str, monkeypatch: pytest.MonkeyPatch):
    """A client of an empty database."""
    from google.cloud.firestore import Client

    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", firestore_address)
    client = Client(project=project)
    yield client
    client.close()


@pytest.fixture
def storage(storage_url: str, monkeypatch: pytest.MonkeyPatch):
    """A client of Cloud Storage."""
    from google.auth.credentials import AnonymousCredentials
    from google.cloud.storage import Client

    monkeypatch.setenv("STORAGE_EMULATOR_HOST", storage_url)
    # Else the library looks up each bucket in a thread of its own, for traces that nobody takes.
    monkeypatch.setenv("DISABLE_GCS_PYTHON_CLIENT_OTEL_BUCKET_METADATA", "true")
    client = Client(project="segue", credentials=AnonymousCredentials())
    yield client
    client.close()


@pytest.fixture
def bucket(storage, project: str) -> str:
    """Name of a new bucket."""
    return storage.create_bucket(project).name


@pytest.fixture
def publisher(pubsub_address: str, monkeypatch: pytest.MonkeyPatch):
    """A client that creates topics and publishes."""
    from google.cloud.pubsub_v1 import PublisherClient

    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", pubsub_address)
    client = PublisherClient()
    yield client
    client.transport.close()


@pytest.fixture
def subscriber(pubsub_address: str):
    """A client that creates subscriptions and pulls messages of every size."""
    import grpc
    from google.cloud.pubsub_v1 import SubscriberClient
    from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

    channel = grpc.insecure_channel(pubsub_address, options=[("grpc.max_receive_message_length", -1)])
    with SubscriberClient(transport=SubscriberGrpcTransport(channel=channel)) as client:
        yield client


@pytest.fixture(params=RECORDS)
def records(request: pytest.FixtureRequest, clock: HandClock) -> Records:
    """Every adapter of Records in turn."""
    return RECORDS[request.param](request, clock)


@pytest.fixture(params=OBJECTS)
def objects(request: pytest.FixtureRequest) -> ObjectStore:
    """Every adapter of ObjectStore in turn."""
    return OBJECTS[request.param](request)
