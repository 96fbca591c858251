"""Evidence from like-minded playlists: those whose taste, in a few coarse factors, is nearest the seeds'.

They need not hold a single seed, so this still speaks where no playlist shares enough of them; the fewer the
factors, the more general the taste.
"""

from dataclasses import dataclass

import numpy as np

from shared.model.artefact.manifest import ArrayMap
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.factors import FactorModel
from shared.model.candidates.playlist_knn import PlaylistTable
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import Vector, VectorTable, unit

LIKE_MINDED = 150
"""Nearest playlists that are asked; 100, 300 and 800 were no better on mpd_dev."""

_SCANNED = 20 * LIKE_MINDED


@dataclass(frozen=True, slots=True)
class SimilarPlaylists:
    """What k distinct tracks got from like-minded playlists."""

    tracks: Indices
    """(k,) ascending."""
    scores: Vector
    """(k,) float32: sum over the playlists that hold the track of their cosine to the seeds, cubed."""


class SimilarPlaylistTable:
    """Tracks and playlists as vectors of the same few factors."""

    def __init__(self, arrays: ArrayMap, playlists: PlaylistTable) -> None:
        self.factors = FactorModel(arrays, "taste", VectorTable(arrays, "taste"))
        self._playlists = playlists
        self._index = CellIndex(arrays, "playlist_taste")

    def liked(self, seeds: Indices) -> SimilarPlaylists:
        """Weigh every track of the playlists nearest to the sum of the seeds' vectors."""
        taste = unit(self.factors.of(seeds).sum(axis=0, keepdims=True))[0]
        nearest, cosines = self._index.search(taste, LIKE_MINDED, scan=_SCANNED)
        tracks, scores = self._playlists.weighed(nearest, np.maximum(cosines, 0.0) ** 3)
        return SimilarPlaylists(tracks, scores)
