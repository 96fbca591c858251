"""Diversification: a list of songs that differ from each other, at a small cost in score."""

from itertools import islice, repeat

import numpy as np
from numpy.typing import NDArray

from shared.model.ranking.shares import Shares

DIVERSITY_WEIGHT = 18.0
"""Penalty, in standard deviations of value, for a cosine of 1 to all other songs of the list, at dial 1.

There the mean distance within a list of ten is about doubled; `bench/quality.md` has the cost.
"""


def spread(
    values: NDArray[np.float32],
    directions: NDArray[np.float32],
    n: int,
    dial: float,
    shares: Shares | None = None,
) -> list[int]:
    """Choose `n` of m candidates one by one, by value less similarity to those chosen. Returns their places.

    `values` is (m,) float32, at best the probability of a hit, so that the expected loss is weighed. `directions`
    is (m, d) float32 of length 1; `dial` runs from 0 (by value alone) to 1. Maximal marginal relevance (Carbonell
    and Goldstein, SIGIR 1998) with the summed similarity instead of the greatest: the first songs are chosen by
    their value, later ones have more to differ from. See docs/decisions/0029. `shares` are the crowds of the
    candidates: each place then goes to the best song of the crowd whose turn it is.
    """
    left = values.astype(np.float64)
    penalty = dial * DIVERSITY_WEIGHT * float(left.std()) / max(n, 1)
    similarity = np.zeros(len(left))
    chosen: list[int] = []
    everything = np.ones(len(left), dtype=np.bool_)
    for allowed in islice(shares.in_turn() if shares else repeat(everything), min(n, len(left))):
        best = int(np.argmax(np.where(allowed, left - penalty * similarity, -np.inf)))
        chosen.append(best)
        left[best] = -np.inf
        similarity += directions @ directions[best]
    return chosen
