"""The arrays of the first stage, `shared.model.candidates.retrieval.Retrieval`, fitted on some playlists."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from shared.model.arrays import ArrayMap
from shared.model.candidates.audio import FEATURE_WEIGHTS, from_steps, in_steps, search_vectors
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.tracks import id_arrays
from shared.model.candidates.vectors import VectorTable, unit, vector_arrays
from training.fit.artists import (
    artist_arrays,
    credit_arrays,
    credit_matrix,
    credit_names,
    genre_matrix,
    genre_names,
    songs,
)
from training.fit.cells import cell_arrays, index_arrays
from training.fit.factors import COARSE, LISTENER, Factors, fit_factors
from training.fit.facts import fact_arrays
from training.fit.order import entry_matrix, only_playlists, playlist_counts
from training.fit.playlists import playlist_arrays, playlist_popularity
from training.fit.scaling import ScaledFeatures
from training.fit.titles import name_arrays, title_arrays
from training.read.dataset import Dataset, Tracks

MOST_SIMILAR_FROM = 250_000
"""Playlists among which similar ones are searched, at most; more were no better."""

MOST_BY_SOUND = 250_000
"""Most popular tracks that the audio source finds; other listed tracks are found by playlists alone."""


@dataclass(frozen=True, slots=True)
class Content:
    """The content of n tracks, everything but playlists; fitted once, shared by every fold."""

    scaled: ScaledFeatures
    credits: sparse.csr_matrix
    """Binary (n, a)."""
    genres: sparse.csr_matrix
    """Binary (n, g)."""
    fixed_arrays: dict[str, NDArray[Any]]
    """The arrays that depend on no playlist, by name."""

    @property
    def tags(self) -> sparse.csr_matrix:
        """Return artists and genres, binary (n, a + g)."""
        return sparse.csr_matrix(sparse.hstack([self.credits, self.genres]))


def describe(tracks: Tracks, scaled: ScaledFeatures) -> Content:
    """Assign numbers to artists, songs and genres, and lay out the audio features."""
    credits_, genres = credit_matrix(tracks.artists), genre_matrix(tracks.genres)
    return Content(
        scaled=scaled,
        credits=credits_,
        genres=genres,
        fixed_arrays={
            **id_arrays(tracks.ids),
            **credit_arrays(credits_),
            "track_songs": songs(tracks.names, tracks.artists),
            **_audio_arrays(scaled),
            **name_arrays(genres, genre_names(tracks.genres), credit_names(tracks.artists)),
            **fact_arrays(tracks),
        },
    )


def _audio_arrays(scaled: ScaledFeatures) -> dict[str, NDArray[Any]]:
    steps = in_steps(scaled.values)
    levels = np.zeros((scaled.values.shape[1], 101), dtype=np.float32)
    for column, of_tracks in enumerate(steps.T):
        values = from_steps(of_tracks)
        if not np.isnan(values).all():
            levels[column] = np.nanpercentile(values, np.arange(101))
    return {"audio_steps": steps, "audio_levels": levels}


def fit_retrieval(
    dataset: Dataset, content: Content, *, seed: int, start: ArrayMap | None = None
) -> dict[str, NDArray[Any]]:
    """Fit the first stage on the playlists of `dataset`, whose tracks are those `content` describes.

    Returns all arrays by name. `start`, the arrays of an earlier fit on nearly the same playlists of the same
    tracks, saves time.
    """
    dataset = only_playlists(dataset, np.random.default_rng(seed).permutation(len(dataset)))
    entries = entry_matrix(dataset)
    counts = playlist_counts(dataset)
    audio = np.nan_to_num(content.scaled.values)
    begun = _track_vectors(start) if start else (None, None)
    fine, coarse = (
        fit_factors(entries, audio, content.tags, als=als.scaled_to(len(dataset)), seed=seed, start=vectors)
        for als, vectors in zip((LISTENER, COARSE), begun, strict=True)
    )
    playlists = unit(entries[:MOST_SIMILAR_FROM] @ coarse.vectors)
    return {
        **content.fixed_arrays,
        "track_counts": counts,
        **playlist_arrays(entries),
        **index_arrays("factor", fine.vectors, seed=seed),
        **_fold_in_arrays("factor", fine),
        **vector_arrays("coarse_factor", coarse.vectors),
        **_fold_in_arrays("coarse_factor", coarse),
        **index_arrays("playlist_factor", playlists, seed=seed),
        "playlist_popularity": playlist_popularity(entries[:MOST_SIMILAR_FROM], counts),
        **artist_arrays(entries, content.credits),
        **title_arrays(entries, dataset.playlist_names, content.genres),
        **_audio_cells(content.scaled, counts, seed),
    }


def _track_vectors(arrays: ArrayMap) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return every track's vector in the factor model and in the coarse one: (n, 32) and (n, 16) float32."""
    tracks = np.arange(len(arrays["track_counts"]), dtype=np.int32)
    return CellIndex(arrays, "factor").of(tracks), VectorTable(arrays, "coarse_factor").of(tracks)


def _fold_in_arrays(name: str, factors: Factors) -> dict[str, NDArray[Any]]:
    return {
        f"{name}_gram": factors.gram,
        f"{name}_confidence": np.array([factors.confidence], dtype=np.float32),
    }


def _audio_cells(scaled: ScaledFeatures, counts: NDArray[np.int32], seed: int) -> dict[str, NDArray[Any]]:
    """Divide the unlisted and the most popular tracks into cells by their sound."""
    searched = (counts == 0) | (np.arange(len(counts)) < MOST_BY_SOUND)
    tracks = np.flatnonzero(scaled.known & searched).astype(np.int32)
    vectors = search_vectors(np.nan_to_num(scaled.values[tracks]) * FEATURE_WEIGHTS)
    return cell_arrays("audio", vectors, tracks, seed=seed)
