"""Evidence from similar playlists: those nearest to the seeds in a few coarse factors.

They need not hold a single seed, so they are found even where no playlist shares enough of the seeds; with few
factors, near playlists have a similar mood rather than the same tracks. docs/decisions/0007 has what it brought.
"""

from dataclasses import dataclass

import numpy as np

from shared.model.arrays import ArrayMap
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.factors import FactorModel
from shared.model.candidates.playlist_knn import PlaylistTable
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import Vector, VectorTable, unit

MOST_PLAYLISTS = 150
"""Nearest playlists that are weighed; 100, 300 and 800 were no better on mpd_dev."""

_SCANNED = 20 * MOST_PLAYLISTS


@dataclass(frozen=True, slots=True)
class TrackScores:
    """Scores of k distinct tracks; of all others the score is 0."""

    tracks: Indices
    """(k,) int32 ascending."""
    scores: Vector
    """(k,) float32."""


class SimilarPlaylistTable:
    """Tracks and playlists as vectors of the same few coarse factors."""

    def __init__(self, arrays: ArrayMap, playlists: PlaylistTable) -> None:
        self.factors = FactorModel(arrays, "coarse_factor", VectorTable(arrays, "coarse_factor"))
        self._playlists = playlists
        self._index = CellIndex(arrays, "playlist_factor")

    def scores(self, seeds: Indices) -> TrackScores:
        """Score the tracks of the playlists nearest to the sum of the seeds' vectors.

        A track's score is the sum, over those of these playlists that hold it, of the cubed cosine between
        playlist and seeds.
        """
        direction = unit(self.factors.of(seeds).sum(axis=0, keepdims=True))[0]
        nearest, cosines = self._index.search(direction, MOST_PLAYLISTS, scan=_SCANNED)
        return TrackScores(*self._playlists.weighed(nearest, np.maximum(cosines, 0.0) ** 3))
