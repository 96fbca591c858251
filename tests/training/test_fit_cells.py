"""Cells, the map and clusters of tracks, by hand and by brute force."""

from itertools import chain, pairwise

import numpy as np
import pytest
from openTSNE import TSNE
from worlds import world

from shared.domain.track import FEATURES
from shared.model.candidates.cells import Cells
from shared.model.candidates.vectors import VectorTable, vector_arrays
from training.fit import atlas, cells, clusters
from training.fit.atlas import draw_map, track_clusters
from training.fit.cells import cell_arrays, index_arrays
from training.fit.clusters import Clusters, Criterion, best_k, fit_clusters
from training.fit.scaling import ScaledFeatures


@pytest.fixture(scope="module")
def vectors():
    return np.random.default_rng(3).normal(size=(90, 4)).astype(np.float32)


def by_cell(arrays) -> list[list[int]]:
    starts, members = arrays["x_cell_starts"], arrays["x_cell_members"]
    return [members[first:last].tolist() for first, last in pairwise(starts)]


def nearest_centres(vectors, centres) -> list[int]:
    return np.linalg.norm(vectors[:, None] - centres[None], axis=2).argmin(axis=1).tolist()


def test_about_the_root_of_the_members_many_cells_hold_each_in_that_of_the_nearest_centre(vectors):
    members = np.arange(500, 590, dtype=np.int32)[::-1].copy()
    arrays = cell_arrays("x", vectors, members, seed=1)
    assert len(arrays["x_cell_centres"]) == 9  # the root of 90 is 9.49
    owner = {member: cell for cell, found in enumerate(by_cell(arrays)) for member in found}
    assert [owner[member] for member in members.tolist()] == nearest_centres(vectors, arrays["x_cell_centres"])
    assert all(found == sorted(found) for found in by_cell(arrays))


def test_a_single_vector_has_a_cell():
    arrays = cell_arrays("x", np.ones((1, 2), dtype=np.float32), np.array([7], dtype=np.int32), seed=1)
    assert by_cell(arrays) == [[7]]


def test_no_vector_has_one_empty_cell():
    arrays = cell_arrays("x", np.zeros((0, 2), dtype=np.float32), np.zeros(0, dtype=np.int32), seed=1)
    cells_of_none = Cells.of(arrays, "x")
    probed = cells_of_none.probed(np.ones(2, dtype=np.float32), scan=5)
    assert arrays["x_cell_centres"].shape == (1, 2)
    assert cells_of_none.members(probed).tolist() == []


def test_cells_are_the_same_however_many_vectors_are_assigned_at_once(vectors, monkeypatch):
    members = np.arange(90, dtype=np.int32)
    whole = by_cell(cell_arrays("x", vectors, members, seed=1))
    monkeypatch.setattr(cells, "_ASSIGNED_AT_ONCE", 7)
    assert by_cell(cell_arrays("x", vectors, members, seed=1)) == whole


def test_centres_are_fitted_on_a_draw_of_the_vectors(vectors, monkeypatch):
    monkeypatch.setattr(cells, "_MOST_FITTED", 12)
    arrays = cell_arrays("x", vectors, np.arange(90, dtype=np.int32), seed=1)
    assert len(arrays["x_cell_centres"]) == 9
    assert sorted(chain.from_iterable(by_cell(arrays))) == list(range(90))


def test_an_index_keeps_vectors_in_the_order_of_the_cells(vectors):
    arrays = index_arrays("x", vectors, seed=1)
    kept = VectorTable(arrays, "x").of(np.arange(90))
    assert kept == pytest.approx(vectors[arrays["x_cell_members"]], abs=0.03)


def standing(labels: list[int], centres: list[list[float]]) -> Clusters:
    wide = np.zeros((len(centres), len(FEATURES)), dtype=np.float32)
    wide[:, :2] = centres
    return Clusters(wide, np.array(labels, dtype=np.int32), ())


def test_a_track_is_in_the_cluster_of_most_of_its_playlists_else_in_that_of_the_nearest_centre():
    features = np.zeros((6, len(FEATURES)))
    features[3, :2] = [9, 9]  # unlisted, about the third centre
    features[4, :2] = [1, 4]  # unlisted, and nearer to the first centre than to the long second one
    features[5] = np.nan
    data = world([[0, 1], [0, 1], [0, 2], [2], [1]], features)
    found = standing([0, 1, 1, -1, -1], [[0, 3], [6, 6], [9, 10]])
    of_track = track_clusters(data, found, features.astype(np.float32))
    assert of_track.tolist() == [1, 0, 1, 2, 0, -1]


def test_a_track_that_only_playlists_without_a_cluster_hold_goes_by_its_own_point():
    features = np.zeros((2, len(FEATURES)))
    features[1] = np.nan
    data = world([[0, 1]], features)
    found = standing([-1], [[5, 0], [1, 0]])
    assert track_clusters(data, found, features.astype(np.float32)).tolist() == [1, -1]


def quickly(monkeypatch, iterations: int = 3):
    """Refine a map less: which tracks it shows and how far it reaches do not depend on that."""
    monkeypatch.setattr(atlas, "_EXAGGERATED", iterations)
    monkeypatch.setattr(atlas, "_REFINED", iterations)


def drawn(counts: list[int], of_track: list[int], most: int = 100):
    rng = np.random.default_rng(0)
    tracks = len(counts)
    vectors = VectorTable(vector_arrays("x", rng.normal(size=(tracks, 4)).astype(np.float32)), "x")
    scaled = ScaledFeatures(rng.normal(size=(tracks, len(FEATURES))).astype(np.float32))
    clusters = np.array(of_track, dtype=np.int32)
    return draw_map(vectors, scaled, np.array(counts, dtype=np.int32), clusters, seed=1, most=most)


def test_the_map_shows_the_popular_after_the_first_of_every_cluster(monkeypatch):
    monkeypatch.setattr(atlas, "_EACH_CLUSTER_AT_LEAST", 2)
    quickly(monkeypatch)
    counts = [20, 19, 18, 17, 16, 15, 14, 13, 5, 4, 3, 2]
    found = drawn(counts, [0] * 8 + [1, 1, 1, 2], most=8)
    # Two of the first and second cluster, the one of the third, and the three most popular of the others.
    assert found.tracks.tolist() == [0, 1, 2, 3, 4, 8, 9, 11]


def test_tracks_of_no_cluster_are_not_on_the_map(monkeypatch):
    quickly(monkeypatch)
    assert drawn([9, 8, 7, 6, 5, 4], [0, -1, 0, 0, -1, 0]).tracks.tolist() == [0, 2, 3, 5]


def test_the_map_is_centred_and_its_farthest_point_at_distance_one(monkeypatch):
    quickly(monkeypatch)
    found = drawn(list(range(30, 0, -1)), [0] * 30)
    assert found.points.shape == (30, 2)
    assert found.points.mean(axis=0) == pytest.approx([0, 0], abs=1e-5)
    assert np.linalg.norm(found.points, axis=1).max() == pytest.approx(1)


@pytest.mark.parametrize(("songs", "neighbours"), [(31, 10), (121, 30)])
def test_a_song_is_placed_by_a_third_of_the_others_and_at_most_thirty(monkeypatch, songs, neighbours):
    asked = []

    class Noted(TSNE):
        """openTSNE, with a note of the perplexity it is asked for."""

        def __init__(self, *, perplexity, **others):
            asked.append(perplexity)
            super().__init__(perplexity=perplexity, **others)

    monkeypatch.setattr(atlas, "TSNE", Noted)
    quickly(monkeypatch)
    drawn([1] * songs, [0] * songs)
    assert asked == [pytest.approx(neighbours)]


def test_what_is_alike_is_near_on_the_map(monkeypatch):
    """Two far groups of vectors, one sound: each point's nearest is of its own group."""
    quickly(monkeypatch, 30)
    rng = np.random.default_rng(4)
    side = np.repeat([[1.0, 0, 0], [0, 0, 1.0]], 20, axis=0)
    vectors = VectorTable(vector_arrays("x", (side + rng.normal(0, 0.05, side.shape)).astype(np.float32)), "x")
    scaled = ScaledFeatures(np.zeros((40, len(FEATURES)), dtype=np.float32))
    counts, of_track = np.ones(40, dtype=np.int32), np.zeros(40, dtype=np.int32)
    points = draw_map(vectors, scaled, counts, of_track, seed=1).points
    distances = np.linalg.norm(points[:, None] - points[None], axis=2) + 9 * np.eye(40)
    assert (distances.argmin(axis=1) // 20 == np.arange(40) // 20).all()


def test_as_many_clusters_are_tried_as_distinct_playlists_allow():
    means = np.zeros((12, len(FEATURES)), dtype=np.float32)
    means[:, 0] = np.arange(12) // 2  # six different ones
    found = fit_clusters(means, seed=1)
    assert [each.k for each in found.criteria] == [5]
    means[:, 0] = 0
    found = fit_clusters(means, seed=1)
    assert found.criteria == (Criterion(1, 0.0, 0.0, 0.0),)
    assert found.of_playlist.tolist() == [0] * 12


def test_two_kinds_of_playlist_can_be_judged():
    means = np.zeros((12, len(FEATURES)), dtype=np.float32)
    means[:, 0] = np.arange(12) // 4  # three different ones: no more than two clusters
    (criterion,) = fit_clusters(means, seed=1).criteria
    assert criterion.k == 2
    assert criterion.silhouette > 0.5


def test_playlists_without_features_are_in_no_cluster():
    means = np.random.default_rng(0).normal(size=(40, len(FEATURES))).astype(np.float32)
    means[[3, 17]] = np.nan
    found = fit_clusters(means, seed=1)
    assert np.flatnonzero(found.of_playlist == -1).tolist() == [3, 17]
    centred = np.linalg.norm(np.delete(means, [3, 17], axis=0)[:, None] - found.centres[None], axis=2)
    assert np.delete(found.of_playlist, [3, 17]).tolist() == centred.argmin(axis=1).tolist()


def test_clusters_are_fitted_on_a_draw_of_many_playlists_and_all_are_placed(monkeypatch):
    monkeypatch.setattr(clusters, "_MOST_FITTED", 30)
    means = np.random.default_rng(0).normal(size=(60, len(FEATURES))).astype(np.float32)
    found = fit_clusters(means, seed=1)
    assert max(each.k for each in found.criteria) == 24
    assert (found.of_playlist >= 0).all()


def test_every_criterion_has_its_say():
    """Each K is best by one of the three; the middle one is second by the others."""
    tried = [Criterion(8, 0.5, 3.0, 10), Criterion(9, 0.4, 1.0, 20), Criterion(10, 0.1, 2.0, 30)]
    assert best_k(tried) == 9
    assert best_k([Criterion(8, 0.1, 2.0, 10), Criterion(9, 0.2, 1.0, 5)]) == 9
    assert best_k([Criterion(8, 0.2, 2.0, 5), Criterion(9, 0.1, 1.0, 10)]) == 9
