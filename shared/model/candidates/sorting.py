"""Sorting as it is needed on the way to an answer: same result as numpy's stable sort, several times as fast.

One sort of whole numbers that hold the score and the place is what vector instructions are good at.
"""

from collections.abc import Mapping

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


def distinct(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give the distinct values ascending, as `np.unique` does in ten times the time."""
    ordered = np.sort(values)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(values) else ordered


def located(
    ascending: NDArray[np.generic], wanted: NDArray[np.generic]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Give the place of each wanted value among one or more ascending ones, and whether it is there at all.

    What is not there has the place of another value.
    """
    place = np.searchsorted(ascending, wanted).clip(max=len(ascending) - 1)
    return place, ascending[place] == wanted


def placed(
    ascending: NDArray[np.int32], columns: Mapping[str, NDArray[np.float32]], wanted: NDArray[np.int32]
) -> dict[str, NDArray[np.float32]]:
    """Put columns over ascending values in the order of `wanted`, 0 where one is not among them.

    Without any value there are no columns.
    """
    if not len(ascending):
        return {}
    place, found = located(ascending, wanted)
    return {name: np.where(found, column[place], np.float32(0.0)) for name, column in columns.items()}


def grouped(
    values: NDArray[np.int32], companions: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Bring (m,) values and the companion of each together by value; neither may be negative.

    Gives the distinct values ascending, where the companions of each begin, and all companions: those of one value
    follow each other, ascending.
    """
    if not len(values):
        return values, companions[:0], companions[:0]
    bits = int(companions.max()).bit_length()
    if int(values.max()).bit_length() + bits <= 32:  # half the bytes are sorted in a third of the time
        keys = np.sort(values.astype(np.uint32) << np.uint32(bits) | companions.astype(np.uint32)).astype(np.int64)
    else:
        keys = np.sort(values.astype(np.int64) << bits | companions)
    ordered = keys >> bits
    firsts = np.concatenate([[0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1])
    return ordered[firsts].astype(np.int32), firsts, keys & ((1 << bits) - 1)
