"""Track vectors: implicit ALS over the playlists, and a content model for tracks that no playlist holds."""

import warnings
from dataclasses import dataclass

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from shared.errors import InvalidData

FACTORS = 64
TASTE_FACTORS = 16
"""Few, so that near playlists mean a like mind rather than shared tracks; 8 and 32 were no better on mpd_dev."""

REGULARISATION = 0.1
CONFIDENCE = 10.0
ITERATIONS = 15
_CONTENT_RIDGE = 30.0

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Factors:
    """Track vectors and what folding in needs."""

    vectors: Vectors
    """(n, d): a track in no playlist has the vector its content predicts."""
    gram: Vectors
    """(d, d): sum of v vᵀ over listed tracks plus REGULARISATION on the diagonal."""


def fit_factors(
    entries: sparse.csr_matrix, content: Vectors, tags: sparse.csr_matrix, *, factors: int, seed: int
) -> Factors:
    """Factorise a (p, n) binary matrix into d = `factors` dimensions and fill in the tracks whose column is empty.

    `content` is (n, c) standardised audio, 0 where unknown; `tags` is a binary (n, t) matrix of what tracks
    have in common by name: artists and genres. Hu, Koren and Volinsky (ICDM 2008); the cold-start map from
    content to factors follows Gantner et al., "Learning attribute-to-feature mappings" (ICDM 2010).
    Raises InvalidData if no playlist holds any track.
    """
    if entries.nnz == 0:
        raise InvalidData("There is nothing to learn from", expected="playlists with tracks", found="none")
    listed = np.asarray(entries.getnnz(axis=0)).ravel() > 0
    vectors = als_vectors(entries, factors, seed)
    vectors[~listed] = 0.0
    gram = vectors.T @ vectors + REGULARISATION * np.eye(factors, dtype=np.float32)
    if not listed.all():
        vectors[~listed] = _from_content(vectors, listed, content, tags)
    return Factors(vectors, gram.astype(np.float32))


def als_vectors(entries: sparse.csr_matrix, factors: int, seed: int) -> Vectors:
    """Fit track vectors by alternating least squares: (n, factors) float32."""
    with threadpool_limits(1, "blas"), warnings.catch_warnings():
        # The library asks for OPENBLAS_NUM_THREADS=1 even where the limit above has set it.
        warnings.simplefilter("ignore", RuntimeWarning)
        model = AlternatingLeastSquares(
            factors=factors,
            regularization=REGULARISATION,
            alpha=CONFIDENCE,
            iterations=ITERATIONS,
            random_state=seed,
        )
        model.fit(entries.astype(np.float32), show_progress=False)
    return np.array(model.item_factors, dtype=np.float32)


def _from_content(
    vectors: Vectors, listed: NDArray[np.bool_], content: Vectors, tags: sparse.csr_matrix
) -> Vectors:
    """Predict the vectors of unlisted tracks from audio and from the mean vector of what shares their tags."""
    described = np.hstack([content, _tag_means(vectors, listed, tags)])
    model = make_pipeline(StandardScaler(), Ridge(alpha=_CONTENT_RIDGE)).fit(described[listed], vectors[listed])
    return np.asarray(model.predict(described[~listed]), dtype=np.float32)


def _tag_means(vectors: Vectors, listed: NDArray[np.bool_], tags: sparse.csr_matrix) -> Vectors:
    """Average, for each track, the mean vectors of its tags over the *other* listed tracks; 0 if there are none.

    Leaving the track itself out makes a listed track look like an unlisted one to the content model.
    """
    warm = sparse.diags(listed.astype(np.float32))
    sums = np.asarray((tags.T @ warm) @ vectors)
    counts = np.asarray((tags.T @ warm).sum(axis=1)).ravel()
    own = listed.astype(np.float32)
    per_track = tags @ sums - np.diff(tags.indptr)[:, None] * vectors * own[:, None]
    weight = np.asarray(tags @ counts).ravel() - np.diff(tags.indptr) * own
    return np.asarray(per_track / np.maximum(weight, 1.0)[:, None], dtype=np.float32)
