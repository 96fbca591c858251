"""A model that knows few features or none: targets and figures of the others are not offered."""

import shutil

import msgspec
import pytest
from served_model import Served

from functions.insights.mine import Mine
from functions.recommend.contract import RecommendRequest, TuneRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.errors import UnknownFeature
from shared.messaging.outbox import StoreThenPublish
from shared.model.artefact.manifest import read_manifest, reseal
from shared.model.model import Model


@pytest.fixture
def knowing(model_folder, tmp_path):
    """Return the trained model as if only some features were known."""

    def opened(*features):
        folder = shutil.copytree(model_folder, tmp_path / "model")
        manifest = msgspec.structs.replace(read_manifest(folder), known_features=dict.fromkeys(features, 0.4))
        reseal(folder, manifest)
        return Model.of_verified(folder)

    return opened


@pytest.fixture
def asking(clock):
    """Return a function that asks a model for songs beside its most popular ones."""
    records, bus = MemoryRecords(clock), MemoryBus()

    def ask(model, **targets):
        outbox = StoreThenPublish(records, lambda: bus)
        served = Served(model)
        use_case = Recommend(served, records, outbox, lambda: bus, Services(), now=clock, new_id=lambda: "s1")
        songs = [track.id for track in model.tracks(range(3))]
        return use_case.answer(RecommendRequest(tracks=songs, tune=TuneRequest(targets=targets)))

    return ask


def test_an_answer_names_the_features_that_are_known_in_their_order(knowing, asking):
    assert asking(knowing("tempo", "key")).known_features == ["key", "tempo"]


def test_a_known_feature_may_be_aimed_at(knowing, asking):
    assert len(asking(knowing("tempo"), tempo=0.9).recommendations) == 10


def test_a_target_for_another_feature_is_refused_with_those_that_are_known(knowing, asking):
    with pytest.raises(UnknownFeature) as refused:
        asking(knowing("tempo", "key"), energy=0.9, tempo=0.1)
    assert (refused.value.expected, refused.value.found) == ("some of key, tempo", "energy")


def test_without_sound_no_target_is_taken(knowing, asking):
    with pytest.raises(UnknownFeature) as refused:
        asking(knowing(), energy=0.9)
    assert (refused.value.expected, refused.value.cure) == ("no target", "leave it out")


@pytest.fixture
def figures(clock):
    """Return a function for the figures of a listener who is new to a model."""
    records = MemoryRecords(clock)
    return lambda model: Mine(records).figures("ada", model)


def test_a_listeners_sound_is_told_by_the_features_that_are_known(knowing, figures):
    assert figures(knowing("tempo", "key", "danceability")).known_features == ["danceability", "tempo"]


def test_without_sound_a_listener_has_none(knowing, figures):
    mine = figures(knowing())
    assert (mine.known_features, mine.features) == ([], None)
