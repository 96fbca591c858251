"""KMeans cells over vectors, laid out so that a cell is one slice of memory."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans

from shared.model.candidates.vectors import vector_arrays

_BATCH = 16_384
_MOST_FITTED = 250_000
"""Vectors the centres are fitted on, at most; then all are assigned."""
_ASSIGNED_AT_ONCE = 100_000


def index_arrays(name: str, vectors: NDArray[np.float32], *, seed: int) -> dict[str, NDArray[Any]]:
    """Return the arrays of a `shared.model.candidates.cells.CellIndex` over (n, d) float32 vectors."""
    arrays = cell_arrays(name, vectors, np.arange(len(vectors), dtype=np.int32), seed=seed)
    order = arrays[f"{name}_cell_members"]
    return {**arrays, **vector_arrays(name, vectors[order])}


def cell_arrays(
    name: str, vectors: NDArray[np.float32], members: NDArray[np.int32], *, seed: int
) -> dict[str, NDArray[Any]]:
    """Divide m members into about sqrt(m) cells, at least one, which may be empty.

    Returns the arrays of `shared.model.candidates.cells.Cells`.

    `vectors` is (m, d) float32, those of the (m,) int32 `members`. Cells are fitted by k-means on Euclidean
    distance; the search probes them by inner product.
    """
    centres = _fit_centres(vectors, max(1, round(np.sqrt(len(vectors)))), seed)
    cells = _assign(vectors, centres)
    order = np.lexsort((members, cells))
    return {
        f"{name}_cell_centres": centres,
        f"{name}_cell_starts": np.searchsorted(cells[order], np.arange(len(centres) + 1)).astype(np.int32),
        f"{name}_cell_members": members[order],
    }


def _fit_centres(vectors: NDArray[np.float32], count: int, seed: int) -> NDArray[np.float32]:
    if not len(vectors):
        return np.zeros((count, vectors.shape[1]), dtype=np.float32)
    rng = np.random.default_rng(seed)
    sample = vectors[np.sort(rng.permutation(len(vectors))[:_MOST_FITTED])]
    fit = MiniBatchKMeans(
        n_clusters=count, batch_size=_BATCH, n_init=1, max_iter=15, random_state=seed, compute_labels=False
    ).fit(sample)
    return np.asarray(fit.cluster_centers_, dtype=np.float32)


def _assign(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the nearest centre of each vector, in blocks that bound memory: (m,) int64."""
    half_norms = (centres**2).sum(axis=1) / 2
    parts = [
        (vectors[start : start + _ASSIGNED_AT_ONCE] @ centres.T - half_norms).argmax(axis=1)
        for start in range(0, max(len(vectors), 1), _ASSIGNED_AT_ONCE)
    ]
    return np.concatenate(parts)
