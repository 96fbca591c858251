"""Songs whose features and factors are written down or drawn."""

import numpy as np

from shared.model.candidates.vectors import unit
from shared.model.ordering.songs import Songs


def songs(energy=(), tempo=None, hour=None, angle=None) -> Songs:
    """Build songs of major keys; `angle` is in degrees, in the plane of two factors, and NaN where unknown."""
    m = len(energy)
    turn = np.radians(np.zeros(m) if angle is None else np.array(angle, dtype=float))
    return Songs(
        np.stack([np.cos(turn), np.sin(turn)], axis=1).astype(np.float32),
        np.array(energy, dtype=float),
        np.full(m, np.nan) if tempo is None else np.array(tempo, dtype=float),
        np.zeros(m, dtype=np.int64) if hour is None else np.array(hour),
        np.ones(m, dtype=np.bool_),
    )


def drawn(m: int, seed: int, unknown: float = 0.2) -> Songs:
    """Draw songs; of a share of them each feature is unknown."""
    rng = np.random.default_rng(seed)
    gone = rng.random((4, m)) < unknown
    directions = unit(rng.normal(size=(m, 5)).astype(np.float32))
    directions[gone[0]] = np.nan
    return Songs(
        directions,
        np.where(gone[1], np.nan, rng.random(m)),
        np.where(gone[2], np.nan, rng.uniform(50, 200, m)),
        np.where(gone[3], 0, rng.integers(1, 13, m)),
        rng.random(m) < 0.5,
    )
