"""Choose a list whose songs differ from each other, at a small cost in score."""

import numpy as np
from numpy.typing import NDArray

DIVERSITY_WEIGHT = 8.0
"""Standard deviations of score that a mean cosine of 1 to the songs already chosen costs, the dial at its end.

There the mean likeness within a list of ten is about halved; `bench/quality.md` has the cost.
"""


def spread(scores: NDArray[np.float32], directions: NDArray[np.float32], n: int, dial: float) -> list[int]:
    """Choose `n` of m candidates one by one, weighing score against likeness to those chosen; give their places.

    `scores` is (m,), `directions` (m, d) of length 1, `dial` runs from 0 (by score alone) to 1. Maximal marginal
    relevance (Carbonell and Goldstein, SIGIR 1998) with the mean likeness instead of the greatest: on mpd_dev it
    halves the likeness within a list at half the cost.
    """
    left = scores.astype(np.float64)
    penalty = dial * DIVERSITY_WEIGHT * float(left.std())
    likeness = np.zeros(len(left))
    chosen: list[int] = []
    for _ in range(min(n, len(left))):
        best = int(np.argmax(left - penalty * likeness / max(len(chosen), 1)))
        chosen.append(best)
        left[best] = -np.inf
        likeness += directions @ directions[best]
    return chosen


def intra_list_distance(directions: NDArray[np.float32]) -> float:
    """Give the mean cosine distance of the pairs in a list, (m, d) of length 1; 0 for fewer than two.

    Smyth and McClave, "Similarity vs. diversity" (ICCBR 2001).
    """
    m = len(directions)
    if m < 2:
        return 0.0
    cosines = directions @ directions.T
    return float(1 - (cosines.sum() - np.trace(cosines)) / (m * (m - 1)))


def mean_likeness(tracks: NDArray[np.float32], others: NDArray[np.float32]) -> float:
    """Give the mean cosine between two lists of directions, (m, d) and (k, d); 0 if either is empty."""
    return float((tracks @ others.T).mean()) if len(tracks) and len(others) else 0.0
