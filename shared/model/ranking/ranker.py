"""The second stage: a small neural network that scores a candidate by its signals.

With a hidden layer the weight of each signal depends on the others, above all on the number of seeds.
Two matrix products in numpy score two thousand candidates in half a millisecond.
"""

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap, shaped
from shared.model.artefact.signal_names import SIGNALS

_BLOCK = 256
"""Candidates scored together: the hidden layer's outputs then fit in a processor's cache."""


class Ranker:
    """A perceptron with one hidden layer of h rectified units and one linear output."""

    def __init__(self, arrays: ArrayMap) -> None:
        """Read the network. Raises RefusedModel unless its input is one number for each of SIGNALS."""
        mean: NDArray[np.float32] = shaped(arrays, "ranker_mean", len(SIGNALS))
        scale: NDArray[np.float32] = shaped(arrays, "ranker_scale", len(SIGNALS))
        hidden: NDArray[np.float32] = shaped(arrays, "ranker_hidden_weights", len(SIGNALS), None)
        # Standardising the signals is a part of the first product: (x - mean) / scale @ w = x @ (w / scale) - ...
        self._hidden = hidden / scale[:, None]
        """(len(SIGNALS), h) float32."""
        hidden_bias = arrays["ranker_hidden_bias"] - mean @ self._hidden
        self._output: NDArray[np.float32] = arrays["ranker_output_weights"]
        """(h,) float32."""
        # max(x + b, 0) = max(x, -b) + b, and b adds the same to the output of every candidate.
        self._least: NDArray[np.float32] = -hidden_bias
        """(h,) float32: the input below which a hidden unit is 0."""
        self._output_bias: NDArray[np.float32] = arrays["ranker_output_bias"] + hidden_bias @ self._output

    def scores(self, signals: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score (m, len(SIGNALS)) signals: (m,) float32 logits of "a listener put it on this playlist"."""
        scores = np.empty(len(signals), dtype=np.float32)
        for start in range(0, len(signals), _BLOCK):
            block = slice(start, start + _BLOCK)
            hidden = signals[block] @ self._hidden
            np.maximum(hidden, self._least, out=hidden)
            np.matmul(hidden, self._output, out=scores[block])
        return scores + self._output_bias
