"""Publishing with the quality gate: refusal, force, and the record in the manifest."""

import msgspec
import pytest
from small_artefact import artefact_folder

from shared.adapters.memory import MemoryObjects
from shared.errors import NoModel, RefusedModel
from shared.model.artefact.block_compression import compressed
from shared.model.artefact.download import compressed_name
from shared.model.artefact.manifest import HOLDOUT_SCORES, encode_manifest, verify
from shared.model.artefact.store import ModelStore, manifest_name


@pytest.fixture
def objects():
    return MemoryObjects()


@pytest.fixture
def store(objects):
    return ModelStore(objects)


def test_a_model_that_loses_to_popularity_is_refused(store, tmp_path):
    with pytest.raises(RefusedModel, match="popularity"):
        store.publish(artefact_folder(tmp_path, ndcg=0.1))
    with pytest.raises(NoModel):
        store.pointer()


def test_a_forced_loser_says_so_in_its_manifest(store, tmp_path):
    manifest = store.publish(artefact_folder(tmp_path, ndcg=0.1), force=True)
    assert "forced" in store.manifests()[0].notes[0]
    assert store.pointer().version == manifest.version


def test_a_model_that_loses_to_popularity_playlist_by_playlist_is_refused(store, tmp_path):
    with pytest.raises(RefusedModel, match=r"popularity.*over 50 playlists"):
        store.publish(artefact_folder(tmp_path, ndcg=0.3, popular=0.2, holdout=0.19))


def test_a_model_that_loses_to_the_served_one_is_refused_and_that_one_stays(store, objects, tmp_path):
    served = store.publish(artefact_folder(tmp_path, "served", holdout=0.4)).version
    before = [stored.name for stored in objects.list("")]
    with pytest.raises(RefusedModel, match=f"loses to the served model {served}.*--force"):
        store.publish(artefact_folder(tmp_path, "worse", holdout=0.39))
    assert store.pointer().version == served
    assert [stored.name for stored in objects.list("")] == before


def test_after_another_holdout_key_it_is_said_that_the_comparison_shows_less(store, tmp_path, caplog):
    served = store.publish(artefact_folder(tmp_path, "served", holdout=0.4)).version
    assert caplog.text == ""
    store.publish(artefact_folder(tmp_path, "same", holdout=0.4, content=2))
    assert caplog.text == ""
    with pytest.raises(RefusedModel, match="none in common"):
        store.publish(artefact_folder(tmp_path, "worse", holdout=0.3, first=1_000))
    assert "another SEGUE_HOLDOUT_KEY" in caplog.text
    assert served not in caplog.text  # the one served meanwhile is named


def test_real_songs_take_the_place_of_invented_ones_however_well_those_are_guessed(store, tmp_path):
    store.publish(artefact_folder(tmp_path, "demo", holdout=0.5, invented=True))
    real = store.publish(artefact_folder(tmp_path, "real", holdout=0.3))
    assert store.pointer().version == real.version
    assert real.notes == []


def test_invented_songs_are_compared_with_the_invented_ones_that_are_served(store, tmp_path):
    store.publish(artefact_folder(tmp_path, "demo", holdout=0.5, invented=True))
    with pytest.raises(RefusedModel, match="loses to the served model"):
        store.publish(artefact_folder(tmp_path, "worse", holdout=0.3, invented=True))


def test_a_model_that_loses_to_the_served_one_can_be_forced_and_its_manifest_says_so(store, tmp_path):
    served = store.publish(artefact_folder(tmp_path, "served", holdout=0.4)).version
    forced = store.publish(artefact_folder(tmp_path, "worse", holdout=0.39), force=True)
    published = {manifest.version: manifest.notes for manifest in store.manifests()}
    assert store.pointer().version == forced.version
    assert published[served] == []
    assert published[forced.version] == [
        f"forced: The model loses to the served model {served} on held-out playlists: "
        "0.3900, a difference of -0.0100 ± 0.0000 over 50 playlists that both have scores on"
    ]


def test_a_model_that_loses_to_both_and_is_forced_says_both(store, tmp_path):
    store.publish(artefact_folder(tmp_path, "served", holdout=0.4))
    notes = store.publish(artefact_folder(tmp_path, "worst", holdout=0.1), force=True).notes
    assert ["popularity" in note for note in notes] == [True, False]


def test_forcing_a_model_that_needs_no_force_leaves_no_note(store, tmp_path):
    assert store.publish(artefact_folder(tmp_path, holdout=0.4), force=True).notes == []


def test_a_better_model_and_the_served_one_itself_are_published(store, tmp_path):
    store.publish(artefact_folder(tmp_path, "served", holdout=0.4))
    better = store.publish(artefact_folder(tmp_path, "better", holdout=0.41)).version
    assert store.publish(tmp_path / "better").version == better
    assert store.pointer().version == better


def test_a_candidate_is_weighed_against_what_is_served_not_against_what_was_published_last(store, tmp_path):
    store.publish(artefact_folder(tmp_path, "modest", holdout=0.3))
    store.publish(artefact_folder(tmp_path, "good", holdout=0.4))
    store.rollback()
    middling = store.publish(artefact_folder(tmp_path, "middling", holdout=0.35)).version
    assert store.pointer().version == middling


def test_rolling_back_to_a_worse_model_asks_no_guard(store, tmp_path):
    worse = store.publish(artefact_folder(tmp_path, "worse", holdout=0.3)).version
    store.publish(artefact_folder(tmp_path, "better", holdout=0.4))
    assert store.rollback() == worse


@pytest.mark.parametrize(("served", "candidate"), [(None, 0.21), (0.4, None), (None, None)])
def test_where_one_was_trained_before_the_guard_only_popularity_counts(store, tmp_path, served, candidate):
    store.publish(artefact_folder(tmp_path, "served", holdout=served))
    published = store.publish(artefact_folder(tmp_path, "candidate", content=2, holdout=candidate))
    assert store.pointer().version == published.version
    assert published.notes == []


def break_judging(store, objects, version, path):
    """Publish a model whose holdout scores are no JSON."""
    path.write_bytes(b"{")
    manifest = store.manifest(version)
    manifest.compressed_files[HOLDOUT_SCORES], data = compressed(path)
    manifest.files[HOLDOUT_SCORES] = msgspec.structs.replace(manifest.files[HOLDOUT_SCORES], size_bytes=1)
    objects.put(compressed_name(version, HOLDOUT_SCORES), data)
    objects.put(manifest_name(version), encode_manifest(manifest))


@pytest.mark.parametrize("broken", ["compressed", "JSON"])
def test_a_served_model_whose_judging_is_broken_is_named_and_can_be_replaced_by_force(
    store, objects, tmp_path, broken
):
    served = store.publish(artefact_folder(tmp_path, "served", holdout=0.4)).version
    if broken == "compressed":
        objects.put(compressed_name(served, HOLDOUT_SCORES), b"{")
    else:
        break_judging(store, objects, served, tmp_path / "broken")
    better = artefact_folder(tmp_path, "better", holdout=0.5)
    with pytest.raises(RefusedModel, match=rf"models/{served}/holdout_scores\.json"):
        store.publish(better)
    assert store.publish(better, force=True).version == store.pointer().version


def test_a_served_model_of_an_older_schema_can_be_replaced_without_force(store, objects, tmp_path):
    served = store.publish(artefact_folder(tmp_path, "served", holdout=0.4)).version
    objects.put(manifest_name(served), encode_manifest(msgspec.structs.replace(store.manifest(served), schema=3)))
    published = store.publish(artefact_folder(tmp_path, "new", holdout=0.3))
    assert store.pointer().version == published.version


def test_publishing_the_served_model_again_repairs_its_judging(store, objects, tmp_path):
    folder = artefact_folder(tmp_path, holdout=0.4)
    version = store.publish(folder).version
    objects.put(compressed_name(version, HOLDOUT_SCORES), b"{")
    store.publish(folder)
    assert verify(store.fetch(version, tmp_path / "cache")).version == version
