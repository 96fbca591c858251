"""The methods of a whole model, on the demo's."""

import numpy as np
import pytest

from shared.domain.track import FEATURES
from shared.model.candidates.tracks import Indices
from shared.model.explained import explained, recommended
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules

UNKNOWN = "0" * 22
NOBODY = np.zeros(0, dtype=np.int32)


@pytest.fixture
def ids(model) -> list[str]:
    return [track.id for track in model.tracks(range(5))]


@pytest.fixture
def seeds() -> Indices:
    return np.array([3, 1, 4], dtype=np.int32)


def test_known_ids_have_indices_in_the_order_given_and_unknown_ones_are_left_out(model, ids):
    assert model.indices_of([ids[4], UNKNOWN, ids[0], ids[4]]).tolist() == [4, 0, 4]
    assert model.indices_of([UNKNOWN]).tolist() == []
    assert model.indices_of([]).dtype == np.int32


def test_each_id_has_an_index_or_minus_one(model, ids):
    assert model.index_of_each([ids[4], UNKNOWN, ids[0]]).tolist() == [4, -1, 0]


def test_tracks_are_read_by_numbers_and_by_arrays(model, ids):
    assert [track.id for track in model.tracks(np.array([4, 0], dtype=np.int32))] == [ids[4], ids[0]]
    assert model.tracks([4, 0]) == model.tracks(np.array([4, 0], dtype=np.int32))


def test_the_cluster_of_seeds_has_the_nearest_centre(model, model_folder, seeds):
    centres = np.load(model_folder / "cluster_centres.npy")
    mean = np.nanmean(model.retrieval.similar_playlists.factors.directions(seeds), axis=0)
    nearest = int(((centres - mean) ** 2).sum(axis=1).argmin())
    assert model.cluster_of(seeds) == model.clusters[nearest]
    assert model.clusters[nearest].id == nearest


def test_without_seeds_there_is_neither_cluster_name_nor_place(model):
    assert model.cluster_of(NOBODY) is None
    assert model.name_of(NOBODY) is None
    assert model.position_of(NOBODY) is None


def test_a_drawn_track_lies_nearer_to_its_own_place_than_to_the_opposite_one(model):
    drawn = model.music_map
    outermost = int(np.linalg.norm(drawn.points, axis=1).argmax())
    found = model.position_of(drawn.tracks[[outermost]])
    place = np.array([found.x, found.y])
    assert np.linalg.norm(place - drawn.points[outermost]) < np.linalg.norm(place + drawn.points[outermost])


def test_the_level_of_tracks_is_their_mean_percentile(model, seeds):
    each = [model.level_of(seeds[[place]], "energy") for place in range(3)]
    assert model.level_of(seeds, "energy") == pytest.approx(np.mean(each), abs=1e-6)
    whole = np.arange(model.track_count, dtype=np.int32)
    assert model.level_of(whole, "energy") == pytest.approx(0.5, abs=0.01)


def test_the_model_of_a_whole_table_knows_every_feature_in_its_order(model):
    assert model.known_features == list(FEATURES)


def test_clusters_stand_in_the_order_of_their_sounds_by_every_feature(model, model_folder):
    energy = np.load(model_folder / "cluster_sounds.npy")[:, 1]
    levels = [model.level_of_cluster(cluster.id, "energy") for cluster in model.clusters]
    assert np.argsort(levels).tolist() == np.argsort(energy).tolist()
    assert 0 <= min(levels) < max(levels) <= 1


def test_a_recommendation_has_its_track_and_the_reasons_that_explain_it(model, seeds):
    rules = Rules(n=8)
    found = recommended(
        model, RecommendationQuery(seeds, rules), dict(zip(seeds.tolist(), model.tracks(seeds), strict=True))
    )
    listed = model.recommend(RecommendationQuery(seeds, rules))
    indices = np.array([each.track for each in listed], dtype=np.int32)
    assert [(each.track, each.score) for each in found] == [
        (track, each.score) for track, each in zip(model.tracks(indices), listed, strict=True)
    ]
    described = explained(model, seeds, model.tracks(seeds), indices)
    assert [(each.track, each.reasons) for each in found] == described
    assert all(1 <= len(reasons) <= 3 for _, reasons in described)


def test_a_song_is_found_by_its_words(model):
    (track,) = model.tracks([0])
    hits = model.search_songs(f"{track.name} {track.artist}", 3)
    assert hits[0].track == track
    assert len(hits) <= 3
