"""Random draws shared by the demo's modules."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

_BASE62 = np.array(list("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))


def draw_ids(rng: np.random.Generator, count: int, prefix: str) -> list[str]:
    """Draw `count` ids: `prefix` and 22 base62 characters, the format of Spotify's."""
    return [prefix + text for text in _BASE62[rng.integers(0, 62, (count, 22))].view("U22").ravel().tolist()]


def draw_rows(rng: np.random.Generator, probabilities: Reals) -> Numbers:
    """Draw a column, (n,) int64, for each row of `probabilities` (n, k); each row sums to 1."""
    drawn = (rng.random(len(probabilities))[:, None] >= probabilities.cumsum(axis=1)).sum(axis=1)
    return np.asarray(np.minimum(drawn, probabilities.shape[1] - 1), dtype=np.int64)


def shares(weights: NDArray[np.floating[Any]] | Sequence[float]) -> Reals:
    """Scale weights so that they sum to 1."""
    values = np.asarray(weights, dtype=np.float64)
    return np.asarray(values / values.sum(), dtype=np.float64)
