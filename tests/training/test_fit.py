"""Scaling, clusters, names, artists and the cold-start map, on data with an answer known by construction."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse
from worlds import world

from shared.domain.track import FEATURES
from shared.errors import InvalidData
from training.fit.artists import credit_arrays, credit_matrix, number, songs
from training.fit.clusters import LARGEST_K, SMALLEST_K, Criterion, best_k, fit_clusters, playlist_means
from training.fit.factors import LISTENER, fit_factors
from training.fit.names import name_clusters
from training.fit.order import by_popularity, only_playlists, playlist_counts, without_tracks
from training.fit.scaling import scale_features
from training.read.dataset import Dataset
from training.train import train

LETTERS = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda".split()


NOWHERE = np.zeros(0, dtype=np.int32)


def blobs(rng: np.random.Generator, clusters: int, playlists: int) -> Dataset:
    """Build playlists in `clusters` well-separated clouds of features, ten tracks each."""
    centres = rng.normal(0, 6, (clusters, len(FEATURES)))
    features = np.repeat(centres, 40, axis=0) + rng.normal(0, 0.3, (clusters * 40, len(FEATURES)))
    lists = [(place % clusters) * 40 + rng.permutation(40)[:10] for place in range(playlists)]
    names = [f"{LETTERS[place % clusters]} mix" for place in range(playlists)]
    features[:, FEATURES.index("duration_ms")] = np.exp(features[:, FEATURES.index("duration_ms")] / 10 + 12)
    return world([each.tolist() for each in lists], features, names)


def test_scaled_features_have_mean_zero_and_variance_one_and_keep_their_gaps():
    features = np.random.default_rng(0).normal(5, 3, (500, len(FEATURES)))
    features[:50, 2] = np.nan
    scaled = scale_features(features.astype(np.float32)).values
    assert np.nanmean(scaled, axis=0) == pytest.approx(0, abs=0.05)
    assert np.nanstd(scaled[:, :11], axis=0) == pytest.approx(1, abs=0.05)
    assert np.isnan(scaled[:50, 2]).all()


def test_a_feature_nobody_knows_stays_unknown():
    features = np.random.default_rng(0).normal(size=(20, len(FEATURES)))
    features[:, 12] = np.nan
    assert np.isnan(scale_features(features.astype(np.float32)).values[:, 12]).all()


def test_a_playlists_mean_leaves_out_what_is_unknown():
    features = np.ones((3, len(FEATURES)))
    features[0] = np.nan
    features[2] = 3
    data = world([[0, 1, 2], [0]], features)
    means = playlist_means(data, features.astype(np.float32))
    assert means[0] == pytest.approx(2)
    assert np.isnan(means[1]).all()


def test_the_true_number_of_clusters_is_chosen_and_every_playlist_put_in_its_own():
    data = blobs(np.random.default_rng(1), clusters=11, playlists=330)
    clusters = fit_clusters(playlist_means(data, scale_features(data.tracks.features).values), seed=1)
    assert len(clusters.centres) == 11
    assert [criterion.k for criterion in clusters.criteria] == list(range(SMALLEST_K, LARGEST_K + 1))
    assert len({tuple(set(clusters.of_playlist[first::11].tolist())) for first in range(11)}) == 11


def test_a_cluster_is_named_by_the_words_of_its_playlists():
    data = blobs(np.random.default_rng(1), clusters=11, playlists=330)
    means = playlist_means(data, scale_features(data.tracks.features).values)
    clusters = fit_clusters(means, seed=1)
    names = {info.name for info in name_clusters(data, clusters, NOWHERE, lambda tracks: [])}
    assert names == {letter.capitalize() for letter in LETTERS}


def test_a_cluster_without_telling_words_and_artists_is_named_by_its_sound():
    data = blobs(np.random.default_rng(1), clusters=9, playlists=90)
    unsigned = replace(data.tracks, artists=[""] * len(data.tracks))
    data = replace(data, playlist_names=["playlist"] * 90, tracks=unsigned)
    means = playlist_means(data, scale_features(data.tracks.features).values)
    for info in name_clusters(data, fit_clusters(means, seed=1), NOWHERE, lambda tracks: ["calm", "slow"]):
        assert (info.words, info.sound) == ([], ["calm", "slow"])
        assert info.name.startswith("Calm and slow")


def test_the_best_k_has_the_best_mean_rank():
    tried = [Criterion(8, 0.2, 1.5, 100), Criterion(9, 0.4, 1.0, 90), Criterion(10, 0.3, 1.2, 95)]
    assert best_k(tried) == 9


def test_of_equals_the_smallest_k_is_chosen():
    assert best_k([Criterion(9, 0.3, 1.0, 90), Criterion(8, 0.3, 1.0, 90)]) == 8


def test_tracks_are_numbered_by_playlists_then_outside_popularity_then_id():
    data = world([[3], [3, 2], [1]], np.ones((5, len(FEATURES))))
    popularity = np.array([50, np.nan, np.nan, np.nan, 90], dtype=np.float32)
    ordered = by_popularity(replace(data, tracks=replace(data.tracks, popularity=popularity)))
    assert [int(each[-22:]) for each in ordered.tracks.ids] == [3, 1, 2, 4, 0]
    assert ordered.playlist(1).tolist() == [0, 2]
    assert playlist_counts(ordered).tolist() == [2, 1, 1, 0, 0]


def test_some_playlists_can_be_kept_and_some_tracks_stripped():
    data = world([[0, 1], [2, 3], [1, 3]], np.ones((4, len(FEATURES))))
    kept = only_playlists(data, np.array([0, 2]))
    assert [kept.playlist(row).tolist() for row in range(2)] == [[0, 1], [1, 3]]
    stripped = without_tracks(data, np.array([False, True, False, False]))
    assert [stripped.playlist(row).tolist() for row in range(3)] == [[0], [2, 3], [3]]
    assert len(stripped.tracks) == 4


def test_equal_keys_share_a_number_and_empty_ones_have_none():
    assert number(["b", "a", "b", ""]).tolist() == [0, 1, 0, -1]
    arrays = credit_arrays(credit_matrix(["A feat. B", "a", "B", ""]))
    a, b = arrays["track_artists"][[0, 2]].tolist()
    assert arrays["track_artists"].tolist() == [a, a, b, -1]
    assert arrays["shared_credit_tracks"].tolist() == [0]
    assert arrays["shared_credit_artists"].tolist() == [b]
    assert songs(["X", "X - Live", "X"], ["A", "A", "B"]).tolist() == [0, 0, 1]


def test_every_artist_in_a_credit_is_counted_once():
    assert credit_matrix(["A, B", "B feat. B", ""]).toarray().tolist() == [[1, 1], [0, 1], [0, 0]]


def test_an_unlisted_track_lies_near_its_artists_other_songs():
    rng = np.random.default_rng(2)
    artist = np.arange(200) % 10
    playlists = [rng.permutation(np.flatnonzero(artist == place % 10))[:12] for place in range(200)]
    unlisted = np.arange(0, 200, 20)
    entries = sparse.lil_matrix((200, 200), dtype=np.float32)
    for row, tracks in enumerate(playlists):
        entries[row, [track for track in tracks if track not in unlisted]] = 1
    tags = sparse.csr_matrix((np.ones(200, dtype=np.float32), artist, np.arange(201)), shape=(200, 10))
    factors = fit_factors(entries.tocsr(), np.zeros((200, 13), dtype=np.float32), tags, als=LISTENER, seed=1)
    directions = factors.vectors / np.linalg.norm(factors.vectors, axis=1, keepdims=True)
    for track in unlisted:
        cosines = directions @ directions[track]
        same = artist == artist[track]
        assert cosines[same].mean() > cosines[~same].mean() + 0.5


def test_nothing_cannot_be_factorised():
    empty = sparse.csr_matrix((3, 4), dtype=np.float32)
    with pytest.raises(InvalidData):
        fit_factors(
            empty,
            np.zeros((4, 13), dtype=np.float32),
            sparse.csr_matrix((4, 1), dtype=np.float32),
            als=LISTENER,
            seed=1,
        )


def test_too_few_playlists_are_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InvalidData, match="too few playlists"):
        train(world([[0, 1]], np.ones((2, len(FEATURES)))), tmp_path / "model")
    assert not list(tmp_path.iterdir())
