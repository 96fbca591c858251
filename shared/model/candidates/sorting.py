"""Sorting for answers: the same result as numpy's stable sort, several times as fast.

Score and place are packed into one whole number each, and numpy sorts whole numbers by vector instructions.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

_PLACE_BITS = 32
_PLACE_MASK = (1 << _PLACE_BITS) - 1


def best_first(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the places of (m,) scores, greatest first; equal scores stay in their order: (m,) int64."""
    # The bits of a float, read as a whole number, are in its order; those of a negative one in the reverse order.
    bits = np.ascontiguousarray(-scores, dtype=np.float32).view(np.int32)
    ordered = bits ^ ((bits >> 31) & np.int32(0x7FFFFFFF))
    keys = np.sort(ordered.astype(np.int64) << _PLACE_BITS | np.arange(len(scores)))
    return keys & _PLACE_MASK


def distinct(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the distinct values ascending; `np.unique` takes ten times as long."""
    ordered = np.sort(values)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(values) else ordered


def located(
    ascending: NDArray[np.generic], wanted: NDArray[np.generic]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Find each wanted value among one or more ascending ones. Returns its place, and whether it is there at all.

    A value that is not there has the place of another.
    """
    place = np.searchsorted(ascending, wanted).clip(max=len(ascending) - 1)
    return place, ascending[place] == wanted


def placed(
    ascending: NDArray[np.int32], columns: Mapping[str, NDArray[np.float32]], wanted: NDArray[np.int32]
) -> dict[str, NDArray[np.float32]]:
    """Reindex columns over ascending values to `wanted` values, 0 where a value is not among them.

    Without any ascending value there are no columns.
    """
    if not len(ascending):
        return {}
    place, found = located(ascending, wanted)
    return {name: np.where(found, column[place], np.float32(0.0)) for name, column in columns.items()}


def grouped(
    values: NDArray[np.int32], companions: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """Group (m,) companions by their values; neither may be negative.

    Returns the distinct values ascending, the place where the companions of each begin, and all companions, those
    of one value together, ascending.
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
