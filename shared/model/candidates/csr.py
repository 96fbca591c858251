"""Many slices of one array at once, as sparse rows are read."""

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.integer[Any]]

Value = TypeVar("Value", bound=np.generic)


def csr_positions(starts: Whole, lengths: Whole) -> NDArray[np.int64]:
    """Give the positions starts[0], starts[0] + 1, ... (lengths[0] of them), then those of the next, and so on."""
    ends = np.cumsum(lengths, dtype=np.int64)
    shift = np.repeat(starts - ends + lengths, lengths)
    return np.asarray(shift + np.arange(len(shift)), dtype=np.int64)


def csr_rows(starts: Whole, values: NDArray[Value], rows: Whole) -> tuple[NDArray[Value], NDArray[np.int64]]:
    """Give the values of some rows, one row after another, and the place in `rows` that each belongs to.

    Row r of the sparse matrix is `values[starts[r]:starts[r + 1]]`.
    """
    first = starts[rows]
    lengths = starts[rows + 1] - first
    return values[csr_positions(first, lengths)], np.repeat(np.arange(len(rows)), lengths)


def csr_offsets(lengths: Whole) -> NDArray[np.int64]:
    """Give 0, 1, ... for each run of the next one of `lengths`."""
    return csr_positions(np.zeros_like(lengths), lengths)
