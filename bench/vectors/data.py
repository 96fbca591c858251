"""Vectors of a model or drawn ones, queries near them, and the exact answers."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayFolder
from shared.model.candidates.cells import CellIndex

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]

TOP = 10
QUERIES = 1_000
SEEDS = 5
_AROUND = 100
"""Size of the neighbourhood a query's other seeds are drawn from, as the tracks of a playlist are alike."""

_TRACKS_A_CLUSTER = 500
_SPREAD = 0.6
"""Standard deviation within a cluster, where that between clusters is 1."""
_NORM_SPREAD = 0.4
"""Standard deviation of the logarithm of a vector's length: factors of popular tracks are longer."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Vectors, queries about them and the right answers."""

    vectors: Vectors
    """(n, d)."""
    queries: Vectors
    """(QUERIES, d)."""
    exact: Rows
    """(QUERIES, TOP): the rows of greatest inner product, best first."""

    def save(self, folder: Path) -> None:
        """Write the three arrays for other processes."""
        for name in self.__slots__:
            np.save(folder / f"{name}.npy", getattr(self, name), allow_pickle=False)


def load_questions(folder: Path) -> Questions:
    """Read the files of `Questions.save`; the vectors are memory-mapped."""
    vectors = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
    queries, exact = (np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("queries", "exact"))
    return Questions(vectors, queries, exact)


def ask_about(vectors: Vectors, *, seed: int) -> Questions:
    """Draw queries near (n, d) vectors and answer them exactly."""
    queries = draw_queries(vectors, QUERIES, seed=seed)
    return Questions(vectors, queries, exact_search(vectors, queries, TOP))


def model_vectors(folder: Path) -> Vectors:
    """Read the factor vectors of all tracks of a model as (n, d) float32."""
    arrays = ArrayFolder(folder)
    tracks = np.arange(len(arrays["factor_cell_members"]), dtype=np.int32)
    return np.ascontiguousarray(CellIndex(arrays, "factor").of(tracks), dtype=np.float32)


def draw_vectors(count: int, dimensions: int, *, seed: int) -> Vectors:
    """Draw clustered Gaussian vectors of log-normal length: (count, dimensions) float32."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((max(1, count // _TRACKS_A_CLUSTER), dimensions), dtype=np.float32)
    vectors = centres[rng.integers(len(centres), size=count)]
    vectors += np.float32(_SPREAD) * rng.standard_normal(vectors.shape, dtype=np.float32)
    lengths = rng.lognormal(sigma=_NORM_SPREAD, size=(count, 1)).astype(np.float32)
    return np.asarray(vectors * lengths)


def draw_queries(vectors: Vectors, count: int, *, seed: int) -> Vectors:
    """Draw (count, d) queries, each the mean of a vector and others near it, as a playlist's seeds are."""
    rng = np.random.default_rng(seed)
    first = rng.integers(len(vectors), size=count)
    around = exact_search(vectors, vectors[first], min(_AROUND, len(vectors)))
    others = rng.permuted(around, axis=1)[:, : SEEDS - 1]
    return np.asarray(vectors[np.column_stack([first, others])].mean(axis=1, dtype=np.float32))


def exact_search(vectors: Vectors, queries: Vectors, top: int, at_once: int = 20_000) -> Rows:
    """Return the `top` rows of greatest inner product with each query, best first: (len(queries), top) int64.

    `at_once` vectors are scored at a time, to bound memory.
    """
    scores = np.empty((len(queries), 0), dtype=np.float32)
    rows = np.empty((len(queries), 0), dtype=np.int64)
    for start in range(0, len(vectors), at_once):
        products = queries @ vectors[start : start + at_once].T
        found = np.argpartition(-products, min(top, products.shape[1]) - 1, axis=1)[:, :top]
        scores = np.hstack([scores, np.take_along_axis(products, found, axis=1)])
        rows = np.hstack([rows, found + start])
        best = np.argsort(-scores, axis=1, kind="stable")[:, :top]
        scores, rows = np.take_along_axis(scores, best, axis=1), np.take_along_axis(rows, best, axis=1)
    return rows
