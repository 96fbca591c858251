"""The music map: openTSNE over a sample of tracks from every cluster."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from openTSNE import TSNE

from shared.model.candidates.factors import TrackVectors
from shared.model.candidates.vectors import unit
from training.effort import THOROUGH
from training.fit.clusters import Clusters
from training.fit.scaling import ScaledFeatures
from training.read.dataset import Dataset

_PERPLEXITY = 30
_EXAGGERATED, _REFINED = 150, 400
"""Iterations of each phase; more change nothing visible."""
_FEW_DRAWN = 5_000
"""Up to so many tracks one thread is used: two wait for each other where the cores are busy."""
_AUDIO_WEIGHT = 0.5
_EACH_CLUSTER_AT_LEAST = 50


@dataclass(frozen=True, slots=True)
class Atlas:
    """The m drawn tracks and their points."""

    tracks: NDArray[np.int32]
    """(m,) int32 ascending rows."""
    points: NDArray[np.float32]
    """(m, 2) float32, centred on the origin, the farthest at distance 1."""


def track_clusters(dataset: Dataset, clusters: Clusters, points: NDArray[np.float32]) -> NDArray[np.int32]:
    """Return the cluster of most of each track's playlists, else that of the nearest centre: (n,) int32.

    `points` is (n, d) float32 in the space of the clusters, NaN where unknown. -1 for a track without clustered
    playlists and without a point.
    """
    k, n = len(clusters.centres), len(dataset.tracks)
    owner = np.repeat(clusters.of_playlist, np.diff(dataset.indptr))
    placed = owner >= 0
    votes = np.bincount(dataset.indices[placed].astype(np.int64) * k + owner[placed], minlength=n * k).reshape(
        n, k
    )
    nearest = (np.nan_to_num(points) @ clusters.centres.T - (clusters.centres**2).sum(axis=1) / 2).argmax(axis=1)
    fallback = np.where(np.isnan(points).all(axis=1), -1, nearest)
    return np.where(votes.any(axis=1), votes.argmax(axis=1), fallback).astype(np.int32)


def draw_map(
    vectors: TrackVectors,
    scaled: ScaledFeatures,
    counts: NDArray[np.int32],
    cluster_of_track: NDArray[np.int32],
    *,
    seed: int,
    most: int = THOROUGH.most_drawn,
) -> Atlas:
    """Place up to `most` tracks in the plane by their vectors and audio.

    `counts` is (n,), the number of playlists of each track: the most popular tracks are drawn, but first a minimum
    of every cluster. Poličar, Stražar and Zupan, "openTSNE" (2019).
    """
    drawn = _sample(counts, cluster_of_track, most)
    audio = np.nan_to_num(scaled.values[drawn]) * (_AUDIO_WEIGHT / np.sqrt(scaled.values.shape[1]))
    space = np.hstack([unit(vectors.of(drawn)), audio])
    perplexity = max(1.0, min(_PERPLEXITY, (len(drawn) - 1) / 3))
    tsne = TSNE(
        perplexity=perplexity,
        early_exaggeration_iter=_EXAGGERATED,
        n_iter=_REFINED,
        initialization="pca",
        random_state=seed,
        n_jobs=1 if len(drawn) <= _FEW_DRAWN else 2,
    )
    points = np.asarray(tsne.fit(space), dtype=np.float64)
    points -= points.mean(axis=0)
    points /= max(float(np.linalg.norm(points, axis=1).max()), 1e-9)
    return Atlas(drawn, points.astype(np.float32))


def _sample(counts: NDArray[np.int32], cluster_of_track: NDArray[np.int32], most: int) -> NDArray[np.int32]:
    """Choose the most popular tracks, but first a minimum of each cluster."""
    popular = np.argsort(-counts, kind="stable")
    popular = popular[cluster_of_track[popular] >= 0]
    labels = cluster_of_track[popular]
    firsts = [popular[labels == cluster][:_EACH_CLUSTER_AT_LEAST] for cluster in np.unique(labels)]
    chosen = np.concatenate([*firsts, popular])
    _, first_seen = np.unique(chosen, return_index=True)
    return np.sort(chosen[np.sort(first_seen)][:most]).astype(np.int32)
