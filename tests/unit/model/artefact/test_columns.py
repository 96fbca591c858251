"""A model names the columns of its arrays; code that knows others refuses it, and the old model stays served."""

import msgspec
import numpy as np
import pytest
from small_artefact import Opened, artefact, artefact_folder

from shared.adapters.memory import MemoryObjects
from shared.domain.track import FEATURES
from shared.errors import NoModel, RefusedModel
from shared.model.arrays import shaped
from shared.model.artefact.manifest import MANIFEST, encode_manifest, read_manifest
from shared.model.artefact.signal_names import SIGNALS
from shared.model.artefact.store import ModelStore, manifest_name
from shared.model.atlas import Atlas
from shared.model.candidates.audio import AudioTable
from shared.model.live import LOOK_EVERY_SECONDS, LiveModel
from shared.model.model import Model
from shared.model.ranking.ranker import Ranker


def swapped(names):
    return [*names[:3], names[4], names[3], *names[5:]]


COUNT = len(SIGNALS)
OTHERS = {
    "two signals swapped": (
        {"signals": swapped(SIGNALS)},
        rf"other signals .*expected {COUNT} signals with conditional, item_cosine after playlist_knn_rare, "
        rf"found {COUNT} signals with item_cosine, conditional after playlist_knn_rare; train it again",
    ),
    "a signal added": (
        {"signals": [*SIGNALS, "skips"]},
        rf"expected {COUNT} signals with nothing after {SIGNALS[-1]}, "
        rf"found {COUNT + 1} signals with skips after {SIGNALS[-1]}",
    ),
    "a signal added among others": (
        {"signals": ["skips", *SIGNALS]},
        rf"expected {COUNT} signals with nothing at the start, found {COUNT + 1} signals with skips at the start",
    ),
    "a signal removed": (
        {"signals": [name for name in SIGNALS if name != "conditional"]},
        rf"expected {COUNT} signals with conditional after playlist_knn_rare, "
        rf"found {COUNT - 1} signals with nothing after",
    ),
    "a feature added": (
        {"features": [*FEATURES, "brightness"]},
        r"other features .*expected 13 features with nothing after time_signature, "
        r"found 14 features with brightness after time_signature; .*or deploy the code that trained it",
    ),
}

others = pytest.mark.parametrize(("columns", "error"), OTHERS.values(), ids=OTHERS.keys())


def rewrite(folder, columns):
    """Name other columns in the manifest of an artefact."""
    manifest = msgspec.structs.replace(read_manifest(folder), **columns)
    (folder / MANIFEST).write_bytes(encode_manifest(manifest))


@pytest.fixture
def store():
    return ModelStore(MemoryObjects())


def test_a_sealed_model_names_the_columns_of_this_code(tmp_path):
    manifest = artefact(tmp_path / "model")
    assert (tuple(manifest.signals), tuple(manifest.features)) == (SIGNALS, FEATURES)
    assert read_manifest(tmp_path / "model") == manifest


@pytest.mark.parametrize("missing", ["signals", "features"])
def test_a_manifest_that_names_no_columns_is_refused(tmp_path, missing):
    fields = msgspec.json.decode(encode_manifest(artefact(tmp_path / "model")))
    del fields[missing]
    (tmp_path / "model" / MANIFEST).write_bytes(msgspec.json.encode(fields))
    with pytest.raises(RefusedModel, match=missing):
        read_manifest(tmp_path / "model")


@others
@pytest.mark.parametrize("open_model", [Model.open, Model.of_verified])
def test_a_model_of_other_columns_is_not_opened(tmp_path, columns, error, open_model):
    artefact(tmp_path / "model")
    rewrite(tmp_path / "model", columns)
    with pytest.raises(RefusedModel, match=error):
        open_model(tmp_path / "model")


@others
def test_a_model_of_other_columns_is_not_published_even_by_force(store, tmp_path, columns, error):
    folder = artefact_folder(tmp_path)
    rewrite(folder, columns)
    with pytest.raises(RefusedModel, match=error):
        store.publish(folder, force=True)
    with pytest.raises(NoModel):
        store.pointer()


@others
def test_a_model_of_other_columns_is_not_downloaded(tmp_path, columns, error):
    objects = MemoryObjects()
    store = ModelStore(objects)
    version = store.publish(artefact_folder(tmp_path)).version
    deploy_other_code(objects, store, version, columns)
    with pytest.raises(RefusedModel, match=error):
        store.fetch(version, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def deploy_other_code(objects, store, version, columns):
    """Make a published model one that other code trained."""
    manifest = msgspec.structs.replace(store.manifest(version), **columns)
    objects.put(manifest_name(version), encode_manifest(manifest))


class Instance:
    """A live model over the served folders, with a clock moved by hand and one look at a time."""

    def __init__(self, store, cache):
        self.at = 0.0
        self.live = LiveModel(store, cache, open_model=Opened, seconds=lambda: self.at)

    def version_a_minute_later(self):
        self.at += LOOK_EVERY_SECONDS
        self.live.get()
        with self.live._looking:  # held by the look that has just begun, until it is over
            return self.live.get().version


@others
def test_the_old_model_stays_served_where_a_new_one_has_other_columns(tmp_path, caplog, columns, error):
    objects = MemoryObjects()
    store = ModelStore(objects)
    instance = Instance(store, tmp_path / "cache")
    old = store.publish(artefact_folder(tmp_path, "old")).version
    assert instance.live.get().version == old
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    deploy_other_code(objects, store, new, columns)
    assert instance.version_a_minute_later() == old
    assert "model refused, the old one stays" in caplog.text
    assert instance.live.get().version == old


@others
def test_an_instance_that_starts_with_a_model_of_other_columns_serves_the_one_before(tmp_path, columns, error):
    objects = MemoryObjects()
    store = ModelStore(objects)
    old = store.publish(artefact_folder(tmp_path, "old")).version
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    deploy_other_code(objects, store, new, columns)
    assert Instance(store, tmp_path / "cache").live.get().version == old


@others
def test_a_model_of_other_columns_is_neither_promoted_nor_rolled_back_to(tmp_path, columns, error):
    objects = MemoryObjects()
    store = ModelStore(objects)
    old = store.publish(artefact_folder(tmp_path, "old")).version
    new = store.publish(artefact_folder(tmp_path, "new", content=2)).version
    deploy_other_code(objects, store, old, columns)
    for change in (lambda: store.promote(old), store.rollback):
        with pytest.raises(RefusedModel, match=error):
            change()
        assert store.pointer().version == new


def test_models_of_another_schema_are_left_out_of_the_list(tmp_path, caplog):
    objects = MemoryObjects()
    store = ModelStore(objects)
    old, new = (store.publish(artefact_folder(tmp_path, str(each), content=each)).version for each in (1, 2))
    deploy_other_code(objects, store, old, {"schema": 4})
    assert [manifest.version for manifest in store.manifests()] == [new]
    assert f"models/{old}/{MANIFEST} is from an older Segue" in caplog.text


def ranker_of(width):
    return {
        "ranker_mean": np.zeros(width, dtype=np.float32),
        "ranker_scale": np.ones(width, dtype=np.float32),
        "ranker_hidden_weights": np.zeros((width, 2), dtype=np.float32),
        "ranker_hidden_bias": np.zeros(2, dtype=np.float32),
        "ranker_output_weights": np.zeros(2, dtype=np.float32),
        "ranker_output_bias": np.zeros(1, dtype=np.float32),
    }


@pytest.mark.parametrize("name", ["ranker_mean", "ranker_scale", "ranker_hidden_weights"])
@pytest.mark.parametrize("more", [-1, 1])
def test_a_ranker_of_another_width_than_the_signals_is_refused(name, more):
    arrays = ranker_of(len(SIGNALS))
    assert Ranker(arrays).scores(np.zeros((3, len(SIGNALS)), dtype=np.float32)).shape == (3,)
    arrays[name] = ranker_of(len(SIGNALS) + more)[name]
    with pytest.raises(RefusedModel, match=f"Array {name} .*expected {COUNT}.*found {COUNT + more}"):
        Ranker(arrays)


@pytest.mark.parametrize("name", ["audio_steps", "audio_levels"])
def test_features_of_another_width_are_refused(toy_arrays, name):
    axis = {"audio_steps": 1, "audio_levels": 0}[name]
    fewer = np.delete(toy_arrays[name], 0, axis=axis)
    AudioTable(toy_arrays)
    with pytest.raises(RefusedModel, match=f"Array {name} .*expected .*13.*found .*12"):
        AudioTable(toy_arrays | {name: fewer})


def test_cluster_centres_of_another_width_are_refused(toy_arrays, toy_retrieval):
    arrays = toy_arrays | {"cluster_centres": np.zeros((4, 14), dtype=np.float32)}
    with pytest.raises(RefusedModel, match=r"Array cluster_centres .*expected any x 13, found 4 x 14"):
        Atlas(arrays, [], toy_retrieval.index, toy_retrieval.audio.standardised)


def test_cluster_sounds_of_another_width_are_refused(toy_arrays, toy_retrieval):
    wide = np.zeros((4, 13), dtype=np.float32)
    arrays = toy_arrays | {"cluster_centres": wide, "cluster_sounds": wide[:, 1:]}
    with pytest.raises(RefusedModel, match=r"Array cluster_sounds .*expected any x 13, found 4 x 12"):
        Atlas(arrays, [], toy_retrieval.index, toy_retrieval.audio.standardised)


def test_an_array_of_another_number_of_dimensions_is_refused():
    arrays = {"numbers": np.zeros(5)}
    assert shaped(arrays, "numbers", 5) is arrays["numbers"]
    for shape in ((5, None), ()):
        with pytest.raises(RefusedModel, match="numbers"):
            shaped(arrays, "numbers", *shape)
