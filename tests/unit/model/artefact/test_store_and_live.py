"""Publishing and serving models: verified, activated by one write of the pointer, swapped under load."""

import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from small_artefact import Opened, artefact, artefact_folder

from shared.adapters.memory import MemoryObjects
from shared.errors import Conflict, NoModel, NotFound, RefusedModel, Unavailable
from shared.model.arrays import ArrayFolder
from shared.model.artefact import block_compression
from shared.model.artefact.download import compressed_name
from shared.model.artefact.manifest import MANIFEST, encode_manifest, read_manifest, verify
from shared.model.artefact.pointer import POINTER
from shared.model.artefact.store import ModelStore, manifest_name
from shared.model.live import LOOK_EVERY_SECONDS, LiveModel

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def store(objects):
    return ModelStore(objects, now=lambda: NOW)


def test_the_same_files_have_the_same_version(tmp_path):
    first, same, other = artefact(tmp_path / "a"), artefact(tmp_path / "b"), artefact(tmp_path / "c", content=2)
    assert first.version == same.version != other.version


def test_a_flipped_byte_is_found_and_its_file_named(tmp_path):
    artefact(tmp_path / "a")
    path = tmp_path / "a" / "numbers.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(RefusedModel, match=r"numbers\.npy .* checksum"):
        verify(tmp_path / "a")


def test_a_missing_file_is_found(tmp_path):
    artefact(tmp_path / "a")
    (tmp_path / "a" / "more.npy").unlink()
    with pytest.raises(RefusedModel, match=r"more\.npy"):
        verify(tmp_path / "a")


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b'{"schema": 99}', b'{"schema": 1, "version": 3}'])
def test_a_manifest_that_cannot_be_read_is_refused(tmp_path, content):
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(RefusedModel):
        read_manifest(tmp_path)


def test_an_array_that_would_run_code_is_refused(tmp_path):
    np.save(tmp_path / "evil.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(RefusedModel, match="evil"):
        ArrayFolder(tmp_path)["evil"]


def test_a_published_model_is_served_and_comes_back_whole(store, tmp_path):
    version = store.publish(artefact_folder(tmp_path)).version
    assert store.pointer().version == version
    assert verify(store.fetch(version, tmp_path / "cache")).version == version


def test_before_anything_is_published_there_is_no_model(store):
    with pytest.raises(NoModel):
        store.pointer()


def test_rolling_back_serves_the_one_before(store, tmp_path):
    first = store.publish(artefact_folder(tmp_path, "one")).version
    store.publish(artefact_folder(tmp_path, "two", content=2))
    assert store.rollback() == first
    assert store.pointer().version == first
    with pytest.raises(NotFound):
        store.rollback()


def test_only_what_was_published_can_be_promoted(store, tmp_path):
    store.publish(artefact_folder(tmp_path))
    with pytest.raises(NotFound):
        store.promote("never")


def test_models_are_listed_by_their_manifests(store, tmp_path):
    versions = {store.publish(artefact_folder(tmp_path, str(place), content=place)).version for place in range(3)}
    assert {manifest.version for manifest in store.manifests()} == versions


class FailingAfter(MemoryObjects):
    """A store that fails at one of its puts."""

    puts_left = 10**9

    def put(self, name, data, if_generation=None):
        self.puts_left -= 1
        if self.puts_left < 0:
            raise OSError("disk full")
        return super().put(name, data, if_generation)


@pytest.mark.parametrize("puts", range(4))
def test_a_publish_cut_short_anywhere_leaves_the_old_model_served(tmp_path, puts):
    objects = FailingAfter()
    store = ModelStore(objects, now=lambda: NOW)
    old = store.publish(artefact_folder(tmp_path, "old")).version
    objects.puts_left = puts
    with pytest.raises(OSError, match="disk full"):
        store.publish(artefact_folder(tmp_path, "new", content=2))
    assert store.pointer().version == old
    assert verify(store.fetch(old, tmp_path / "cache")).version == old


def published(store, tmp_path, count):
    for number in range(count):
        yield store.publish(artefact_folder(tmp_path, f"n{number}", content=number)).version


def names(objects):
    return {stored.name.split("/")[1] for stored in objects.list("models/") if stored.name.count("/") == 2}


def test_a_model_is_deleted_with_all_its_objects(tmp_path):
    objects = MemoryObjects()
    store = ModelStore(objects, now=lambda: NOW)
    old, served = published(store, tmp_path, 2)
    store.delete(old)
    assert (names(objects), store.pointer().version) == ({served}, served)


def test_the_served_model_is_not_deleted_and_one_that_is_not_there_is_said(store, tmp_path):
    (served,) = published(store, tmp_path, 1)
    with pytest.raises(Conflict, match="is served"):
        store.delete(served)
    with pytest.raises(NotFound):
        store.delete("0" * 12)


def test_pruning_keeps_the_newest_the_served_and_the_one_before(tmp_path):
    objects, moments = MemoryObjects(), itertools.count()
    store = ModelStore(objects, now=lambda: NOW + timedelta(minutes=next(moments)))
    versions = list(published(store, tmp_path, 6))
    store.promote(versions[0])
    assert store.prune(2) == [versions[3], versions[2], versions[1]]
    assert names(objects) == {versions[0], versions[4], versions[5]}
    assert store.rollback() == versions[5]


class Overtaken(MemoryObjects):
    """A store with a concurrent promotion just before ours."""

    armed = False

    def put(self, name, data, if_generation=None):
        if self.armed and name == POINTER:
            self.armed = False
            super().put(name, self.get(name))
        return super().put(name, data, if_generation)


def test_of_two_who_promote_at_once_the_second_is_told(tmp_path):
    objects = Overtaken()
    store = ModelStore(objects, now=lambda: NOW)
    version = store.publish(artefact_folder(tmp_path)).version
    objects.armed = True
    with pytest.raises(Conflict):
        store.promote(version)


class Serving:
    """A live model over fake models, which are their manifests, with a manual clock."""

    def __init__(self, store, cache):
        self.at = 0.0
        self.opened: list[str] = []
        self.on_disk: list[list[str]] = []
        self.live = LiveModel(store, cache, open_model=self.open, seconds=lambda: self.at)

    def open(self, arrival):
        self.opened.append(arrival.manifest.version)
        self.on_disk.append(versions_in(arrival.folder.parent))
        return Opened(arrival)

    def version_after_swap(self):
        self.live.get()
        deadline = time.monotonic() + 5
        while self.live._looking.locked() and time.monotonic() < deadline:
            time.sleep(0.001)
        return self.live.get().version


@pytest.fixture
def serving(store, tmp_path):
    return Serving(store, tmp_path / "cache")


def test_the_first_request_loads_the_served_model_once(serving, store, tmp_path):
    version = store.publish(artefact_folder(tmp_path)).version
    assert [serving.live.get().version for _ in range(3)] == [version] * 3
    assert serving.opened == [version]


def test_a_new_model_is_swapped_in_after_a_minute_and_not_before(serving, store, tmp_path):
    old = store.publish(artefact_folder(tmp_path, "old")).version
    assert serving.live.get().version == old
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    serving.at = LOOK_EVERY_SECONDS - 1
    assert serving.version_after_swap() == old
    serving.at = LOOK_EVERY_SECONDS
    assert serving.version_after_swap() == new


def versions_in(cache):
    return sorted(folder.name for folder in cache.iterdir())


def test_of_ten_models_in_a_row_never_more_than_two_are_on_disk(serving, store, tmp_path):
    for number in range(10):
        version = store.publish(artefact_folder(tmp_path, f"m{number}", content=number)).version
        serving.at += LOOK_EVERY_SECONDS
        serving.on_disk = []
        assert serving.version_after_swap() == version
        assert all(len(versions) <= 2 for versions in serving.on_disk)
        assert versions_in(tmp_path / "cache") == [version]


def test_a_request_keeps_the_files_of_its_model_and_no_third_is_fetched_before_it_ends(serving, store, tmp_path):
    first, second, third = (
        store.publish(artefact_folder(tmp_path, f"m{number}", content=number)).version for number in range(3)
    )
    store.promote(first)
    in_a_request = serving.live.get()
    for version, at in ((second, 1), (third, 2)):
        store.promote(version)
        serving.at = at * LOOK_EVERY_SECONDS
        assert serving.version_after_swap() == second
    assert versions_in(tmp_path / "cache") == sorted([first, second])
    del in_a_request
    serving.at = 3 * LOOK_EVERY_SECONDS
    assert serving.version_after_swap() == third
    assert versions_in(tmp_path / "cache") == [third]


class Counting(MemoryObjects):
    """A store that records its reads."""

    def __init__(self):
        super().__init__()
        self.read: list[str] = []

    def get(self, name, start=0, length=None):
        self.read.append(name)
        return super().get(name, start, length)


def test_a_model_that_does_not_verify_leaves_the_old_one_and_is_tried_once(tmp_path):
    objects = Counting()
    store = ModelStore(objects, now=lambda: NOW)
    serving = Serving(store, tmp_path / "cache")
    old = store.publish(artefact_folder(tmp_path, "old")).version
    serving.live.get()
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    objects.put(compressed_name(new, "numbers.npy"), b"x" * 168)
    objects.read.clear()
    for minute in (1, 2, 3):
        serving.at = minute * LOOK_EVERY_SECONDS
        assert serving.version_after_swap() == old
    assert serving.opened == [old]
    assert objects.read.count(f"models/{new}/{MANIFEST}") == 1


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 10_000])
def test_a_file_that_is_not_what_the_manifest_says_is_refused_and_none_is_kept(store, objects, tmp_path, content):
    version = store.publish(artefact_folder(tmp_path)).version
    objects.put(compressed_name(version, "numbers.npy"), content)
    with pytest.raises(RefusedModel, match=r"numbers\.npy.* cannot be decompressed.*sha256"):
        store.fetch(version, tmp_path / "cache")
    assert list((tmp_path / "cache" / version).iterdir()) == []


def test_what_follows_the_blocks_in_an_object_is_not_read(store, objects, tmp_path):
    version = store.publish(artefact_folder(tmp_path)).version
    name = compressed_name(version, "numbers.npy")
    objects.put(name, objects.get(name) + b"more")
    assert verify(store.fetch(version, tmp_path / "cache")).version == version


@pytest.mark.parametrize("blocks", [None, 0, 2])
def test_a_manifest_that_lists_no_block_too_few_or_too_many_is_refused(store, objects, tmp_path, blocks):
    manifest = store.publish(artefact_folder(tmp_path)).version
    told = store.manifest(manifest)
    if blocks is None:
        del told.compressed_files["numbers.npy"]
    else:
        told.compressed_files["numbers.npy"].blocks[:] = told.compressed_files["numbers.npy"].blocks * blocks
    objects.put(manifest_name(manifest), encode_manifest(told))
    with pytest.raises(RefusedModel, match=r"numbers\.npy.* lists other blocks"):
        store.fetch(manifest, tmp_path / "cache")


def test_a_model_of_many_blocks_comes_back_whole(store, tmp_path, monkeypatch):
    monkeypatch.setattr(block_compression, "BLOCK_BYTES", 16)
    monkeypatch.setattr("shared.model.artefact.download.BLOCK_BYTES", 16)
    version = store.publish(artefact_folder(tmp_path)).version
    assert len(store.manifest(version).compressed_files["numbers.npy"].blocks) > 10
    assert verify(store.fetch(version, tmp_path / "cache")).version == version


def test_files_that_are_there_are_not_copied_again_and_one_that_was_changed_is(tmp_path):
    objects = Counting()
    store = ModelStore(objects, now=lambda: NOW)
    version = store.publish(artefact_folder(tmp_path)).version
    folder = store.fetch(version, tmp_path / "cache")
    objects.read.clear()
    (folder / "numbers.npy").write_bytes(b"changed")
    assert verify(store.fetch(version, tmp_path / "cache")).version == version
    assert objects.read == [manifest_name(version), compressed_name(version, "numbers.npy")]


def test_an_instance_that_starts_with_a_bad_model_serves_the_one_before(serving, store, objects, tmp_path):
    old = store.publish(artefact_folder(tmp_path, "old")).version
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    objects.put(compressed_name(new, "numbers.npy"), b"x")
    assert serving.live.get().version == old


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"not an array"])
def test_an_array_file_that_holds_no_array_is_refused(tmp_path, content):
    (tmp_path / "numbers.npy").write_bytes(content)
    with pytest.raises(RefusedModel, match=r"a plain array in numbers\.npy"):
        ArrayFolder(tmp_path)["numbers"]


def test_an_array_that_no_descriptor_is_left_for_is_not_called_damaged(tmp_path):
    resource = pytest.importorskip("resource")
    np.save(tmp_path / "numbers.npy", np.arange(3))
    limits, array = resource.getrlimit(resource.RLIMIT_NOFILE), ArrayFolder(tmp_path)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
    try:
        with pytest.raises(Unavailable, match="too much open at once: found Too many open files"):
            array["numbers"]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)


class Damaging(MemoryObjects):
    """A store that keeps other bytes than it was given, from an order on."""

    damage = False

    def put(self, name, data, if_generation=None):
        return super().put(name, data[:-1] + b"?" if self.damage else data, if_generation)


def test_a_file_that_arrives_damaged_is_not_published_and_the_old_model_stays(tmp_path):
    objects = Damaging()
    store = ModelStore(objects, now=lambda: NOW)
    old = store.publish(artefact_folder(tmp_path, "old")).version
    objects.damage = True
    with pytest.raises(RefusedModel, match="did not arrive as it was sent"):
        store.publish(artefact_folder(tmp_path, "new", content=2))
    assert store.pointer().version == old


def test_a_folder_without_a_manifest_holds_no_model(tmp_path):
    with pytest.raises(RefusedModel, match=r"holds no model.*expected a manifest\.json"):
        read_manifest(tmp_path)


def test_a_pointer_that_names_no_version_is_refused(serving, objects):
    objects.put(POINTER, b'{"history": []}')
    with pytest.raises(RefusedModel, match="names no version"):
        serving.live.get()


def test_if_every_model_is_refused_the_error_is_that_of_the_served_one(serving, store, objects, tmp_path):
    versions = [store.publish(artefact_folder(tmp_path, str(each), content=each)).version for each in (1, 2)]
    for version in versions:
        objects.put(compressed_name(version, "numbers.npy"), b"x")
    with pytest.raises(RefusedModel, match=f"models/{versions[1]}/numbers"):
        serving.live.get()


class Offline(MemoryObjects):
    """A store that cannot be reached for a while."""

    offline = False

    def get(self, name, start=0, length=None):
        if self.offline:
            raise Unavailable("The store does not answer")
        return super().get(name, start, length)


def test_a_store_that_does_not_answer_leaves_the_old_model_and_is_asked_again_a_minute_later(tmp_path):
    objects = Offline()
    store = ModelStore(objects, now=lambda: NOW)
    serving = Serving(store, tmp_path / "cache")
    old = store.publish(artefact_folder(tmp_path, "old")).version
    serving.live.get()
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    objects.offline, serving.at = True, LOOK_EVERY_SECONDS
    assert serving.version_after_swap() == old
    objects.offline, serving.at = False, 2 * LOOK_EVERY_SECONDS
    assert serving.version_after_swap() == new


class Doorway:
    """A lock that tells when a second thread stands before it."""

    def __init__(self):
        self.lock, self.entered, self.second_waits = threading.Lock(), 0, threading.Event()

    def __enter__(self):
        self.entered += 1
        if self.entered == 2:
            self.second_waits.set()
        self.lock.acquire()

    def __exit__(self, *error):
        self.lock.release()


def test_requests_that_arrive_before_the_first_model_wait_for_one_load(store, tmp_path):
    version = store.publish(artefact_folder(tmp_path)).version
    doorway, loading, opened = Doorway(), threading.Event(), []

    def open_slowly(arrival):
        opened.append(arrival)
        loading.set()
        assert doorway.second_waits.wait(timeout=30)
        return Opened(arrival)

    live = LiveModel(store, tmp_path / "cache", open_model=open_slowly)
    live._first = doorway
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(live.get)
        assert loading.wait(timeout=30)
        second = threads.submit(live.get)
        assert [first.result().version, second.result().version] == [version, version]
    assert len(opened) == 1
