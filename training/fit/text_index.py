"""The arrays of a `shared.model.candidates.text_index.TextIndex`."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.text_index import gram_weights, hashed_grams


def text_index_arrays(name: str, texts: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Index short texts by their grams; a text without any is found by nothing."""
    hashes = [hashed_grams(text) for text in texts]
    lengths = np.array([len(of_text) for of_text in hashes], dtype=np.int64)
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    every = np.concatenate([np.zeros(0, dtype=np.uint32), *hashes])
    grams, rows, counts = np.unique(every, return_inverse=True, return_counts=True)
    weights = gram_weights(counts.astype(np.int32), len(texts))
    squares = np.bincount(owners, weights[rows] ** 2, minlength=len(texts))
    return {
        f"{name}_grams": grams,
        f"{name}_starts": np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        f"{name}_texts": owners[np.argsort(rows, kind="stable")],
        f"{name}_norms": np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32),
    }
