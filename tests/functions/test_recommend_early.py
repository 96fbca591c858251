"""The first answer of an instance waits for no file of its model that songs are answered without."""

import pytest
from served_model import Served

from functions.recommend.contract import RecommendRequest
from functions.recommend.handler import Recommend
from functions.recommend.inputs import Services
from shared.adapters.memory import MemoryBus, MemoryRecords
from shared.messaging.outbox import StoreThenPublish
from shared.model.artefact.manifest import read_manifest
from shared.model.artefact.order_of_need import is_needed_first
from shared.model.model import Model


@pytest.fixture
def late():
    """Names of late files that were waited for."""
    return []


@pytest.fixture
def recommend(model_folder, clock, late):
    def note(name: str) -> None:
        if not is_needed_first(name):
            late.append(name)

    model, bus, records = Model(model_folder, read_manifest(model_folder), note), MemoryBus(), MemoryRecords(clock)
    outbox = StoreThenPublish(records, lambda: bus)
    return Recommend(Served(model), records, outbox, lambda: bus, Services(), now=clock, new_id=lambda: "s1")


def test_songs_by_their_ids_are_answered_without_late_files(recommend, known, late):
    answer = recommend.answer(RecommendRequest(tracks=list(known[:3])), listener="ada")
    assert len(answer.recommendations) == 10
    assert late == []


def test_what_has_a_title_waits_for_the_titles(recommend, known, late):
    recommend.answer(RecommendRequest(tracks=list(known[:3]), title="Rainy days"), listener="ada")
    assert any(name.startswith("titles_") for name in late)
