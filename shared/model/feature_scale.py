"""Standardisation of raw audio features: the same for the songs of training and for those a file describes."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES

CLIP = 4.0
"""Standard deviations at which values are clipped."""

_DURATION = FEATURES.index("duration_ms")

Scales = Mapping[str, tuple[float, float]]
"""Audio feature -> mean and standard deviation of its values in the training data, after `unskewed`."""


def unskewed(raw: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return (m, f) raw features with duration on a log scale, as its tail is long; NaN where unknown."""
    values = raw.astype(np.float64)
    values[:, _DURATION] = np.log(np.maximum(values[:, _DURATION], 1.0))
    return values


def standardised(features: Sequence[float | None], scales: Scales) -> NDArray[np.float32]:
    """Standardise one song's raw features, in the order of FEATURES: (f,) float32, NaN without value or scale."""
    (raw,) = unskewed(np.array([features], dtype=np.float64))  # None becomes NaN
    means, deviations = np.array([scales.get(feature, (np.nan, np.nan)) for feature in FEATURES]).T
    scaled: NDArray[np.float64] = (raw - means) / deviations
    return scaled.clip(-CLIP, CLIP).astype(np.float32)
