"""Compressed sparse rows: many slices of one array at once."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.integer[Any]]

Value = TypeVar("Value", bound=np.generic)


def csr_positions(starts: Whole, lengths: Whole) -> NDArray[np.int64]:
    """Return lengths[0] positions from starts[0] on, then lengths[1] from starts[1] on, and so on: int64."""
    ends = np.cumsum(lengths, dtype=np.int64)
    shift = np.repeat(starts - ends + lengths, lengths)
    return np.asarray(shift + np.arange(len(shift)), dtype=np.int64)


def csr_rows(starts: Whole, values: NDArray[Value], rows: Whole) -> tuple[NDArray[Value], NDArray[np.int64]]:
    """Return the values of some rows, one row after another, and the place in `rows` of each.

    Row r of the sparse matrix is `values[starts[r]:starts[r + 1]]`.
    """
    first = starts[rows]
    lengths = starts[rows + 1] - first
    return values[csr_positions(first, lengths)], np.repeat(np.arange(len(rows)), lengths)


def csr_offsets(lengths: Whole) -> NDArray[np.int64]:
    """Return 0, 1, ... lengths[0] - 1, then the same for lengths[1], and so on: (sum,) int64."""
    return csr_positions(np.zeros_like(lengths), lengths)
