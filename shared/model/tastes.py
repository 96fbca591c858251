"""Evidence from like-minded playlists: those whose taste, in a few coarse factors, is nearest the seeds'.

They need not hold a single seed, so this still speaks where no playlist shares enough of them; the fewer the
factors, the more general the taste.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact import ArrayMap
from shared.model.cells import CellIndex, Vector, unit
from shared.model.factors import FactorModel
from shared.model.neighbours import PlaylistTable
from shared.model.tracks import Indices

LIKE_MINDED = 300
"""Nearest playlists that are asked; 100 and 800 were no better on mpd_dev."""

_SCANNED = 20 * LIKE_MINDED


@dataclass(frozen=True, slots=True)
class Liked:
    """What k distinct tracks got from like-minded playlists."""

    tracks: Indices
    """(k,) ascending."""
    scores: Vector
    """(k,) float32: sum over the playlists that hold the track of their cosine to the seeds, cubed."""


class TasteTable:
    """Tracks and playlists as vectors of the same few factors."""

    def __init__(self, arrays: ArrayMap, playlists: PlaylistTable) -> None:
        self.factors = FactorModel(arrays, "taste")
        self._playlists = playlists
        self._index = CellIndex(arrays, "playlist_taste")

    def liked(self, seeds: Indices) -> Liked:
        """Weigh every track of the playlists nearest to the sum of the seeds' vectors."""
        taste = unit(self.factors.index.of(seeds).sum(axis=0, keepdims=True))[0]
        nearest = self._index.search(taste, LIKE_MINDED, scan=_SCANNED)
        cosines = np.maximum(self._index.of(nearest) @ taste, 0.0)
        tracks, scores = self._playlists.weighed(nearest, cosines**3)
        return Liked(tracks, scores)


def playlist_tastes(
    vectors: NDArray[np.float32], starts: NDArray[np.int64], tracks: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Give the direction of each playlist's summed track vectors: (p, d) float32 of length 1, or 0 if empty.

    Playlist i holds `tracks[starts[i]:starts[i + 1]]`.
    """
    ends = np.vstack([np.zeros((1, vectors.shape[1])), np.cumsum(vectors[tracks], axis=0, dtype=np.float64)])
    return unit((ends[starts[1:]] - ends[starts[:-1]]).astype(np.float32))
