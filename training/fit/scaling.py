"""Standard scaling of audio features; unknown values stay unknown."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.preprocessing import StandardScaler

from shared.domain.track import FEATURES
from shared.errors import InvalidData

_DURATION = FEATURES.index("duration_ms")
_CLIP = 4.0
"""Standard deviations at which values are clipped."""


@dataclass(frozen=True, slots=True)
class ScaledFeatures:
    """Standardised features of n tracks."""

    values: NDArray[np.float32]
    """(n, f) float32: zero mean and unit variance over the known values, clipped to ±4, NaN where unknown."""

    @property
    def known(self) -> NDArray[np.bool_]:
        """(n,) bool: whether any feature of the track is known."""
        return np.asarray(~np.isnan(self.values).all(axis=1))


def scale_features(features: NDArray[np.float32]) -> ScaledFeatures:
    """Standardise (n, f) float32 raw features, duration on a log scale as its tail is long.

    Raises InvalidData if no feature of any track is known.
    """
    raw = features.astype(np.float64)
    raw[:, _DURATION] = np.log(np.maximum(raw[:, _DURATION], 1.0))
    known = ~np.isnan(raw).all(axis=0)
    if not known.any():
        raise InvalidData(
            "No track has audio features",
            expected="a features table that names some of the tracks",
            found="none of them",
            cure="give the table that belongs to these playlists",
        )
    scaled = np.full(raw.shape, np.nan)
    scaled[:, known] = StandardScaler().fit_transform(raw[:, known])
    return ScaledFeatures(np.clip(scaled, -_CLIP, _CLIP).astype(np.float32))
