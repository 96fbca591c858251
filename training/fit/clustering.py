"""Clusters of a fitted model: the space they are found in, their names and the tracks in each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact.manifest import ClusterSpace
from shared.model.atlas import ClusterInfo, points_in
from shared.model.candidates.retrieval import Retrieval
from training.effort import THOROUGH
from training.fit.atlas import track_clusters
from training.fit.clusters import Clusters, cluster_sounds, fit_clusters, playlist_means
from training.fit.names import name_clusters
from training.fit.order import playlist_counts
from training.fit.scaling import ScaledFeatures, known_shares
from training.read.dataset import Dataset

LEAST_SOUND = 0.5
"""Share of the features of the playlists' entries that must be known for clusters by sound.

With less, the mean of a playlist is that of a few of its songs or of a few features, and says little about either.
"""


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters of the playlists, and of the n tracks."""

    space: ClusterSpace
    clusters: Clusters
    names: list[ClusterInfo]
    sounds: NDArray[np.float32]
    """(K, f) float32: mean standardised features of each cluster's playlists, NaN where unknown."""
    of_track: NDArray[np.int32]
    """(n,) int32: the cluster of each track, -1 for none."""


def cluster_playlists(
    dataset: Dataset,
    retrieval: Retrieval,
    scaled: ScaledFeatures,
    *,
    seed: int,
    restarts: int = THOROUGH.restarts,
) -> Clustering:
    """Cluster the playlists by their sound, or by taste where too little of it is known, and name the clusters."""
    space = best_space(dataset, scaled)
    points = points_in(space, retrieval)(np.arange(len(dataset.tracks), dtype=np.int32))
    clusters = fit_clusters(playlist_means(dataset, points), seed=seed, restarts=restarts)
    sound = playlist_means(dataset, scaled.values)
    return Clustering(
        space,
        clusters,
        name_clusters(dataset, clusters, sound),
        cluster_sounds(clusters, sound),
        track_clusters(dataset, clusters, points),
    )


def best_space(dataset: Dataset, scaled: ScaledFeatures) -> ClusterSpace:
    """Return `sound` if LEAST_SOUND of what there is to know about the entries' sound is known, else `taste`."""
    known = known_shares(scaled.values, playlist_counts(dataset)).mean()
    return "sound" if known >= LEAST_SOUND else "taste"
