"""Sorting as it is needed on the way to an answer: same result as numpy's stable sort, several times as fast.

One sort of whole numbers that hold the score and the place is what vector instructions are good at.
"""

import numpy as np
from numpy.typing import NDArray

_PLACE_BITS = 32
_PLACE_MASK = (1 << _PLACE_BITS) - 1


def best_first(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Give the places of (m,) scores from the greatest on; of equal ones the first comes first."""
    # The bits of a float, read as a whole number, are in its order; those of a negative one in the reverse order.
    bits = np.ascontiguousarray(-scores, dtype=np.float32).view(np.int32)
    ordered = bits ^ ((bits >> 31) & np.int32(0x7FFFFFFF))
    keys = np.sort(ordered.astype(np.int64) << _PLACE_BITS | np.arange(len(scores)))
    return keys & _PLACE_MASK


def grouped(values: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Sort (m,) values that are not negative: the distinct ones, the first place of each run, and where each was.

    `values[where]` is sorted, and of it the i-th distinct value starts at place `firsts[i]`.
    """
    keys = np.sort(values.astype(np.int64) << _PLACE_BITS | np.arange(len(values)))
    ordered = (keys >> _PLACE_BITS).astype(np.int32)
    firsts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return ordered[firsts], firsts, keys & _PLACE_MASK
