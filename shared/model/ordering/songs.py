"""Songs as distances see them: their factors, energy, tempo and key, each known or not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES
from shared.model.candidates.facts import TENTHS
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ordering.camelot import hours

_LEAST_TEMPO = 20.0
"""Beats a minute; trackers of beats give 0 where they found none."""

_ENERGY, _KEY, _MODE = (FEATURES.index(name) for name in ("energy", "key", "mode"))


@dataclass(frozen=True, slots=True)
class Songs:
    """Columns over m songs; NaN is unknown."""

    directions: NDArray[np.float32]
    """(m, d) factors at length 1."""
    energy: NDArray[np.float64]
    """(m,) from 0 to 1."""
    tempo: NDArray[np.float64]
    """(m,) beats a minute."""
    hour: NDArray[np.int64]
    """(m,) of the Camelot wheel, 0 if the key is unknown."""
    major: NDArray[np.bool_]
    """(m,)"""

    def __len__(self) -> int:
        return len(self.energy)

    def take(self, places: NDArray[np.int64] | list[int]) -> "Songs":
        """Return the songs at some places, in that order."""
        return Songs(
            self.directions[places],
            self.energy[places],
            self.tempo[places],
            self.hour[places],
            self.major[places],
        )


def joined(*parts: Songs) -> Songs:
    """Return the songs of several parts, one after another."""
    return Songs(
        np.concatenate([part.directions for part in parts]),
        np.concatenate([part.energy for part in parts]),
        np.concatenate([part.tempo for part in parts]),
        np.concatenate([part.hour for part in parts]),
        np.concatenate([part.major for part in parts]),
    )


def songs_of(model: Model, tracks: Indices) -> Songs:
    """Return the songs of some tracks, as exactly as the model keeps them."""
    standardised = model.retrieval.audio.standardised(tracks).astype(np.float64)
    scales = model.manifest.feature_scales
    means, deviations = np.array([scales.get(feature, (np.nan, np.nan)) for feature in FEATURES]).T
    raw = standardised * deviations + means
    tempo = model.retrieval.facts.tempos[tracks] / TENTHS
    # Where one mode is rare its standardised value was clipped, so that its raw one says little.
    major = (standardised[:, _MODE] > 0) | ((standardised[:, _MODE] == 0) & (means[_MODE] > 0.5))
    key = np.where(np.isnan(raw[:, _MODE]), np.nan, np.rint(raw[:, _KEY]))
    directions = model.retrieval.factors.directions(tracks)
    return Songs(
        directions,
        raw[:, _ENERGY].clip(0, 1),
        np.where(tempo >= _LEAST_TEMPO, tempo, np.nan),
        hours(key, major),
        major,
    )
