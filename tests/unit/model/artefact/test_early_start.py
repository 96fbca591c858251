"""Answers before all of a model is there, and what becomes of a model whose late files do not come."""

import gc
import logging
import threading
import time
import weakref

import pytest
from small_artefact import Opened, artefact_folder

from shared.adapters.memory import MemoryObjects
from shared.errors import RefusedModel, Unavailable
from shared.intake import read_text
from shared.model.answer import answer
from shared.model.artefact.arrival import Arrival
from shared.model.artefact.download import compressed_name
from shared.model.artefact.manifest import read_manifest
from shared.model.artefact.order_of_need import in_order_of_need, is_needed_first
from shared.model.artefact.store import ModelStore
from shared.model.live import LiveModel
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules

LATE = "titles_texts.npy"
PATIENCE = 30


class SlowObjects(MemoryObjects):
    """A store that answers for late files only when it may, and perhaps with an error."""

    def __init__(self):
        super().__init__()
        self.may, self.error = threading.Event(), None

    def get(self, name, start=0, length=None):
        if LATE in name and length is not None:
            assert self.may.wait(PATIENCE)
            if self.error is not None:
                raise self.error
        return super().get(name, start, length)


@pytest.fixture
def objects():
    return SlowObjects()


@pytest.fixture
def store(objects):
    return ModelStore(objects)


@pytest.fixture
def live(store, tmp_path):
    return LiveModel(store, tmp_path / "cache", open_model=Opened)


def published(store, tmp_path, content):
    return store.publish(artefact_folder(tmp_path, f"m{content}", content=content, late=content)).version


def until(is_so):
    deadline = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.001)
    return is_so()


def test_an_answer_to_songs_reads_no_file_that_comes_later(model_folder):
    asked = []
    model = Model(model_folder, read_manifest(model_folder), asked.append)
    songs = read_text("\n".join(track.id for track in model.tracks(range(3))))
    found = answer(model, songs, RecommendationQuery(rules=Rules(n=10)))
    assert len(found.recommendations) == 10
    assert [name for name in asked if not is_needed_first(name)] == []


def test_every_file_that_is_needed_first_is_read_by_opening_the_model(model_folder):
    manifest, asked = read_manifest(model_folder), []
    Model(model_folder, manifest, asked.append)
    assert set(asked) == set(filter(is_needed_first, manifest.files))


def test_files_come_in_the_order_of_need(model_folder):
    files = read_manifest(model_folder).files
    order = [is_needed_first(name) for name in in_order_of_need(files)]
    assert order == sorted(order, reverse=True)
    assert 0 < sum(order) < len(files)


def test_a_model_is_served_before_its_late_files_are_there(objects, store, live, tmp_path):
    version = published(store, tmp_path, 1)
    assert live.get().version == version
    assert not (tmp_path / "cache" / version / LATE).exists()
    objects.may.set()
    assert until((tmp_path / "cache" / version / LATE).exists)


def test_what_reads_a_late_file_waits_until_it_is_verified(objects, store, tmp_path):
    version = published(store, tmp_path, 1)
    arrival = store.begin(version, tmp_path / "cache")
    there = []

    def read():
        arrival.wait(LATE)
        there.append((arrival.folder / LATE).exists())

    reader = threading.Thread(target=read)
    reader.start()
    arrival.wait("numbers.npy")
    assert there == []
    objects.may.set()
    reader.join(PATIENCE)
    assert there == [True]


def test_of_a_model_whose_late_file_is_refused_the_one_before_is_served(objects, store, live, tmp_path, caplog):
    old, new = (published(store, tmp_path, content) for content in (1, 2))
    objects.put(compressed_name(new, LATE), b"x")
    assert live.get().version == new
    objects.may.set()
    with caplog.at_level(logging.ERROR):
        assert until(lambda: live.get().version == old)
    assert f"model {new} is served no more" in caplog.text
    assert f"model {old} is served in place of the one that should be" in caplog.text
    assert [folder.name for folder in (tmp_path / "cache").iterdir()] == [old]


def test_a_model_whose_late_file_does_not_come_is_loaded_again(objects, store, live, tmp_path):
    version = published(store, tmp_path, 1)
    objects.error = Unavailable("The store does not answer")
    first = live.get()
    objects.may.set()
    assert until(lambda: live._model is None)
    objects.error = None
    again = live.get()
    assert (again is not first, again.version) == (True, version)
    assert (tmp_path / "cache" / version / LATE).exists()


def test_a_model_that_is_refused_late_is_not_held_by_its_error(objects, store, live, tmp_path):
    version = published(store, tmp_path, 1)
    objects.put(compressed_name(version, LATE), b"x")
    gone = weakref.ref(live.get())
    objects.may.set()
    gc.disable()
    try:
        assert until(lambda: gone() is None)
    finally:
        gc.enable()


def test_no_file_of_a_refused_model_is_read_though_it_was_there_before(objects, store, tmp_path):
    version = published(store, tmp_path, 1)
    objects.put(compressed_name(version, LATE), b"x")
    arrival = store.begin(version, tmp_path / "cache")
    arrival.wait("numbers.npy")
    objects.may.set()
    with pytest.raises(RefusedModel, match="titles_texts"):
        arrival.wait_for_all()
    with pytest.raises(RefusedModel, match="titles_texts"):
        arrival.wait("numbers.npy")


def test_a_file_that_no_manifest_names_is_not_waited_for(model_folder):
    assert Arrival(read_manifest(model_folder), model_folder).wait("none.npy") is None


def test_the_model_comes_while_the_caller_prepares_the_rest(objects, store, live, tmp_path):
    objects.may.set()
    version = published(store, tmp_path, 1)
    live.begin()
    assert until(lambda: live._model is not None)
    assert live.get().version == version


def test_a_start_in_the_background_leaves_its_error_to_the_first_request(live):
    live.begin()
    with pytest.raises(Exception, match="No model is published"):
        live.get()
