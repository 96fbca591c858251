"""Distance between songs: a weighted mean over what is known of both.

Unknown properties do not count, as in Gower, "A general coefficient of similarity and some of its properties"
(Biometrics 1971).
"""

import numpy as np
from numpy.typing import NDArray

from shared.model.ordering.camelot import FARTHEST, UNKNOWN, steps
from shared.model.ordering.songs import Songs

WEIGHTS = {"factors": 0.4, "energy": 0.25, "tempo": 0.2, "key": 0.15}
"""Weight of each property, where both songs have it; by ear, see docs/decisions/0103."""

ENERGY_RANGE = 0.5
"""The difference of energy that counts as the greatest."""

HALF_TIME = 0.1
"""Octaves of tempo added for half and double time, which are near but not the same."""

NOTHING_KNOWN = 1.0
"""Distance of two songs of which nothing is known in common: nothing says that they are near."""

Distances = NDArray[np.float64]


def distances(songs: Songs, others: Songs) -> Distances:
    """Compute the distance, 0 to 1, of each song to each other one: (len(songs), len(others)) float64."""
    parts = {
        "factors": _factors(songs, others),
        "energy": (np.abs(songs.energy[:, None] - others.energy) / ENERGY_RANGE).clip(0, 1),
        "tempo": octaves(songs.tempo[:, None], others.tempo) / 0.5,
        "key": _keys(songs, others),
    }
    total, weight = np.zeros((len(songs), len(others))), np.zeros((len(songs), len(others)))
    for name, part in parts.items():
        known = ~np.isnan(part)
        total += np.where(known, part, 0) * WEIGHTS[name]
        weight += known * WEIGHTS[name]
    return np.where(weight > 0, total / np.maximum(weight, 1e-9), NOTHING_KNOWN)


def octaves(tempo: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far tempos are apart, 0 to 0.5 octaves, where half and double time are near; NaN if unknown."""
    apart = np.abs(np.log2(tempo / other))
    folded = np.abs(apart - np.rint(apart)) + HALF_TIME * (np.rint(apart) > 0)
    return np.asarray(np.minimum(np.minimum(apart, folded), 0.5))


def _factors(songs: Songs, others: Songs) -> Distances:
    """Return the angles between factors over a right angle, at most 1; NaN where either is unknown."""
    cosines = (songs.directions @ others.directions.T).astype(np.float64)
    return np.asarray(np.arccos(cosines.clip(0, 1)) / (np.pi / 2))


def _keys(songs: Songs, others: Songs) -> Distances:
    """Return the moves between keys over the greatest number; NaN where either is unknown."""
    apart = steps(songs.hour[:, None], songs.major[:, None], others.hour, others.major) / FARTHEST
    known = (songs.hour[:, None] != UNKNOWN) & (others.hour != UNKNOWN)
    return np.where(known, apart, np.nan)


def steps_of(songs: Songs) -> Distances:
    """Compute the distance of each song to the next: (len(songs) - 1,) float64, or none of no songs."""
    if len(songs) < 2:
        return np.zeros(0)
    every = distances(songs, songs)
    return np.asarray(np.diagonal(every, 1))
