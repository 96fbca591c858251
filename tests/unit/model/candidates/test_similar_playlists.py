"""Evidence from similar playlists, against its definition computed densely."""

import numpy as np
import pytest
from toy import rows

from shared.model.candidates import similar_playlists
from shared.model.candidates.similar_playlists import SimilarPlaylistTable
from training.fit.order import entry_matrix


@pytest.fixture(scope="module")
def table(toy_arrays, toy_retrieval):
    return SimilarPlaylistTable(toy_arrays, toy_retrieval.playlists)


def cosines(table, toy, seeds):
    vectors = table.factors.of(np.arange(len(toy.tracks), dtype=np.int32))
    playlists = entry_matrix(toy).toarray() @ vectors
    playlists /= np.linalg.norm(playlists, axis=1, keepdims=True)
    listener = vectors[seeds].sum(axis=0)
    return playlists @ (listener / np.linalg.norm(listener))


def test_a_track_gets_the_cubed_cosines_of_the_playlists_that_hold_it(table, toy):
    seeds = rows(toy, "ac")
    expected = entry_matrix(toy).toarray().T @ np.maximum(cosines(table, toy, seeds), 0) ** 3
    found = table.scores(seeds)
    assert found.scores == pytest.approx(expected[found.tracks], rel=0.02)


def test_playlists_without_a_single_seed_are_weighed_too(table, toy):
    assert set(table.scores(rows(toy, "a")).tracks.tolist()) == set(rows(toy, "abcdefgh").tolist())


def test_only_the_nearest_playlists_are_weighed(table, toy, monkeypatch):
    monkeypatch.setattr(similar_playlists, "MOST_PLAYLISTS", 1)
    found = cosines(table, toy, rows(toy, "ef"))
    nearest = [sorted(toy.playlist(row).tolist()) for row in np.flatnonzero(found > found.max() - 1e-4)]
    assert len(nearest) < len(found)
    assert table.scores(rows(toy, "ef")).tracks.tolist() in nearest
