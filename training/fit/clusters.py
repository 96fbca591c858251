"""The clusters shown to listeners: KMeans over playlists' mean points, K chosen by three criteria."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from tqdm import tqdm

from training.effort import THOROUGH
from training.fit.order import entry_matrix
from training.read.dataset import Dataset

SMALLEST_K = 8
LARGEST_K = 24
"""The range of K: fewer clusters are too general, more look the same on a map."""

_MOST_FITTED = 50_000
"""Playlists fitted on, at most; this sample places the centres as well as a million does."""
_MOST_SCORED = 4_000
"""Playlists in the silhouette, at most, as its cost is quadratic."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """The quality of the clustering with one K."""

    k: int
    silhouette: float
    """Rousseeuw (1987): -1 to 1, higher is better."""
    davies_bouldin: float
    """Davies and Bouldin (1979): from 0, lower is better."""
    calinski_harabasz: float
    """Caliński and Harabasz (1974): higher is better."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """K clusters of playlists."""

    centres: NDArray[np.float32]
    """(K, d) float32."""
    of_playlist: NDArray[np.int32]
    """(p,) int32: the cluster of each playlist, -1 where no track of it has a point."""
    criteria: tuple[Criterion, ...]
    """One for each K tried."""


def playlist_means(dataset: Dataset, values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average the known values of each playlist's tracks: (p, d) float32, NaN if none is known.

    `values` is (n, d) float32, such as features or points, NaN where unknown.
    """
    entries = entry_matrix(dataset)
    counts = entries @ (~np.isnan(values)).astype(np.float32)
    sums = entries @ np.nan_to_num(values)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.float32(np.nan))


def cluster_sounds(clusters: Clusters, means: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average the known features, (p, f) float32, of each cluster's playlists: (K, f) float32, NaN if unknown."""
    rows = [means[clusters.of_playlist == cluster] for cluster in range(len(clusters.centres))]
    counts = np.array([(~np.isnan(of_cluster)).sum(axis=0) for of_cluster in rows])
    sums = np.array([np.nansum(of_cluster, axis=0) for of_cluster in rows])
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan).astype(np.float32)


def fit_clusters(means: NDArray[np.float32], *, seed: int, restarts: int = THOROUGH.restarts) -> Clusters:
    """Fit KMeans for each K in the range and keep the K of the best mean rank over the three criteria."""
    placed = ~np.isnan(means).all(axis=1)
    points = np.nan_to_num(means[placed]).astype(np.float64)
    rng = np.random.default_rng(seed)
    sample = points[np.sort(rng.permutation(len(points))[:_MOST_FITTED])]
    fits = {
        k: _fit(sample, k, seed, restarts) for k in tqdm(_range(sample), desc="choosing K", unit="K", disable=None)
    }
    criteria = tuple(_criterion(sample, fit, seed) for fit in fits.values())
    best = fits[best_k(criteria)]
    of_playlist = np.full(len(means), -1, dtype=np.int32)
    of_playlist[placed] = best.predict(points)
    return Clusters(best.cluster_centers_.astype(np.float32), of_playlist, criteria)


def _range(sample: NDArray[np.float64]) -> Iterable[int]:
    """Return the range of K, at most the number of distinct playlists less one."""
    distinct = len(np.unique(sample, axis=0))
    return range(min(SMALLEST_K, max(distinct - 1, 1)), min(LARGEST_K, max(distinct - 1, 1)) + 1)


def _fit(sample: NDArray[np.float64], k: int, seed: int, restarts: int) -> KMeans:
    return KMeans(n_clusters=k, n_init=restarts, random_state=seed).fit(sample)


def _criterion(sample: NDArray[np.float64], fit: KMeans, seed: int) -> Criterion:
    labels = fit.labels_
    if fit.n_clusters < 2:
        return Criterion(fit.n_clusters, 0.0, 0.0, 0.0)
    return Criterion(
        k=fit.n_clusters,
        silhouette=float(
            silhouette_score(sample, labels, sample_size=min(_MOST_SCORED, len(sample)), random_state=seed)
        ),
        davies_bouldin=float(davies_bouldin_score(sample, labels)),
        calinski_harabasz=float(calinski_harabasz_score(sample, labels)),
    )


def best_k(criteria: Iterable[Criterion]) -> int:
    """Return the K of the best mean rank; of equals the smallest."""
    tried = sorted(criteria, key=lambda criterion: criterion.k)
    values = np.array(
        [(-each.silhouette, each.davies_bouldin, -each.calinski_harabasz) for each in tried], dtype=np.float64
    )
    ranks = values.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable").sum(axis=1)
    return tried[int(ranks.argmin())].k
