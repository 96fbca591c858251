"""The first stage's arrays: everything `shared.model.retrieval.Retrieval` needs, fitted on some playlists."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from shared.model.audio import FEATURE_WEIGHTS, search_vectors
from shared.model.tastes import playlist_tastes
from training.fit.artists import artist_arrays, credit_matrix, genre_matrix, leading_artists, songs
from training.fit.cells import cell_arrays
from training.fit.factors import LISTENER, TASTE, Factors, fit_factors
from training.fit.order import playlist_counts
from training.fit.scaling import ScaledFeatures
from training.read.dataset import Dataset, Tracks


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of n tracks apart from playlists; fitted once, shared by every fold."""

    scaled: ScaledFeatures
    credits: sparse.csr_matrix
    """Binary (n, a)."""
    tags: sparse.csr_matrix
    """Binary (n, a + g): artists and genres."""
    fixed_arrays: dict[str, NDArray[Any]]
    """The arrays that depend on no playlist."""


def describe(tracks: Tracks, scaled: ScaledFeatures, *, seed: int) -> Content:
    """Give artists, songs and genres numbers, and lay out the audio features."""
    credits_ = credit_matrix(tracks.artists)
    return Content(
        scaled=scaled,
        credits=credits_,
        tags=sparse.csr_matrix(sparse.hstack([credits_, genre_matrix(tracks.genres)])),
        fixed_arrays={
            "track_ids": tracks.ids,
            "track_ids_order": np.argsort(tracks.ids, kind="stable").astype(np.int32),
            "track_artists": leading_artists(tracks.artists),
            "track_songs": songs(tracks.names, tracks.artists),
            **_audio_arrays(scaled, seed),
        },
    )


def _audio_arrays(scaled: ScaledFeatures, seed: int) -> dict[str, NDArray[Any]]:
    known = np.flatnonzero(scaled.known).astype(np.int32)
    vectors = search_vectors(np.nan_to_num(scaled.values[known]) * FEATURE_WEIGHTS)
    levels = np.zeros((scaled.values.shape[1], 101), dtype=np.float32)
    for column, values in enumerate(scaled.values.T):
        if not np.isnan(values).all():
            levels[column] = np.nanpercentile(values, np.arange(101))
    return {
        "audio_scaled": scaled.values.astype(np.float16),
        "audio_levels": levels,
        **cell_arrays("audio", vectors, known, len(scaled.values), seed=seed),
    }


def entry_matrix(dataset: Dataset) -> sparse.csr_matrix:
    """Give the playlists as a binary (p, n) float32 matrix."""
    ones = np.ones(len(dataset.indices), dtype=np.float32)
    return sparse.csr_matrix(
        (ones, dataset.indices, dataset.indptr), shape=(len(dataset), len(dataset.tracks)), copy=True
    )


def fit_retrieval(dataset: Dataset, content: Content, *, seed: int) -> dict[str, NDArray[Any]]:
    """Fit the first stage on the playlists of `dataset`, whose tracks are those `content` describes."""
    entries = entry_matrix(dataset)
    audio = np.nan_to_num(content.scaled.values)
    factors = fit_factors(entries, audio, content.tags, als=LISTENER.scaled_to(len(dataset)), seed=seed)
    tastes = fit_factors(entries, audio, content.tags, als=TASTE.scaled_to(len(dataset)), seed=seed)
    return {
        **content.fixed_arrays,
        "track_counts": playlist_counts(dataset),
        **_playlist_arrays(dataset, entries),
        **_factor_arrays("factor", factors, seed),
        **_factor_arrays("taste", tastes, seed),
        **_cells_of_all("playlist_taste", playlist_tastes(tastes.vectors, dataset.indptr, dataset.indices), seed),
        **artist_arrays(entries, content.credits),
    }


def _factor_arrays(name: str, factors: Factors, seed: int) -> dict[str, NDArray[Any]]:
    return {
        **_cells_of_all(name, factors.vectors, seed),
        f"{name}_gram": factors.gram,
        f"{name}_confidence": np.array([factors.confidence], dtype=np.float32),
    }


def _cells_of_all(name: str, vectors: NDArray[np.float32], seed: int) -> dict[str, NDArray[Any]]:
    return cell_arrays(name, vectors, np.arange(len(vectors), dtype=np.int32), len(vectors), seed=seed)


def _playlist_arrays(dataset: Dataset, entries: sparse.csr_matrix) -> dict[str, NDArray[Any]]:
    by_track = sparse.csc_matrix(entries)
    by_track.sort_indices()
    return {
        "playlist_starts": dataset.indptr,
        "playlist_tracks": dataset.indices,
        "track_playlist_starts": by_track.indptr.astype(np.int64),
        "track_playlists": by_track.indices.astype(np.int32),
    }
