"""Standard scaling of audio features; unknown values stay unknown, and a model may know none at all."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sklearn.preprocessing import StandardScaler

from shared.domain.track import FEATURES
from shared.model.feature_scale import CLIP, Scales, unskewed
from training.fit.order import playlist_counts
from training.read.dataset import Dataset

LEAST_KNOWN = 0.1
"""Share of the playlists' entries that must have a feature for it to be offered: with less, not one of ten songs
shown would have it, and a dial or a comparison would be about songs that are not there."""


@dataclass(frozen=True, slots=True)
class ScaledFeatures:
    """Standardised features of n tracks."""

    values: NDArray[np.float32]
    """(n, f) float32: zero mean and unit variance over the known values, clipped to ±4, NaN where unknown."""
    scales: Scales = field(default_factory=dict)
    """The scale of each feature that is known of a track."""

    @property
    def known(self) -> NDArray[np.bool_]:
        """(n,) bool: whether any feature of the track is known."""
        return np.asarray(~np.isnan(self.values).all(axis=1))


def scale_features(features: NDArray[np.float32]) -> ScaledFeatures:
    """Standardise (n, f) float32 raw features, duration on a log scale as its tail is long."""
    raw = unskewed(features)
    known = np.flatnonzero(~np.isnan(raw).all(axis=0))
    scaled = np.full(raw.shape, np.nan)
    scales = {}
    if len(known):
        scaler = StandardScaler().fit(raw[:, known])
        scaled[:, known] = scaler.transform(raw[:, known])
        fitted = zip(known.tolist(), scaler.mean_.tolist(), scaler.scale_.tolist(), strict=True)
        scales = {FEATURES[column]: (mean, deviation) for column, mean, deviation in fitted}
    return ScaledFeatures(np.clip(scaled, -CLIP, CLIP).astype(np.float32), scales)


def scale_known_features(dataset: Dataset) -> ScaledFeatures:
    """Standardise the features that LEAST_KNOWN or more of the entries have; the others become unknown."""
    features = dataset.tracks.features
    shares = known_shares(features, playlist_counts(dataset))
    return scale_features(np.where(shares < LEAST_KNOWN, np.float32(np.nan), features))


def known_shares(values: NDArray[np.float32], counts: NDArray[np.int32]) -> NDArray[np.float64]:
    """Compute the share of the playlists' entries whose track has each feature: (f,) float64.

    `values` is (n, f), NaN where unknown; `counts` is (n,), the playlists that hold each track.
    """
    return np.asarray(counts @ ~np.isnan(values) / max(int(counts.sum()), 1), dtype=np.float64)


def known_features(dataset: Dataset, scaled: ScaledFeatures) -> dict[str, float]:
    """Return feature -> share of the playlists' entries whose track has it, without features nobody is offered."""
    shares = known_shares(scaled.values, playlist_counts(dataset)).tolist()
    return {name: round(share, 4) for name, share in zip(FEATURES, shares, strict=True) if share}
