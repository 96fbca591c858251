"""Many slices of one array at once, as sparse rows are read."""

import numpy as np
from numpy.typing import NDArray


def spans(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the positions starts[0], starts[0] + 1, ... (lengths[0] of them), then those of the next, and so on."""
    shift = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return np.asarray(shift + np.arange(len(shift)), dtype=np.int64)
