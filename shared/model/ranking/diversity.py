"""Choose a list whose songs differ from each other, at a small cost in score."""

import numpy as np
from numpy.typing import NDArray

DIVERSITY_WEIGHT = 18.0
"""Standard deviations of value that a cosine of 1 to all other songs of the list costs, the dial at its end.

There the mean distance within a list of ten is about doubled; `bench/quality.md` has the cost.
"""


def spread(values: NDArray[np.float32], directions: NDArray[np.float32], n: int, dial: float) -> list[int]:
    """Choose `n` of m candidates one by one, weighing value against likeness to those chosen; give their places.

    `values` is (m,), best the chance of a hit: what the list is expected to lose is then what is weighed.
    `directions` is (m, d) of length 1, `dial` runs from 0 (by value alone) to 1. Maximal marginal relevance
    (Carbonell and Goldstein, SIGIR 1998) with the summed likeness instead of the greatest: the first songs are
    chosen by their value, later ones have more to differ from. See docs/decisions/0029.
    """
    left = values.astype(np.float64)
    penalty = dial * DIVERSITY_WEIGHT * float(left.std()) / max(n, 1)
    likeness = np.zeros(len(left))
    chosen: list[int] = []
    for _ in range(min(n, len(left))):
        best = int(np.argmax(left - penalty * likeness))
        chosen.append(best)
        left[best] = -np.inf
        likeness += directions @ directions[best]
    return chosen
