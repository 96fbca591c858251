"""The order of the catalogue: track index i is the i-th most popular track, everywhere in the artefact."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from shared.model.candidates.csr import csr_positions
from training.read.dataset import Dataset, Tracks


def by_popularity(dataset: Dataset) -> Dataset:
    """Renumber the tracks: by number of playlists, greatest first, then the table's popularity, then the id."""
    tracks = dataset.tracks
    outside = np.nan_to_num(tracks.popularity, nan=-1.0)
    order = np.lexsort((tracks.ids, -outside, -playlist_counts(dataset)))
    new_row = np.empty(len(order), dtype=np.int32)
    new_row[order] = np.arange(len(order), dtype=np.int32)
    return replace(dataset, tracks=_reordered(tracks, order), indices=new_row[dataset.indices])


def playlist_counts(dataset: Dataset) -> NDArray[np.int32]:
    """Count the playlists that hold each track: (n,) int32."""
    return np.bincount(dataset.indices, minlength=len(dataset.tracks)).astype(np.int32)


def entry_matrix(dataset: Dataset) -> sparse.csr_matrix:
    """Return the playlists as a binary (p, n) float32 matrix."""
    ones = np.ones(len(dataset.indices), dtype=np.float32)
    return sparse.csr_matrix(
        (ones, dataset.indices, dataset.indptr), shape=(len(dataset), len(dataset.tracks)), copy=True
    )


def only_playlists(dataset: Dataset, rows: NDArray[np.int64]) -> Dataset:
    """Return the dataset with some playlists, in the order of `rows`, and every track."""
    lengths = np.diff(dataset.indptr)[rows]
    return replace(
        dataset,
        playlist_ids=[dataset.playlist_ids[row] for row in rows],
        playlist_names=[dataset.playlist_names[row] for row in rows],
        contributors=dataset.contributors[rows],
        indptr=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        indices=dataset.indices[csr_positions(dataset.indptr[rows], lengths)],
    )


def without_tracks(dataset: Dataset, strip: NDArray[np.bool_]) -> Dataset:
    """Return the dataset with tracks removed from every playlist; they stay in the catalogue, unlisted.

    `strip` is (n,) bool.
    """
    return with_entries(dataset, ~strip[dataset.indices])


def with_entries(dataset: Dataset, kept: NDArray[np.bool_]) -> Dataset:
    """Return the dataset with some of its entries; `kept` is (e,) bool."""
    before = np.concatenate([[0], np.cumsum(kept)])
    return replace(dataset, indptr=before[dataset.indptr].astype(np.int64), indices=dataset.indices[kept])


def _reordered(tracks: Tracks, order: NDArray[np.int64]) -> Tracks:
    return Tracks(
        ids=tracks.ids[order],
        names=[tracks.names[row] for row in order],
        artists=[tracks.artists[row] for row in order],
        albums=[tracks.albums[row] for row in order],
        genres=[tracks.genres[row] for row in order],
        years=tracks.years[order],
        features=tracks.features[order],
        popularity=tracks.popularity[order],
        seconds=tracks.seconds[order],
        explicit=tracks.explicit[order],
        other_ids=[tracks.other_ids[row] for row in order],
        artist_ids=[tracks.artist_ids[row] for row in order],
    )
