"""Evidence from similar playlists, against its definition computed densely."""

import numpy as np
import pytest
from toy import rows

from shared.model.candidates import similar_playlists
from shared.model.candidates.similar_playlists import SimilarPlaylistTable
from training.fit.order import entry_matrix


@pytest.fixture(scope="module")
def table(toy_arrays, toy_retrieval):
    return SimilarPlaylistTable(toy_arrays, toy_retrieval.tracks, toy_retrieval.playlists)


def cosines(table, toy, seeds):
    vectors = table.factors.of(np.arange(len(toy.tracks), dtype=np.int32))
    playlists = entry_matrix(toy).toarray() @ vectors
    playlists /= np.linalg.norm(playlists, axis=1, keepdims=True)
    listener = vectors[seeds].sum(axis=0)
    return playlists @ (listener / np.linalg.norm(listener))


def test_a_track_gets_the_cubed_cosines_of_the_playlists_that_hold_it(table, toy):
    seeds = rows(toy, "ac")
    expected = entry_matrix(toy).toarray().T @ np.maximum(cosines(table, toy, seeds), 0) ** 3
    found = table.evidence(seeds)
    assert found.scores == pytest.approx(expected[found.tracks], rel=0.02)


def test_playlists_without_a_single_seed_are_weighed_too(table, toy):
    assert set(table.evidence(rows(toy, "a")).tracks.tolist()) == set(rows(toy, "abcdefgh").tolist())


def test_only_the_nearest_playlists_are_weighed(table, toy, monkeypatch):
    monkeypatch.setattr(similar_playlists, "MOST_PLAYLISTS", 1)
    found = cosines(table, toy, rows(toy, "ef"))
    nearest = [sorted(toy.playlist(row).tolist()) for row in np.flatnonzero(found > found.max() - 1e-4)]
    assert len(nearest) < len(found)
    assert table.evidence(rows(toy, "ef")).tracks.tolist() in nearest


def test_the_expected_popularity_is_that_of_the_seeds_and_of_twelve_more_of_the_nearest_playlists(
    table, toy, toy_retrieval
):
    seeds = rows(toy, "ac")
    known_by = np.log1p(toy_retrieval.tracks.counts)
    weights = np.maximum(cosines(table, toy, seeds), 0) ** 3
    means = np.array([known_by[toy.playlist(row)].mean() for row in range(len(toy))])
    prior = float(weights @ means / weights.sum())
    expected = (2 * known_by[seeds].mean() + 12 * prior) / 14
    assert table.evidence(seeds).expected_popularity == pytest.approx(expected, rel=0.01)


def test_without_a_near_playlist_the_seeds_alone_tell_how_popular_its_songs_are(table, toy, monkeypatch):
    monkeypatch.setattr(table.factors, "of", lambda tracks: np.zeros((len(tracks), 16), dtype=np.float32))
    counts = table._tracks.counts[rows(toy, "a")]
    assert table.evidence(rows(toy, "a")).expected_popularity == pytest.approx(float(np.log1p(counts)[0]))
