"""Clusters of a fitted model: playlists of songs that are liked together, their names and the tracks in each."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from shared.model.atlas import ClusterInfo
from shared.model.candidates.retrieval import Retrieval
from shared.model.sound_words import common_sounds
from training.effort import THOROUGH
from training.fit.atlas import track_clusters
from training.fit.clusters import Clusters, cluster_sounds, fit_clusters, playlist_means
from training.fit.names import name_clusters
from training.fit.scaling import ScaledFeatures
from training.read.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters of the playlists, and of the n tracks."""

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
    """Cluster the playlists by the mean directions of their tracks' coarse factors, and name the clusters."""
    directions = retrieval.similar_playlists.factors.directions(np.arange(len(dataset.tracks), dtype=np.int32))
    clusters = fit_clusters(playlist_means(dataset, directions), seed=seed, restarts=restarts)
    of_track = track_clusters(dataset, clusters, directions)
    return Clustering(
        clusters,
        name_clusters(dataset, clusters, of_track, partial(common_sounds, retrieval.audio)),
        cluster_sounds(clusters, playlist_means(dataset, scaled.values)),
        of_track,
    )
