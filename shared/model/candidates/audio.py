"""Evidence from sound: distances of tracks in standardised audio features."""

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES
from shared.model.arrays import ArrayMap, shaped
from shared.model.candidates.allowed import Allowed, best_allowed
from shared.model.candidates.cells import Cells
from shared.model.candidates.tracks import Indices

FEATURE_WEIGHTS: NDArray[np.float32] = np.array(
    [0.3 if name in {"key", "mode", "time_signature"} else 1.0 for name in FEATURES], dtype=np.float32
)
"""(f,) float32: weight of each feature's standard deviation in a distance; key, mode and metre matter little."""

UNKNOWN_DISTANCE = 5.0
"""Distance of a track without features: about the greatest between known ones."""

STEP = 0.05
"""Standard deviations in one step of a stored feature; values beyond 127 steps are clipped."""

_UNKNOWN = -128

_EVERY_FEATURE = np.arange(len(FEATURES))


def in_steps(standardised: NDArray[np.float32]) -> NDArray[np.int8]:
    """Round standardised features, NaN where unknown, to int8 steps as they are stored."""
    steps = np.rint(standardised / STEP).clip(-127, 127)
    return np.where(np.isnan(steps), _UNKNOWN, steps).astype(np.int8)


def from_steps(steps: NDArray[np.int8]) -> NDArray[np.float32]:
    """Return standardised features, NaN where unknown: float32 of the same shape."""
    return np.where(steps == _UNKNOWN, np.float32(np.nan), steps * np.float32(STEP))


def search_vectors(weighted: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lift (m, f) weighted features to (m, f + 1) float32, where the greatest inner product is the least distance.

    With v' = (v, -|v|²/2) and q' = (q, 1): v'·q' = (|q|² - |v - q|²) / 2 (Bachrach et al., RecSys 2014).
    """
    return np.hstack([weighted, -(weighted**2).sum(axis=1, keepdims=True) / 2]).astype(np.float32)


def _weighted(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return weighted standardised features, 0, their mean, where they are unknown."""
    return np.nan_to_num(features) * FEATURE_WEIGHTS


class AudioTable:
    """Standardised features of the n tracks."""

    def __init__(self, arrays: ArrayMap) -> None:
        """Read the features. Raises RefusedModel unless there is a column for each of FEATURES."""
        self._steps: NDArray[np.int8] = shaped(arrays, "audio_steps", None, len(FEATURES))
        """(n, f) int8, see `in_steps`."""
        self._levels: NDArray[np.float32] = shaped(arrays, "audio_levels", len(FEATURES), None)
        """(f, 101) float32: the percentiles of each standardised feature over the catalogue."""
        every_step = from_steps(np.arange(-128, 128).astype(np.int8))
        self._places_of_steps = np.stack([self.places(every_step, feature) for feature in FEATURES])
        """(f, 256) float32: the percentile of each feature's step, from -128 on."""
        self._cells = Cells.of(arrays, "audio")
        """Of the tracks that the audio source finds, by their `search_vectors`."""

    def standardised(self, tracks: Indices) -> NDArray[np.float32]:
        """Return the standardised features of tracks, NaN where unknown: (len(tracks), f) float32."""
        return from_steps(self._steps[tracks])

    def _weighted(self, tracks: Indices) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return weighted features, (len(tracks), f) float32, 0 where unknown, and whether each track has any."""
        steps = np.take(self._steps, tracks, axis=0)
        known = steps != _UNKNOWN
        features = steps * (FEATURE_WEIGHTS * np.float32(STEP))
        features *= known
        return features, known.any(axis=1)

    def nearest(self, seeds: Indices, top: int) -> Indices:
        """Return about `top` tracks nearest to the seeds' mean; none if no seed has features."""
        features, known = self._weighted(seeds)
        if not known.any():
            return np.zeros(0, dtype=np.int32)
        return self._nearest(features[known].mean(axis=0), top)

    def nearest_to(self, features: NDArray[np.float32], top: int) -> Indices:
        """Return about `top` tracks nearest to standardised features, (f,) float32 with NaN where unknown."""
        return self._nearest(_weighted(features), top)

    def nearest_allowed(self, seeds: Indices, top: int, allowed: Allowed) -> Indices:
        """Return up to `top` allowed tracks nearest to the seeds' mean; none if no seed has features."""
        features, known = self._weighted(seeds)
        if not known.any():
            return seeds[:0]
        lifted = np.append(features[known].mean(axis=0), np.float32(1.0))
        rows = self._cells.rows_that_may_be(allowed, lifted, top, 10 * top)
        tracks = self._cells.ordered[rows]
        return best_allowed(tracks, self._nearness(tracks, lifted), allowed, top)

    def order(self, tracks: Indices, features: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the places of tracks by their distance to standardised features, as above, the nearest first."""
        theirs, known = self._weighted(tracks)
        apart = np.linalg.norm(theirs - _weighted(features), axis=1)
        return np.argsort(np.where(known, apart, UNKNOWN_DISTANCE), kind="stable")

    def _nearest(self, weighted: NDArray[np.float32], top: int) -> Indices:
        lifted = np.append(weighted, np.float32(1.0))
        tracks = self._cells.members(self._cells.probed(lifted, scan=10 * top))
        if len(tracks) <= top:
            return tracks
        return np.asarray(tracks[np.argpartition(self._nearness(tracks, lifted), -top)[-top:]])

    def _nearness(self, tracks: Indices, lifted: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the inner products of (m,) tracks with a lifted vector, see `search_vectors`: (m,) float32."""
        theirs = self._weighted(tracks)[0]
        return np.asarray(theirs @ lifted[:-1] - np.einsum("tf,tf->t", theirs, theirs) / 2)

    def distances(self, tracks: Indices, seeds: Indices) -> NDArray[np.float32]:
        """Compute each track's mean and least distance to the seeds: (2, len(tracks)) float32."""
        theirs, with_features = self._weighted(seeds)
        ours, known = self._weighted(tracks)
        if not with_features.any():
            return np.full((2, len(tracks)), UNKNOWN_DISTANCE, dtype=np.float32)
        theirs = theirs[with_features]
        # |v - w|² = |v|² + |w|² - 2 v·w, in place; a row for each seed, as sums over few rows are fast.
        distances = (-2 * theirs) @ ours.T
        distances += np.einsum("tf,tf->t", ours, ours)
        distances += np.einsum("sf,sf->s", theirs, theirs)[:, None]
        np.sqrt(np.maximum(distances, 0.0, out=distances), out=distances)
        both = np.stack([distances.mean(axis=0), distances.min(axis=0)])
        both[:, ~known] = UNKNOWN_DISTANCE
        return both

    def percentiles(self, tracks: Indices, feature: str) -> NDArray[np.float32]:
        """Return the percentiles, 0 to 1, of tracks among the catalogue by one feature; 0.5 where unknown.

        (len(tracks),) float32. Tracks that share one value, such as an instrumentalness of 0, have the middle of
        its range.
        """
        column = FEATURES.index(feature)
        steps = self._steps[tracks, column].astype(np.int16)
        return np.asarray(self._places_of_steps[column, steps - _UNKNOWN], dtype=np.float32)

    def every_percentile(self, tracks: Indices) -> NDArray[np.float32]:
        """Return the same by each of FEATURES: (len(tracks), f) float32."""
        steps = self._steps[tracks].astype(np.int16)
        return np.asarray(self._places_of_steps[_EVERY_FEATURE, steps - _UNKNOWN], dtype=np.float32)

    def places(self, values: NDArray[np.float32], feature: str) -> NDArray[np.float32]:
        """Return the percentiles, 0 to 1, of standardised values of a feature; 0.5 for NaN: float32."""
        levels = self._levels[FEATURES.index(feature)]
        places = np.linspace(0.0, 1.0, len(levels))
        run_end = np.interp(values, levels, places)
        run_start = 1.0 - np.interp(-values, -levels[::-1], places)
        return np.where(np.isnan(values), 0.5, (run_start + run_end) / 2).astype(np.float32)
