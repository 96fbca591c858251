"""Evidence from similar playlists: those nearest to the seeds in a few coarse factors.

They need not hold a single seed, so they are found even where no playlist shares enough of the seeds; with few
factors, near playlists have a similar mood rather than the same tracks. docs/decisions/0007 has what it brought.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.factors import FactorModel
from shared.model.candidates.playlist_knn import PlaylistTable
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.candidates.vectors import Vector, VectorTable, unit

MOST_PLAYLISTS = 150
"""Nearest playlists that are weighed; 100, 300 and 800 were no better on mpd_dev."""

_SCANNED = 20 * MOST_PLAYLISTS


PRIOR_SEEDS = 12
"""Seeds that tell as much about how popular a list's songs are as the similar playlists do.

The expectation's correlation with the logarithm of the hidden songs' median count is .54 with one seed, .73 with
five and .81 with half a playlist of mpd_dev; the seeds alone have .41, .63 and .79.
"""


@dataclass(frozen=True, slots=True)
class SimilarEvidence:
    """Scores of k distinct tracks, of all others 0, and how popular a song of such playlists is."""

    tracks: Indices
    """(k,) int32 ascending."""
    scores: Vector
    """(k,) float32."""
    expected_popularity: float
    """Mean of log(1 + count) that the other songs of the seeds' playlist are expected to have."""


class SimilarPlaylistTable:
    """Tracks and playlists as vectors of the same few coarse factors."""

    def __init__(self, arrays: ArrayMap, tracks: TrackTable, playlists: PlaylistTable) -> None:
        self._tracks = tracks
        self.factors = FactorModel(arrays, "coarse_factor", VectorTable(arrays, "coarse_factor"))
        self._playlists = playlists
        self._index = CellIndex(arrays, "playlist_factor")
        self._popularity: NDArray[np.float16] = arrays["playlist_popularity"]
        """Mean of log(1 + count) over the tracks of each playlist that is searched."""

    def evidence(self, seeds: Indices) -> SimilarEvidence:
        """Score the tracks of the playlists nearest to the sum of the seeds' vectors.

        A track's score is the sum, over those of these playlists that hold it, of the cubed cosine between
        playlist and seeds.
        """
        nearest, weights = self._nearest(seeds, 1)
        tracks, scores = self._playlists.weighed(nearest, weights)
        return SimilarEvidence(tracks, scores, self._expected(seeds, nearest, weights))

    def scores(self, seeds: Indices, times: int) -> tuple[Indices, Vector]:
        """Score the tracks of `times` as many playlists: (k,) int32 ascending, and (k,) float32."""
        return self._playlists.weighed(*self._nearest(seeds, times))

    def _nearest(self, seeds: Indices, times: int) -> tuple[Indices, Vector]:
        direction = unit(self.factors.of(seeds).sum(axis=0, keepdims=True))[0]
        nearest, cosines = self._index.search(direction, times * MOST_PLAYLISTS, scan=times * _SCANNED)
        return nearest, np.maximum(cosines, 0.0) ** 3

    def _expected(self, seeds: Indices, nearest: Indices, weights: Vector) -> float:
        """Estimate the mean of log(1 + count) over the other songs of the seeds' playlist.

        The mean of the similar playlists is taken for a prior, worth PRIOR_SEEDS seeds.
        """
        own = float(np.log1p(self._tracks.counts[seeds]).mean())
        total = float(weights.sum())
        if not total:
            return own
        prior = float(weights @ self._popularity[nearest].astype(np.float32)) / total
        return (len(seeds) * own + PRIOR_SEEDS * prior) / (len(seeds) + PRIOR_SEEDS)
