"""Single methods for comparison, each as in its paper or in the original system."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.cluster import KMeans

from shared.model.candidates.factors import fold_in
from training.fit.clusters import playlist_means
from training.fit.factors import Als, als_vectors
from training.fit.order import entry_matrix
from training.fit.scaling import ScaledFeatures
from training.read.dataset import Dataset

Scores = NDArray[np.floating[Any]]


class Method(Protocol):
    """A method that scores every track for some seeds."""

    def scores(self, seeds: NDArray[np.int32]) -> Scores:
        """Score every track: (n,) floats, higher is better; equal scores rank in the order of popularity."""


def ranking(method: Method, seeds: NDArray[np.int32], top: int) -> NDArray[np.int32]:
    """Return the best `top` of all tracks but the seeds: (up to top,) int32."""
    scores = np.array(method.scores(seeds), dtype=np.float64)
    scores[seeds] = -np.inf
    top = min(top, len(scores) - len(seeds))
    if top <= 0:
        return np.zeros(0, dtype=np.int32)
    # Of millions of tracks, only those that reach the last place's score are sorted.
    least = np.partition(scores, -top)[-top]
    reaching = np.flatnonzero(scores >= least)
    return reaching[np.argsort(-scores[reaching], kind="stable")[:top]].astype(np.int32)


class Random:
    """Random scores: the lower bound for any method."""

    def __init__(self, tracks: int, *, seed: int) -> None:
        self._tracks = tracks
        self._rng = np.random.default_rng(seed)

    def scores(self, seeds: NDArray[np.int32]) -> Scores:  # noqa: ARG002 - the same for all
        """Return random scores, different at each call."""
        return self._rng.random(self._tracks)


class Popularity:
    """The number of playlists, whatever the seeds."""

    def __init__(self, dataset: Dataset) -> None:
        self._counts = np.asarray(entry_matrix(dataset).sum(axis=0), dtype=np.float32).ravel()

    def scores(self, seeds: NDArray[np.int32]) -> Scores:  # noqa: ARG002 - the same for all
        """Return each track's number of playlists."""
        return self._counts.copy()


class ItemKnn:
    """Mean cosine to the seeds' playlist sets (Sarwar et al., WWW 2001)."""

    def __init__(self, dataset: Dataset) -> None:
        entries = entry_matrix(dataset)
        counts = np.asarray(entries.sum(axis=0)).ravel()
        self._unit = sparse.csr_matrix(entries @ sparse.diags(1 / np.sqrt(np.maximum(counts, 1))))
        self._by_track = sparse.csc_matrix(self._unit)

    def scores(self, seeds: NDArray[np.int32]) -> Scores:
        """Compute each track's mean cosine to the seeds."""
        weights = np.asarray(self._by_track[:, seeds].mean(axis=1)).ravel()
        playlists = np.flatnonzero(weights)
        return np.asarray(self._unit[playlists].T @ weights[playlists], dtype=np.float32)


class PlaylistKnn:
    """Playlists weighed by their squared cosine to the seeds (Jannach et al., "Beyond hitting the hits", 2015)."""

    def __init__(self, dataset: Dataset) -> None:
        self._entries = entry_matrix(dataset)
        self._lengths = np.maximum(np.asarray(self._entries.sum(axis=1)).ravel(), 1)

    def scores(self, seeds: NDArray[np.int32]) -> Scores:
        """Compute each track's sum of the squared cosines of the playlists that hold it."""
        shared = np.asarray(self._entries[:, seeds].sum(axis=1)).ravel()
        return np.asarray(self._entries.T @ (shared**2 / (self._lengths * len(seeds))), dtype=np.float32)


class ImplicitAls:
    """The factor model by itself, every track scored: Hu, Koren and Volinsky (ICDM 2008)."""

    USUAL = Als(factors=64, confidence=10.0, regularisation=0.1)

    def __init__(self, dataset: Dataset, settings: Als = USUAL, *, seed: int) -> None:
        entries = entry_matrix(dataset)
        self._confidence = settings.confidence
        self._vectors = als_vectors(entries, settings, seed)
        self._gram = self._vectors.T @ self._vectors + settings.regularisation * np.eye(settings.factors)

    def scores(self, seeds: NDArray[np.int32]) -> Scores:
        """Compute each track's inner product with the seeds' folded-in vector."""
        return np.asarray(self._vectors @ fold_in(self._vectors[seeds], self._gram, self._confidence))


class Ease:
    """A linear item model in closed form (Steck, "Embarrassingly shallow autoencoders", WWW 2019, equation 8)."""

    REGULARISATION = 100.0

    def __init__(self, dataset: Dataset) -> None:
        entries = entry_matrix(dataset)
        gram = (entries.T @ entries).toarray().astype(np.float64)
        gram[np.diag_indices_from(gram)] += self.REGULARISATION
        inverse = np.linalg.inv(gram)
        weights = -inverse / np.diag(inverse)
        np.fill_diagonal(weights, 0.0)
        self._weights = weights.astype(np.float32)

    def scores(self, seeds: NDArray[np.int32]) -> Scores:
        """Compute each track's sum of weights from the seeds."""
        return np.asarray(self._weights[seeds].sum(axis=0))


class AudioCentroid:
    """Tracks nearest the seeds' mean standardised features."""

    def __init__(self, scaled: ScaledFeatures) -> None:
        self._values = np.nan_to_num(scaled.values)
        self._known = scaled.known

    def scores(self, seeds: NDArray[np.int32]) -> Scores:
        """Compute minus each track's distance to the seeds' mean; tracks without features come last."""
        distances = np.linalg.norm(self._values - self._values[seeds].mean(axis=0), axis=1)
        return np.where(self._known, -distances, -np.inf)


class OriginalSystem:
    """The system Segue replaces: KMeans over playlists' mean features, then nearest playlists, then tracks.

    A request is assigned to one of 17 clusters by its mean features. The candidates are the tracks of the 10
    playlists of that cluster nearest to it; they come first, by their distance in raw features, then all others.
    """

    CLUSTERS = 17
    PLAYLISTS = 10

    @staticmethod
    def works_on(dataset: Dataset, scaled: ScaledFeatures) -> bool:
        """Return whether any playlist has a track with known features; the method is about nothing else."""
        return bool(scaled.known[dataset.indices].any())

    def __init__(self, dataset: Dataset, scaled: ScaledFeatures, *, seed: int) -> None:
        self._dataset = dataset
        self._raw = _filled(dataset.tracks.features)
        self._half_norms = (self._raw**2).sum(axis=1) / 2
        self._values = np.nan_to_num(scaled.values)
        means = playlist_means(dataset, scaled.values)
        self._rows = np.flatnonzero(~np.isnan(means).all(axis=1))
        self._means = np.nan_to_num(means[self._rows]).astype(np.float64)
        clusters = min(self.CLUSTERS, len(self._rows))
        self._kmeans = KMeans(n_clusters=clusters, n_init=4, random_state=seed).fit(self._means)

    def scores(self, seeds: NDArray[np.int32]) -> Scores:
        """Compute scores that fall with the distance to the seeds' mean, candidates first."""
        centre = self._values[seeds].mean(axis=0)
        cluster = self._kmeans.predict(centre[None].astype(np.float64))[0]
        members = np.flatnonzero(self._kmeans.labels_ == cluster)
        nearest = members[np.argsort(np.linalg.norm(self._means[members] - centre, axis=1))[: self.PLAYLISTS]]
        # |x - c|² = 2 (|x|²/2 - x·c) + |c|², the last the same for every track.
        scores = self._raw @ self._raw[seeds].mean(axis=0) - self._half_norms
        candidates = np.unique(np.concatenate([self._dataset.playlist(int(row)) for row in self._rows[nearest]]))
        scores[candidates] += np.ptp(scores) + 1.0
        return np.asarray(scores, dtype=np.float64)


def _filled(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """Replace unknown values by the mean of their feature."""
    values = features.astype(np.float64)
    counts = np.maximum((~np.isnan(values)).sum(axis=0), 1)
    return np.where(np.isnan(values), np.nansum(values, axis=0) / counts, values)
