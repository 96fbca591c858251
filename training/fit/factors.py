"""Track vectors: implicit ALS over the playlists, and a content model for tracks that no playlist holds."""

import warnings
from dataclasses import dataclass, replace

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from shared.errors import InvalidData

ITERATIONS = 15

FURTHER_ITERATIONS = 5
"""Iterations from vectors fitted on nearly the same playlists."""

_MOST_DESCRIBED = 200_000
"""Tracks the content model is fitted on, at most."""

_CONTENT_RIDGE = 30.0
"""Weight of the L2 penalty of the content model."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Als:
    """The settings of implicit ALS."""

    factors: int
    confidence: float
    """Weight of an entry against that of an absent one, alpha in the paper."""
    regularisation: float

    def scaled_to(self, playlists: int) -> "Als":
        """Return the settings for this number of playlists: less regularisation where there are few.

        Components of the matrix whose singular value is below regularisation / confidence vanish; with the
        regularisation of many playlists, few would have none left.
        """
        return replace(self, regularisation=self.regularisation * min(1.0, playlists / _TUNED_ON))


_TUNED_ON = 2_460
"""Number of playlists that the settings below were tuned on."""

LISTENER = Als(factors=32, confidence=40.0, regularisation=100.0)
"""The model that listeners are folded into; docs/decisions/0009 has the settings tried."""

COARSE = Als(factors=16, confidence=20.0, regularisation=60.0)
"""The model of similar playlists: with few factors, near ones have a similar mood rather than the same tracks."""


@dataclass(frozen=True, slots=True)
class Factors:
    """Track vectors, and the parameters of folding in."""

    vectors: Vectors
    """(n, d) float32: an unlisted track has the vector its content predicts."""
    gram: Vectors
    """(d, d) float32: sum of v vᵀ over listed tracks, plus regularisation on the diagonal."""
    confidence: float


def fit_factors(
    entries: sparse.csr_matrix,
    content: Vectors,
    tags: sparse.csr_matrix,
    *,
    als: Als,
    seed: int,
    start: Vectors | None = None,
) -> Factors:
    """Factorise a (p, n) binary matrix into d = `als.factors` dimensions and predict the unlisted tracks' vectors.

    `content` is (n, c) float32 standardised audio, 0 where unknown; `tags` is a binary (n, t) matrix of artists
    and genres. Hu, Koren and Volinsky (ICDM 2008); the cold-start map from
    content to factors follows Gantner et al., "Learning attribute-to-feature mappings" (ICDM 2010).
    Raises InvalidData if no playlist holds any track.
    """
    if entries.nnz == 0:
        raise InvalidData("There is nothing to learn from", expected="playlists with tracks", found="none")
    listed = np.asarray(entries.getnnz(axis=0)).ravel() > 0
    vectors = als_vectors(entries, als, seed, start)
    vectors[~listed] = 0.0
    gram = vectors.T @ vectors + als.regularisation * np.eye(als.factors, dtype=np.float32)
    if not listed.all():
        vectors[~listed] = _from_content(vectors, listed, content, tags)
    return Factors(vectors, gram.astype(np.float32), als.confidence)


def als_vectors(entries: sparse.csr_matrix, als: Als, seed: int, start: Vectors | None = None) -> Vectors:
    """Fit track vectors by alternating least squares: (n, als.factors) float32.

    `start`, vectors of the same tracks fitted on nearly the same playlists, saves iterations.
    """
    with threadpool_limits(1, "blas"), warnings.catch_warnings():
        # The library asks for OPENBLAS_NUM_THREADS=1 even where the limit above has set it.
        warnings.simplefilter("ignore", RuntimeWarning)
        model = AlternatingLeastSquares(
            factors=als.factors,
            regularization=als.regularisation,
            alpha=als.confidence,
            iterations=ITERATIONS if start is None else FURTHER_ITERATIONS,
            random_state=seed,
        )
        model.item_factors = start
        model.fit(entries.astype(np.float32), show_progress=False)
    return np.array(model.item_factors, dtype=np.float32)


def _from_content(
    vectors: Vectors, listed: NDArray[np.bool_], content: Vectors, tags: sparse.csr_matrix
) -> Vectors:
    """Predict the vectors of unlisted tracks from audio and from the mean vectors of their tags."""
    described = np.hstack([content, tag_means(vectors, listed, tags)])
    known = np.flatnonzero(listed)
    drawn = np.sort(np.random.default_rng(0).permutation(known)[:_MOST_DESCRIBED])
    model = make_pipeline(StandardScaler(), Ridge(alpha=_CONTENT_RIDGE)).fit(described[drawn], vectors[drawn])
    return np.asarray(model.predict(described[~listed]), dtype=np.float32)


def tag_means(vectors: Vectors, listed: NDArray[np.bool_], tags: sparse.csr_matrix) -> Vectors:
    """Compute, for each track, the mean vector of the *other* listed tracks with its tags: (n, d) float32.

    A track that shares several tags counts once for each; without any other track the mean is 0. Leaving the track
    itself out makes a listed track look like an unlisted one to the content model.
    """
    warm = sparse.diags(listed.astype(np.float32))
    sums = np.asarray((tags.T @ warm) @ vectors)
    counts = np.asarray((tags.T @ warm).sum(axis=1)).ravel()
    own = listed.astype(np.float32)
    per_track = tags @ sums - np.diff(tags.indptr)[:, None] * vectors * own[:, None]
    weight = np.asarray(tags @ counts).ravel() - np.diff(tags.indptr) * own
    return np.asarray(per_track / np.maximum(weight, 1.0)[:, None], dtype=np.float32)
