"""Evidence from playlists, against its definition worked out densely."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import dataset, rows

from shared.model.neighbours import SHRINKAGE, PlaylistTable
from training.fit.order import playlist_counts
from training.fit.retrieval import _playlist_arrays, entry_matrix


def table(data):
    return PlaylistTable(_playlist_arrays(data, entry_matrix(data)))


def dense(data):
    return entry_matrix(data).toarray()


def test_playlists_shared_by_two_tracks_are_counted(toy):
    counted = table(toy).shared(rows(toy, "abz"), rows(toy, "bd"))
    assert counted.tolist() == [[3, 1], [3, 1], [0, 0]]


def test_a_track_nobody_listed_brings_no_evidence(toy):
    evidence = table(toy).evidence(rows(toy, "z"), playlist_counts(toy))
    assert len(evidence.tracks) == 0


@given(
    st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True), min_size=1, max_size=12),
    st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True),
)
@settings(deadline=None)
def test_every_column_is_what_its_docstring_says(playlists, letters):
    data = dataset(playlists)
    matrix, counts, seeds = dense(data), playlist_counts(data), rows(data, "".join(letters))
    shared = matrix[:, seeds].sum(axis=1)
    lengths = matrix.sum(axis=1)
    evidence = table(data).evidence(seeds, counts)
    cosine = shared / np.sqrt(lengths * len(seeds))
    together = matrix[:, seeds].T @ matrix
    listed = counts[seeds] > 0
    conditional = (together / (counts[seeds] + SHRINKAGE)[:, None]).sum(axis=0) / len(seeds)
    norms = np.sqrt(np.outer(counts[seeds][listed], np.maximum(counts, 1)))
    item_cosine = (together[listed] / norms).sum(axis=0) / len(seeds)
    assert set(evidence.tracks.tolist()) == set(np.flatnonzero(matrix.T @ (shared > 0)).tolist())
    for name, expected in {
        "playlist_cosine": matrix.T @ cosine,
        "playlist_knn": matrix.T @ cosine**2,
        "conditional": conditional,
        "item_cosine": item_cosine,
    }.items():
        assert evidence.columns()[name] == pytest.approx(expected[evidence.tracks], rel=1e-5), name
