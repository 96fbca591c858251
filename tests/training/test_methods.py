"""Every method that Segue is compared with, against its formula worked out densely on six playlists."""

import numpy as np
import pytest
from worlds import world

from shared.domain.track import FEATURES
from training.evaluate.methods import (
    AudioCentroid,
    Ease,
    ImplicitAls,
    ItemKnn,
    OriginalSystem,
    PlaylistKnn,
    Popularity,
    Random,
    _filled,
    ranking,
)
from training.fit.factors import Als, als_vectors
from training.fit.order import entry_matrix
from training.fit.scaling import ScaledFeatures

PLAYLISTS = [[0, 1, 2], [0, 1, 3], [0, 1], [2, 3, 4], [4, 5], [0, 5]]
SEEDS = np.array([1, 2], dtype=np.int32)
UNLISTED = 6


@pytest.fixture(scope="module")
def features():
    return np.random.default_rng(2).normal(size=(7, len(FEATURES)))


@pytest.fixture(scope="module")
def data(features):
    return world(PLAYLISTS, features)


@pytest.fixture(scope="module")
def entries(data):
    return entry_matrix(data).toarray()


class Fixed:
    """A method with scores written down."""

    def __init__(self, *scores):
        self._scores = np.array(scores)

    def scores(self, seeds):
        return self._scores


def test_a_ranking_is_best_first_without_the_seeds_and_ties_keep_the_order_of_popularity():
    ranked = ranking(Fixed(1.0, 9.0, 3.0, 3.0, 5.0, 3.0), np.array([1]), 4)
    assert ranked.tolist() == [4, 2, 3, 5]
    assert ranked.dtype == np.int32


def test_of_tracks_that_tie_for_the_last_place_the_most_popular_is_kept():
    assert ranking(Fixed(0.0, 2.0, 2.0, 2.0), np.array([0]), 2).tolist() == [1, 2]


def test_a_ranking_has_no_more_tracks_than_there_are_besides_the_seeds():
    assert ranking(Fixed(1.0, 2.0, 3.0), np.array([2]), 10).tolist() == [1, 0]
    assert ranking(Fixed(1.0, 2.0), np.array([1]), 10).tolist() == [0]
    assert ranking(Fixed(1.0, 2.0), np.array([0, 1]), 10).tolist() == []
    assert ranking(Fixed(1.0, 2.0), np.array([0]), 0).tolist() == []


def test_random_scores_are_others_at_each_call_and_the_same_for_a_seed(data):
    method = Random(7, seed=3)
    first, second = method.scores(SEEDS), method.scores(SEEDS)
    assert len(first) == 7
    assert first.tolist() != second.tolist()
    assert Random(7, seed=3).scores(SEEDS).tolist() == first.tolist()


def test_popularity_counts_playlists(data):
    assert Popularity(data).scores(SEEDS).tolist() == [4, 3, 2, 2, 2, 2, 0]


def test_item_knn_is_the_mean_cosine_to_the_seeds_playlist_sets(data, entries):
    unit = entries / np.maximum(np.linalg.norm(entries, axis=0), 1)
    assert ItemKnn(data).scores(SEEDS) == pytest.approx((unit.T @ unit[:, SEEDS]).mean(axis=1), abs=1e-6)


def test_playlist_knn_sums_the_squared_cosines_of_the_playlists(data, entries):
    shared, lengths = entries[:, SEEDS].sum(axis=1), entries.sum(axis=1)
    cosines = shared / np.sqrt(lengths * len(SEEDS))
    assert PlaylistKnn(data).scores(SEEDS) == pytest.approx(entries.T @ cosines**2, abs=1e-6)


def test_an_empty_playlist_is_no_ones_neighbour(features):
    scores = PlaylistKnn(world([[], [0, 1]], features)).scores(np.array([0]))
    assert scores[:2] == pytest.approx([0.5, 0.5])


def test_als_scores_are_products_with_the_listener_folded_in(data, entries):
    als = Als(factors=3, confidence=10.0, regularisation=0.1)
    vectors = als_vectors(entry_matrix(data), als, 4).astype(np.float64)
    weights = np.full(7, 1.0)
    weights[SEEDS] = als.confidence
    wanted = np.isin(np.arange(7), SEEDS) * weights
    listener = np.linalg.solve((vectors.T * weights) @ vectors + 0.1 * np.eye(3), vectors.T @ wanted)
    assert ImplicitAls(data, als, seed=4).scores(SEEDS) == pytest.approx(vectors @ listener, abs=1e-4)


def test_ease_solves_the_ridge_regression_of_each_track_on_all_others(data, entries):
    gram, columns = entries.T @ entries, np.arange(7)
    expected = np.zeros((7, 7))
    for track in columns:
        others = columns[columns != track]
        left = gram[np.ix_(others, others)] + Ease.REGULARISATION * np.eye(6)
        expected[others, track] = np.linalg.solve(left, gram[others, track])
    assert Ease(data).scores(SEEDS) == pytest.approx(expected[SEEDS].sum(axis=0), abs=1e-5)


def test_the_audio_centroid_ranks_by_distance_to_the_seeds_mean_and_the_unknown_last():
    values = np.full((4, len(FEATURES)), 0.0, dtype=np.float32)
    values[0, 0], values[1, 1], values[2, 2] = 2.0, 4.0, 3.0
    values[3] = np.nan
    scores = AudioCentroid(ScaledFeatures(values)).scores(np.array([0, 1]))
    centre = (values[0] + values[1]) / 2
    assert scores[:3] == pytest.approx(-np.linalg.norm(values[:3] - centre, axis=1))
    assert scores[3] == -np.inf


def two_sounds() -> np.ndarray:
    """Twenty-four tracks: twelve about +10 in every feature, twelve about -10."""
    side = np.repeat([10.0, -10.0], 12)[:, None]
    return side + np.random.default_rng(1).normal(0, 0.1, (24, len(FEATURES)))


def test_the_original_system_puts_the_tracks_of_the_nearest_playlists_first(monkeypatch):
    """Of the seeds' cluster two playlists are looked at: theirs are candidates, all others follow by distance."""
    monkeypatch.setattr(OriginalSystem, "CLUSTERS", 2)
    monkeypatch.setattr(OriginalSystem, "PLAYLISTS", 2)
    raw = two_sounds()
    lists = [[0, 1], [2, 3], [4, 5], [6, 7], [12, 13], [14, 15]]
    method = OriginalSystem(world(lists, raw), ScaledFeatures(raw.astype(np.float32)), seed=1)
    seeds = np.array([0, 1])
    means = np.array([raw[each].mean(axis=0) for each in lists[:4]])
    nearest = np.argsort(np.linalg.norm(means - raw[seeds].mean(axis=0), axis=1))[:2]
    candidates = sorted(track for place in nearest for track in lists[place])
    order = np.argsort(-method.scores(seeds), kind="stable").tolist()
    assert sorted(order[:4]) == candidates
    distances = np.linalg.norm(raw - raw[seeds].mean(axis=0), axis=1)
    assert order[4:] == [track for track in np.argsort(distances).tolist() if track not in candidates]


def test_the_original_system_scores_fall_with_the_squared_distance_in_raw_features():
    raw = two_sounds()
    method = OriginalSystem(world([[0, 1], [12, 13]], raw), ScaledFeatures(raw.astype(np.float32)), seed=1)
    scores = method.scores(np.array([0]))
    squares = ((raw - raw[0]) ** 2).sum(axis=1)
    others = [place for place in range(24) if place not in (0, 1)]
    assert scores[others] - scores[5] == pytest.approx((squares[5] - squares[others]) / 2, abs=1e-2)
    assert min(scores[[0, 1]]) > max(scores[others]) + 0.9


def candidates_of(playlists: list[list[int]], sounds: list[float], seed: int) -> list[int]:
    """The candidates of the original system for one seed, told by their scores, as raw features tell nothing."""
    silent = np.zeros((len(sounds), len(FEATURES)))
    standardised = silent.astype(np.float32)
    standardised[:, 0] = sounds
    method = OriginalSystem(world(playlists, silent), ScaledFeatures(standardised), seed=1)
    scores = method.scores(np.array([seed]))
    return np.flatnonzero(scores > scores.min()).tolist()


def test_the_original_systems_candidates_come_first_where_all_tracks_are_equally_near():
    assert candidates_of([[0, 1], [2, 3]], [5, 5, -5, -5], seed=0) == [0, 1]


@pytest.mark.parametrize(("seed", "nearest"), [(0, [0, 1]), (2, [2, 3]), (4, [4, 5])])
def test_the_original_system_prefers_the_playlist_whose_mean_is_nearest_to_the_seeds(monkeypatch, seed, nearest):
    monkeypatch.setattr(OriginalSystem, "CLUSTERS", 1)
    monkeypatch.setattr(OriginalSystem, "PLAYLISTS", 1)
    assert candidates_of([[0, 1], [2, 3], [4, 5]], [1, 1, 2, 2, 3, 3], seed) == nearest


def test_the_original_system_tells_seventeen_clusters_apart():
    """Of eighteen sounds, each on one playlist, exactly two have to share a cluster, and so their candidates."""
    playlists = [[sound, sound + 18] for sound in range(18)]
    found = [candidates_of(playlists, [*range(18), *range(18)], seed) for seed in range(18)]
    assert sorted(map(len, found)) == [2] * 16 + [4] * 2


def test_the_original_system_reads_an_unknown_feature_as_the_mean_of_the_known(monkeypatch):
    raw = two_sounds()
    raw[5, 0] = np.nan
    filled = raw.copy()
    filled[5, 0] = np.nanmean(raw[:, 0])
    scaled = ScaledFeatures(raw.astype(np.float32))
    gappy, whole = (
        OriginalSystem(world([[0, 1], [12, 13]], each), scaled, seed=1).scores(np.array([0]))
        for each in (raw, filled)
    )
    assert gappy == pytest.approx(whole, abs=1e-3)


def test_the_original_system_knows_no_playlist_without_features():
    raw = two_sounds()
    raw[[2, 3]] = np.nan
    method = OriginalSystem(world([[2, 3], [0, 1], [12, 13]], raw), ScaledFeatures(raw.astype(np.float32)), seed=1)
    scores = method.scores(np.array([0]))
    assert set(np.argsort(-scores)[:2].tolist()) == {0, 1}


def test_what_a_single_track_knows_is_the_mean_of_the_known():
    values = np.array([[np.nan, np.nan], [4.0, np.nan], [np.nan, np.nan]], dtype=np.float32)
    assert _filled(values).tolist() == [[4.0, 0.0]] * 3
