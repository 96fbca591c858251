"""The cluster of a request among playlists, and its place on the music map."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from shared.domain.track import FEATURES
from shared.errors import RefusedModel
from shared.model.arrays import ArrayMap, shaped
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import unit

_NEIGHBOURS = 15
"""Mapped tracks that a place is interpolated from."""

_LOOKED_AT = 2_000
"""Mapped tracks, of 20,000, among which these are searched: all of them are 2.5 MB to read.

On the model of bench/README.md nine places of ten stay the same; the mean error is .003 of the map's radius.
"""


class ClusterInfo(msgspec.Struct, frozen=True):
    """The description of one cluster, as listeners see it."""

    id: int
    name: str
    playlists: int
    words: list[str]
    """Typical words of its playlists' titles and genres."""
    sound: list[str]
    """Adjectives for its audio features."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place on the map, within the unit circle."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MusicMap:
    """The m tracks that are drawn, and where."""

    tracks: Indices
    """(m,) int32 ascending indices."""
    points: NDArray[np.float32]
    """(m, 2) float32 within the unit circle."""
    clusters: NDArray[np.int32]
    """(m,) int32: the cluster of each."""


class Atlas:
    """Clusters of playlists and the drawn map of tracks."""

    def __init__(self, arrays: ArrayMap, clusters: list[ClusterInfo], factors: CellIndex) -> None:
        self._factors = factors
        self.clusters = clusters
        self._centres: NDArray[np.float32] = shaped(arrays, "cluster_centres", None, len(FEATURES))
        """(K, f) float32 standardised features."""
        self.music_map = MusicMap(arrays["map_tracks"], arrays["map_points"], arrays["map_clusters"])
        self._cells = factors.narrowed(self.music_map.tracks)
        """Of the drawn tracks, numbered by their places on the map."""
        self._directions = unit(factors.of(self.music_map.tracks[self._cells.ordered]))
        """In the order of the cells."""

    def cluster(self, seeds: Indices, audio: AudioTable) -> ClusterInfo | None:
        """Return the cluster whose centre is nearest the seeds' mean features; None if no feature is known."""
        features = audio.standardised(seeds)
        if np.isnan(features).all():
            return None
        mean = np.nan_to_num(_mean_of_known(features))
        return self.clusters[int(((self._centres - mean) ** 2).sum(axis=1).argmin())]

    def level(self, cluster: int, feature: str, audio: AudioTable) -> float:
        """Return the percentile, 0 to 1, of a cluster's centre among the catalogue's tracks by a feature."""
        column = FEATURES.index(feature)
        return float(audio.places(self._centres[cluster, column : column + 1], feature)[0])

    def position(self, seeds: Indices) -> Position | None:
        """Interpolate between the mapped tracks nearest to the seeds by factors; None without seeds or map."""
        if not len(seeds) or not len(self.music_map.tracks):
            return None
        direction = unit(self._factors.of(seeds).mean(axis=0, keepdims=True))[0]
        parts = self._cells.probed(direction, _LOOKED_AT)
        cosines = np.concatenate([self._directions[part] for part in parts]) @ direction
        nearest = np.argpartition(-cosines, min(_NEIGHBOURS, len(cosines) - 1))[:_NEIGHBOURS]
        weights = np.maximum(cosines[nearest], 1e-6).astype(np.float64) ** 2
        x, y = np.average(self.music_map.points[self._cells.members_at(parts, nearest)], axis=0, weights=weights)
        return Position(float(x), float(y))


def _mean_of_known(values: NDArray[np.float32]) -> NDArray[np.float32]:
    known = ~np.isnan(values)
    return np.asarray(np.nan_to_num(values).sum(axis=0) / np.maximum(known.sum(axis=0), 1), dtype=np.float32)


def read_clusters(path: Path) -> list[ClusterInfo]:
    """Read the clusters' descriptions. Raises RefusedModel if the file is not as training wrote it."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[ClusterInfo])
    except (OSError, msgspec.DecodeError) as error:
        raise RefusedModel(
            f"{path.name} cannot be read", found=str(error), cure="publish the model again"
        ) from error
