"""The factor model: a listener's vector is folded in from the seeds; tracks are scored by inner products with it.

Hu, Koren and Volinsky, "Collaborative filtering for implicit feedback datasets" (ICDM 2008), equation 4.
"""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import Vector, unit


class TrackVectors(Protocol):
    """A vector of d factors for each track."""

    def of(self, tracks: Indices, /) -> NDArray[np.float32]:
        """Return the vectors of some tracks: (len(tracks), d) float32."""

    def in_steps(self, tracks: Indices, /) -> tuple[NDArray[np.float32], Vector]:
        """Return them in steps, (len(tracks), d) float32, and each one's step, (len(tracks),) float32."""


class FactorModel:
    """Track vectors of d factors, and the parameters of folding in."""

    def __init__(self, arrays: ArrayMap, name: str, vectors: TrackVectors) -> None:
        self._vectors = vectors
        self._gram: NDArray[np.float32] = arrays[f"{name}_gram"]
        """(d, d) float32: sum of v vᵀ over listed tracks, plus regularisation on the diagonal."""
        self._confidence = float(arrays[f"{name}_confidence"][0])

    def of(self, tracks: Indices) -> NDArray[np.float32]:
        """Return the vectors of some tracks: (len(tracks), d) float32."""
        return self._vectors.of(tracks)

    def directions(self, tracks: Indices) -> NDArray[np.float32]:
        """Return the tracks' vectors at length 1, NaN for a vector of zeros: (len(tracks), d) float32."""
        vectors = self.of(tracks)
        return np.where(vectors.any(axis=1, keepdims=True), unit(vectors), np.float32(np.nan))

    def fold_in(self, seeds: Indices) -> Vector:
        """Compute the (d,) float32 vector of a listener whose playlist is exactly `seeds`."""
        return fold_in(self.of(seeds), self._gram, self._confidence)

    def mean_cosine(self, tracks: Indices, seeds: Indices) -> Vector:
        """Compute each track's mean cosine to the seeds: (len(tracks),) float32."""
        return np.asarray(unit(self.of(tracks)) @ unit(self.of(seeds)).mean(axis=0))

    def score_and_cosine(self, tracks: Indices, seeds: Indices, listener: Vector) -> tuple[Vector, Vector]:
        """Compute each track's inner product with a listener's vector, and its mean cosine to the seeds."""
        vectors, steps = self._vectors.in_steps(tracks)
        direction = unit(self.of(seeds)).mean(axis=0)
        lengths = np.sqrt(np.einsum("td,td->t", vectors, vectors))
        return (vectors @ listener) * steps, (vectors @ direction) / np.maximum(lengths, 1e-9)


def fold_in(vectors: NDArray[np.float32], gram: NDArray[np.floating[Any]], confidence: float) -> Vector:
    """Solve for the listener of (s, d) seed vectors, the tracks' (d, d) regularised Gram matrix held fixed."""
    seeds = vectors.astype(np.float64)
    weighted = gram + (confidence - 1.0) * (seeds.T @ seeds)
    return np.linalg.solve(weighted, confidence * seeds.sum(axis=0)).astype(np.float32)
