"""Many slices of one array at once, as sparse rows are read."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.integer[Any]]


def spans(starts: Whole, lengths: Whole) -> NDArray[np.int64]:
    """Give the positions starts[0], starts[0] + 1, ... (lengths[0] of them), then those of the next, and so on."""
    ends = np.cumsum(lengths, dtype=np.int64)
    shift = np.repeat(starts - ends + lengths, lengths)
    return np.asarray(shift + np.arange(len(shift)), dtype=np.int64)
