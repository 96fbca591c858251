"""Models in the image or on a volume: what is there whole is served from there, and nothing of it is fetched."""

import pytest
from small_artefact import Opened, artefact_folder

from shared.adapters.memory import MemoryObjects
from shared.model.artefact.manifest import MANIFEST
from shared.model.artefact.store import ModelStore
from shared.model.live import LOOK_EVERY_SECONDS, LiveModel


class Noting(MemoryObjects):
    """Objects that note what was read of them."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        self.read.append(name)
        return super().get(name, start, length)


@pytest.fixture
def objects():
    return Noting()


@pytest.fixture
def store(objects):
    return ModelStore(objects)


@pytest.fixture
def folders():
    """The folders of the models that were opened."""
    return []


@pytest.fixture
def live(store, tmp_path, folders):
    at_hand = tmp_path / "models"

    def open_model(arrival):
        arrival.wait_for_all()
        folders.append(arrival.folder)
        return Opened(arrival)

    return LiveModel(store, tmp_path / "cache", at_hand=at_hand, open_model=open_model)


def test_of_a_model_at_hand_no_file_is_read_from_the_store(live, store, objects, folders, tmp_path):
    version = store.publish(artefact_folder(tmp_path)).version
    store.fetch(version, tmp_path / "models")
    objects.read.clear()
    assert live.get().version == version
    assert folders == [tmp_path / "models" / version]
    assert not [name for name in objects.read if name.startswith(f"models/{version}/")]


def test_another_model_than_those_at_hand_is_fetched(live, store, folders, tmp_path):
    store.fetch(store.publish(artefact_folder(tmp_path, "old")).version, tmp_path / "models")
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    assert live.get().version == new
    assert folders == [tmp_path / "cache" / new]


@pytest.mark.parametrize("spoil", ["cut", "missing", "manifest"])
def test_a_model_that_is_not_whole_is_fetched_and_told(live, store, folders, caplog, tmp_path, spoil):
    version = store.publish(artefact_folder(tmp_path)).version
    folder = store.fetch(version, tmp_path / "models")
    if spoil == "cut":
        (folder / "numbers.npy").write_bytes((folder / "numbers.npy").read_bytes()[:-1])
    elif spoil == "missing":
        (folder / "more.npy").unlink()
    else:
        (folder / MANIFEST).write_text("{")
    assert live.get().version == version
    assert folders == [tmp_path / "cache" / version]
    assert "is fetched, as the one at hand is refused" in caplog.text


def test_a_model_at_hand_stays_when_another_is_served(store, folders, tmp_path):
    old = store.publish(artefact_folder(tmp_path, "old")).version
    there = store.fetch(old, tmp_path / "models")
    seconds = [0.0]
    live = LiveModel(
        store,
        tmp_path / "cache",
        at_hand=tmp_path / "models",
        open_model=Opened,
        seconds=lambda: seconds[0],
    )
    assert live.get().version == old
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    seconds[0] = LOOK_EVERY_SECONDS
    live.get()
    with live._looking:  # until the look is over
        assert live.get().version == new
    assert (there / MANIFEST).is_file()
