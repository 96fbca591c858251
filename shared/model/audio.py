"""Evidence from sound: how near tracks are in standardised audio features."""

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES
from shared.model.artefact import ArrayMap
from shared.model.cells import CellIndex
from shared.model.tracks import Indices

FEATURE_WEIGHTS: NDArray[np.float32] = np.array(
    [0.3 if name in {"key", "mode", "time_signature"} else 1.0 for name in FEATURES], dtype=np.float32
)
"""How much a standard deviation of each feature counts in a distance; pitch and metre say little of taste."""

UNKNOWN_DISTANCE = 5.0
"""Distance given to a track without features: about the farthest that known ones are from each other."""


def search_vectors(scaled: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lift (m, 13) weighted features to (m, 14), where the greatest inner product is the least distance.

    With v' = (v, -|v|²/2) and q' = (q, 1): v'·q' = (|q|² - |v - q|²) / 2 (Bachrach et al., RecSys 2014).
    """
    return np.hstack([scaled, -(scaled**2).sum(axis=1, keepdims=True) / 2]).astype(np.float32)


class AudioTable:
    """Standardised features of the tracks that have any."""

    def __init__(self, arrays: ArrayMap) -> None:
        self.scaled: NDArray[np.float16] = arrays["audio_scaled"]
        """(n, 13) standardised features, NaN where unknown."""
        self._levels: NDArray[np.float32] = arrays["audio_levels"]
        """(13, 101): the percentiles of each standardised feature over the catalogue."""
        self._index = CellIndex(arrays, "audio")

    def weighted(self, tracks: Indices) -> NDArray[np.float32]:
        """Give the weighted features of tracks, 0 where unknown: (len(tracks), 13) float32."""
        return np.nan_to_num(self.scaled[tracks].astype(np.float32)) * FEATURE_WEIGHTS

    def known(self, tracks: Indices) -> NDArray[np.bool_]:
        """Say which tracks have any feature: (len(tracks),) bool."""
        return np.asarray(~np.isnan(self.scaled[tracks]).all(axis=1))

    def nearest(self, seeds: Indices, top: int) -> Indices:
        """Give about `top` tracks around the seeds' mean."""
        heard = seeds[self.known(seeds)]
        if not len(heard):
            return np.zeros(0, dtype=np.int32)
        centre = np.append(self.weighted(heard).mean(axis=0), np.float32(1.0))
        return self._index.search(centre, top, scan=10 * top)

    def distances(self, tracks: Indices, seeds: Indices) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give each track's mean and least distance to the seeds, each (len(tracks),) float32."""
        heard = seeds[self.known(seeds)]
        if not len(heard):
            unknown = np.full(len(tracks), UNKNOWN_DISTANCE, dtype=np.float32)
            return unknown, unknown
        ours, theirs = self.weighted(tracks), self.weighted(heard)
        squares = (ours**2).sum(axis=1)[:, None] + (theirs**2).sum(axis=1) - 2 * (ours @ theirs.T)
        distances = np.sqrt(np.maximum(squares, 0.0))
        distances[~self.known(tracks)] = UNKNOWN_DISTANCE
        return distances.mean(axis=1), distances.min(axis=1)

    def percentiles(self, tracks: Indices, feature: str) -> NDArray[np.float32]:
        """Give where tracks stand in the catalogue by one feature, 0 to 1; 0.5 where unknown.

        Tracks that share one value, such as an instrumentalness of 0, stand in the middle of their run.
        """
        column = FEATURES.index(feature)
        values, levels = self.scaled[tracks, column].astype(np.float32), self._levels[column]
        places = np.linspace(0.0, 1.0, len(levels))
        run_end = np.interp(values, levels, places)
        run_start = 1.0 - np.interp(-values, -levels[::-1], places)
        return np.where(np.isnan(values), 0.5, (run_start + run_end) / 2).astype(np.float32)
