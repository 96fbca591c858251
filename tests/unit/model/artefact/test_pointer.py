"""The pointer: any damage is found, its second copy stands in, and a promotion mends it."""

import itertools
import json
import logging
import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from small_artefact import Opened, artefact_folder

from shared.adapters.local_files import LocalFiles
from shared.adapters.memory import MemoryObjects
from shared.errors import Conflict, NoModel, NotFound, RefusedModel, Unavailable
from shared.model.artefact.pointer import (
    POINTER,
    POINTERS,
    SECOND_POINTER,
    Pointer,
    Promotion,
    decode_pointer,
    encode_pointer,
)
from shared.model.artefact.store import ModelStore, manifest_name
from shared.model.live import LOOK_EVERY_SECONDS, LiveModel

AT = datetime(2026, 11, 23, 7, 30, 15, 250_000, tzinfo=UTC)
OF_OLD = b'{"history":[{"version":"3f2a9c81d0b4","at":"2026-11-23T07:30:15.25Z"}]}'
MENDED_BY = "`segue models promote VERSION`"


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def store(objects):
    minutes = itertools.count()
    return ModelStore(objects, now=lambda: AT.replace(minute=next(minutes) % 60))


@pytest.fixture
def published(store, tmp_path):
    """Three versions in the order of their publication."""
    return [store.publish(artefact_folder(tmp_path, str(each), content=each)).version for each in (1, 2, 3)]


def flips(data: bytes):
    """Every change of one byte."""
    for place, byte in itertools.product(range(len(data)), range(256)):
        if byte != data[place]:
            yield data[:place] + bytes([byte]) + data[place + 1 :]


def damage(objects, *names):
    for name in names:
        objects.put(name, objects.get(name)[:-1])


def test_what_is_written_is_read(store, published, objects):
    assert [promotion.version for promotion in store.pointer().history] == published
    assert objects.get(POINTER) == objects.get(SECOND_POINTER) == encode_pointer(store.pointer())


def test_every_byte_changed_to_any_other_is_refused():
    data = encode_pointer(Pointer((Promotion("3f2a9c81d0b4", AT),), revision=7))
    for changed in flips(data):
        with pytest.raises(RefusedModel, match=MENDED_BY):
            decode_pointer(changed, POINTER)


def test_every_shorter_beginning_is_refused_and_so_is_more():
    data = encode_pointer(Pointer((Promotion("3f2a9c81d0b4", AT),), revision=7))
    for changed in [*(data[:length] for length in range(len(data))), data + b" ", data + data]:
        with pytest.raises(RefusedModel, match=MENDED_BY):
            decode_pointer(changed, POINTER)


def test_a_pointer_from_before_checksums_is_read():
    assert decode_pointer(OF_OLD, POINTER) == Pointer((Promotion("3f2a9c81d0b4", AT),))


def test_a_change_of_an_old_pointer_is_refused_or_read_and_never_another_error():
    for changed in flips(OF_OLD):
        with suppress(RefusedModel):
            assert decode_pointer(changed, POINTER).version


def test_instances_of_before_checksums_find_the_history_where_it_was(store, published, objects):
    assert [each["version"] for each in json.loads(objects.get(POINTER))["history"]] == published


def test_the_first_promotion_after_an_old_pointer_keeps_its_history(store, published, objects):
    old = json.dumps({"history": json.loads(objects.get(POINTER))["history"]}).encode()
    objects.put(POINTER, old)
    objects.delete(SECOND_POINTER)
    assert store.rollback() == published[1]
    assert [promotion.version for promotion in store.pointer().history] == published[:2]
    assert objects.get(POINTER) == objects.get(SECOND_POINTER)


@pytest.mark.parametrize("lost", ["damaged", "empty", "missing"])
def test_the_second_copy_stands_in_for_the_first_and_the_log_says_so(store, published, objects, caplog, lost):
    before = store.pointer()
    if lost == "missing":
        objects.delete(POINTER)
    else:
        objects.put(POINTER, objects.get(POINTER)[:-1] if lost == "damaged" else b"")
    with caplog.at_level(logging.ERROR):
        assert store.pointer() == before
    assert "model pointer read from its second copy" in caplog.text
    assert store.rollback() == published[1]
    assert objects.get(POINTER) == objects.get(SECOND_POINTER) == encode_pointer(store.pointer())


def test_a_lost_second_copy_is_written_by_the_next_promotion(store, published, objects):
    objects.delete(SECOND_POINTER)
    assert store.pointer().version == published[2]
    store.promote(published[0])
    assert objects.get(POINTER) == objects.get(SECOND_POINTER)


@pytest.mark.parametrize("names", [(POINTER,), (SECOND_POINTER,), POINTERS])
def test_a_damaged_copy_is_told_of(store, published, objects, names):
    assert store.pointer_faults() == []
    damage(objects, *names)
    assert [fault.what for fault in store.pointer_faults()] == [
        f"The model pointer {name} is damaged" for name in names
    ]


def test_a_pointer_lost_altogether_is_not_mistaken_for_a_store_without_models(store, published, objects):
    for name in POINTERS:
        objects.delete(name)
    with pytest.raises(RefusedModel, match=rf"pointer is missing.*found 3 models.*{MENDED_BY}"):
        store.pointer()
    store.promote(published[1])
    assert store.pointer().version == published[1]


def test_a_promotion_mends_a_pointer_that_cannot_be_read(store, published, objects):
    damage(objects, *POINTERS)
    with pytest.raises(RefusedModel, match=MENDED_BY):
        store.pointer()
    store.promote(published[2])
    assert [promotion.version for promotion in store.pointer().history] == published[2:]
    assert store.pointer_faults() == []


def test_publishing_mends_it_too(store, published, objects, tmp_path):
    damage(objects, *POINTERS)
    version = store.publish(artefact_folder(tmp_path, "4", content=4)).version
    assert store.pointer().version == version


def test_a_rollback_cannot_know_the_version_before_and_says_what_to_do(store, published, objects):
    damage(objects, *POINTERS)
    before = [objects.get(name) for name in POINTERS]
    with pytest.raises(RefusedModel, match=MENDED_BY):
        store.rollback()
    assert [objects.get(name) for name in POINTERS] == before


class FailingSecond(MemoryObjects):
    """A store that does not take the second copy for a while."""

    failing = False

    def put(self, name, data, if_generation=None):
        if self.failing and name == SECOND_POINTER:
            raise Unavailable("The store does not answer")
        return super().put(name, data, if_generation)


def test_a_promotion_whose_second_copy_fails_holds_and_the_next_one_writes_it(tmp_path, caplog):
    objects = FailingSecond()
    store = ModelStore(objects, now=lambda: AT)
    versions = [store.publish(artefact_folder(tmp_path, str(each), content=each)).version for each in (1, 2)]
    objects.failing = True
    assert store.rollback() == versions[0]
    assert store.pointer().version == versions[0]
    assert "model pointer without its copy" in caplog.text
    objects.failing = False
    store.promote(versions[1])
    assert objects.get(POINTER) == objects.get(SECOND_POINTER)


class Overtaken(MemoryObjects):
    """A store in which another promotion is complete between the two copies of ours."""

    between = None

    def put(self, name, data, if_generation=None):
        if self.between and name == SECOND_POINTER:
            between, self.between = self.between, None
            between()
        return super().put(name, data, if_generation)


def test_a_slow_writer_does_not_overwrite_the_second_copy_of_a_later_one(tmp_path):
    objects = Overtaken()
    store = ModelStore(objects, now=lambda: AT)
    versions = [store.publish(artefact_folder(tmp_path, str(each), content=each)).version for each in (1, 2)]
    objects.between = lambda: store.promote(versions[1])
    store.promote(versions[0])
    assert store.pointer().version == versions[1]
    assert objects.get(POINTER) == objects.get(SECOND_POINTER)


def test_of_many_at_once_each_is_done_or_told_and_both_copies_agree_in_the_end(store, published, objects):
    done, told = [], []

    def work():
        for version in published * 5:
            try:
                store.promote(version)
                done.append(store.rollback())
            except (Conflict, NotFound) as error:
                told.append(error)
            assert store.pointer().version in published

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) + len(told) == 60
    assert objects.get(POINTER) == objects.get(SECOND_POINTER)


@pytest.fixture
def instance(store, tmp_path):
    at = itertools.count(step=LOOK_EVERY_SECONDS)
    return LiveModel(store, tmp_path / "cache", open_model=Opened, seconds=lambda: next(at))


def looked(instance) -> str:
    """Let an instance look at the pointer, and return the version it then serves."""
    instance.get()
    with instance._looking:
        return instance._model.version


@pytest.mark.parametrize("lost", ["damaged", "missing"])
def test_a_cold_start_without_a_pointer_serves_the_newest_model_and_says_so(
    instance, published, objects, caplog, lost
):
    if lost == "damaged":
        damage(objects, *POINTERS)
    else:
        for name in POINTERS:
            objects.delete(name)
    assert instance.get().version == published[2]
    assert "model pointer refused" in caplog.text
    assert f"model {published[2]} is served in place of the one that should be" in caplog.text


def test_a_cold_start_without_a_pointer_passes_by_a_model_it_cannot_serve(instance, published, objects):
    damage(objects, *POINTERS)
    objects.put(manifest_name(published[2]), b"{}")
    assert instance.get().version == published[1]


def test_a_cold_start_with_an_old_pointer_to_no_model_serves_the_newest(instance, published, objects):
    objects.put(POINTER, OF_OLD)
    assert instance.get().version == published[2]


def test_a_cold_start_with_neither_pointer_nor_model_has_no_model(instance):
    with pytest.raises(NoModel):
        instance.get()


def test_a_cold_start_with_a_broken_pointer_and_no_model_refuses_the_pointer(instance, objects):
    objects.put(POINTER, b"")
    with pytest.raises(RefusedModel, match=MENDED_BY):
        instance.get()


def test_a_running_instance_keeps_its_model_while_the_pointer_is_broken(
    instance, store, published, objects, caplog
):
    store.promote(published[0])
    assert instance.get().version == published[0]
    damage(objects, *POINTERS)
    assert looked(instance) == published[0]
    assert "model refused, the old one stays: The model pointer models/current.json is damaged" in caplog.text
    store.promote(published[1])
    assert looked(instance) == published[1]


@pytest.fixture
def in_files(tmp_path):
    """A folder of objects with one published model."""
    objects = LocalFiles(tmp_path / "objects")
    ModelStore(objects).publish(artefact_folder(tmp_path))
    return objects


def lose(objects, *names):
    """Delete the bytes of objects, as a damaged disk may."""
    for name in names:
        objects.path(name).resolve().unlink()


@pytest.mark.parametrize("names", [(POINTER,), (SECOND_POINTER,), POINTERS])
def test_a_copy_whose_bytes_are_lost_is_a_damaged_one(in_files, tmp_path, names):
    store = ModelStore(in_files)
    version = store.pointer().version
    lose(in_files, *names)
    assert LiveModel(store, tmp_path / "cache", open_model=Opened).get().version == version
    assert len(store.pointer_faults()) == len(names)
    store.promote(version)
    assert store.pointer_faults() == []


@pytest.mark.parametrize("is_of", ["manifest.json", "numbers"])
def test_a_cold_start_passes_by_a_model_that_has_lost_bytes(in_files, tmp_path, is_of):
    store = ModelStore(in_files)
    before = store.pointer().version
    version = store.publish(artefact_folder(tmp_path, "2", content=2)).version
    lose(in_files, next(each.name for each in in_files.list(f"models/{version}/") if is_of in each.name))
    assert LiveModel(store, tmp_path / "cache", open_model=Opened).get().version == before
    assert store.publish(tmp_path / "2").version == version
    assert LiveModel(store, tmp_path / "cache", open_model=Opened).get().version == version
