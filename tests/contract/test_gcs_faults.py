"""GcsObjects with a busy Cloud Storage, lost answers, and a missing bucket."""

import gc
from collections.abc import Iterator
from dataclasses import replace

import emulators
import pytest
from failing_relays import Fault, HttpRelay
from google.auth.credentials import AnonymousCredentials
from google.cloud.storage import Client

from shared.adapters.gcs_objects import CHUNK_BYTES, GcsObjects
from shared.errors import Conflict, NotFound, Unavailable
from training.staged.parallel import THREADS

# The library does not close the connection of a refused download: the garbage collector does.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

LOST_PUT = Fault("POST /upload", carried_out=True, code=503)


@pytest.fixture
def relay(storage_url) -> Iterator[HttpRelay]:
    with HttpRelay(storage_url) as relay:
        yield relay


@pytest.fixture
def objects(relay, bucket, monkeypatch) -> Iterator[GcsObjects]:
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", relay.url)
    client = Client(project="segue", credentials=AnonymousCredentials())
    yield GcsObjects(client, bucket)
    client.close()
    gc.collect()


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_a_busy_store_is_asked_again(objects, relay, code):
    relay.faults.coming = [
        Fault(what, code=code) for what in ("POST /upload", "GET /storage", "GET /download", "DELETE")
    ]
    objects.put("name", b"data")
    assert ([stored.name for stored in objects.list("")], objects.get("name")) == (["name"], b"data")
    objects.delete("name")
    assert (objects.stat("name"), relay.faults.coming) == (None, [])


def test_a_put_whose_answer_is_lost_does_not_conflict_with_itself(objects, relay):
    relay.faults.coming = [LOST_PUT]
    stored = objects.put("name", b"mine", if_generation=0)
    assert (objects.stat("name"), objects.get("name")) == (stored, b"mine")


def test_a_put_whose_answer_is_lost_conflicts_with_another_one_since(objects, relay, storage, bucket):
    other = GcsObjects(storage, bucket)
    relay.faults.coming = [replace(LOST_PUT, then=lambda: other.put("name", b"other"))]
    with pytest.raises(Conflict):
        objects.put("name", b"mine", if_generation=0)
    assert objects.get("name") == b"other"


def test_a_conflict_stays_one_though_the_other_object_is_gone_again(objects, relay, storage, bucket):
    other = GcsObjects(storage, bucket)
    other.put("name", b"other")
    relay.faults.coming = [Fault("POST /upload", carried_out=True, code=412, then=lambda: other.delete("name"))]
    with pytest.raises(Conflict):
        objects.put("name", b"mine", if_generation=0)


def test_a_large_upload_goes_on_after_the_last_whole_chunk(objects, relay):
    relay.faults.coming = [Fault(f"bytes {CHUNK_BYTES}-", code=503)]
    data = bytes(range(256)) * (CHUNK_BYTES // 256 * 2 + 1)
    objects.put("large", data)
    sent = [what.split("bytes ")[1] for what in relay.faults.asked if "bytes 0-" in what]
    assert (objects.get("large") == data, len(sent), relay.faults.coming) == (True, 1, [])


@pytest.mark.parametrize("read", ["get", "stat"])
def test_a_refused_read_says_that_the_object_may_be_missing_as_well(objects, relay, read):
    """As Cloud Storage answers for a missing object to an account that may not list."""
    relay.faults.coming = [Fault("GET /", code=403)]
    with pytest.raises(Unavailable, match="no such object, or no right to read it: found models/current"):
        getattr(objects, read)("models/current.json")


def test_a_missing_object_is_said_to_be_missing_to_whom_may_list(objects):
    with pytest.raises(NotFound, match="There is no such object: found models/current"):
        objects.get("models/current.json")


def test_a_bucket_that_is_not_there_is_unavailable(storage):
    objects = GcsObjects(storage, "nobody-made-this")
    with pytest.raises(Unavailable, match="refuses us: found NotFound"):
        objects.put("name", b"x")
    with pytest.raises(Unavailable, match="refuses us: found NotFound"):
        list(objects.list(""))
    with pytest.raises(NotFound):
        objects.get("name")


def test_a_store_that_is_not_there_is_unavailable(monkeypatch):
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", f"http://{emulators.free_address()}")
    client = Client(project="segue", credentials=AnonymousCredentials())
    objects = GcsObjects(client, "bucket", retry_seconds=0.2, timeout_seconds=1.0)
    for call in (
        lambda: objects.stat("name"),
        lambda: objects.get("name"),
        lambda: objects.put("name", b"x"),
        lambda: objects.put("name", b"x" * 9_000_000),
        lambda: list(objects.list("")),
        lambda: objects.delete("name"),
    ):
        with pytest.raises(Unavailable, match="Cloud Storage does not answer"):
            call()
    client.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_as_many_connections_stay_open_as_threads_read(storage, scheme):
    """The library keeps ten, and opens and closes one more for every call beyond them."""

    def kept() -> int:
        return storage._http.get_adapter(f"{scheme}://storage").poolmanager.connection_pool_kw["maxsize"]

    assert kept() < THREADS
    GcsObjects(storage, "bucket")
    assert kept() >= THREADS
