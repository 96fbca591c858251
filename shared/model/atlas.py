"""The cluster of a request among playlists, and its place on the music map."""

from collections.abc import Callable
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
from shared.model.candidates.sorting import located
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import unit
from shared.model.colours import Colours, colours_of_clusters

_NEIGHBOURS = 15
"""Mapped tracks that a place is interpolated from."""

_LOOKED_AT = 2_000
"""Mapped tracks, of 20,000, among which these are searched: all of them are 2.5 MB to read.

On the model of bench/README.md nine places of ten stay the same; the mean error is .003 of the map's radius.
"""


Points = Callable[[Indices], NDArray[np.float32]]
"""Returns the points of some tracks in the space of clusters: (len(tracks), d) float32, NaN where unknown."""


class ClusterInfo(msgspec.Struct, frozen=True):
    """The description of one cluster, as listeners see it."""

    id: int
    name: str
    playlists: int
    words: list[str]
    """Typical words of its playlists' titles and genres, or their typical artists where they have neither."""
    sound: list[str]
    """Adjectives that fit at least half of its playlists' songs."""


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

    def __init__(self, arrays: ArrayMap, clusters: list[ClusterInfo], factors: CellIndex, points: Points) -> None:
        self._factors = factors
        self._points = points
        self.clusters = clusters
        width = self._points(np.zeros(0, dtype=np.int32)).shape[1]
        self._centres: NDArray[np.float32] = shaped(arrays, "cluster_centres", None, width)
        """(K, d) float32, in the space of the points."""
        self._sounds: NDArray[np.float32] = shaped(arrays, "cluster_sounds", None, len(FEATURES))
        """(K, f) float32 standardised features, NaN where unknown."""
        self.music_map = MusicMap(arrays["map_tracks"], arrays["map_points"], arrays["map_clusters"])
        drawn = self.music_map
        self.colours = colours_of_clusters(drawn.points, drawn.clusters, len(self._centres))
        """Of each cluster."""
        self._cells = factors.narrowed(self.music_map.tracks)
        """Of the drawn tracks, numbered by their places on the map."""
        self._directions = unit(factors.of(self.music_map.tracks[self._cells.ordered]))
        """In the order of the cells."""

    def cluster(self, seeds: Indices) -> ClusterInfo | None:
        """Return the cluster whose centre is nearest the seeds' mean point; None if no seed has a point."""
        points = self._points(seeds)
        if np.isnan(points).all():
            return None
        mean = _mean_of_known(points)
        return self.clusters[int(((self._centres - mean) ** 2).sum(axis=1).argmin())]

    def colours_of(self, tracks: Indices) -> list[Colours | None]:
        """Return the colours of each track's place on the map; None without a point.

        A track that is not drawn is of the cluster whose centre is nearest.
        """
        places, drawn = self._places_on_map(tracks)
        points = self._points(tracks)
        clusters = ((self._centres - points[:, np.newaxis]) ** 2).sum(axis=2).argmin(axis=1)
        clusters[drawn] = self.music_map.clusters[places[drawn]]
        nowhere = np.isnan(points).all(axis=1) & ~drawn
        found = zip(clusters.tolist(), nowhere.tolist(), strict=True)
        return [None if missing else self.colours[cluster] for cluster, missing in found]

    def _places_on_map(self, tracks: Indices) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the place of each track among the drawn ones, and whether it is drawn at all."""
        if not len(self.music_map.tracks):
            return np.zeros(len(tracks), dtype=np.int64), np.zeros(len(tracks), dtype=np.bool_)
        return located(self.music_map.tracks, tracks)

    def level(self, cluster: int, feature: str, audio: AudioTable) -> float:
        """Return the percentile, 0 to 1, of a cluster's mean playlist among the tracks by a feature."""
        column = FEATURES.index(feature)
        return float(audio.places(self._sounds[cluster, column : column + 1], feature)[0])

    def position(self, seeds: Indices) -> Position | None:
        """Interpolate between the mapped tracks nearest to the seeds by factors; None without seeds or map."""
        if not len(seeds) or not len(self.music_map.tracks):
            return None
        direction = unit(self._factors.of(seeds).mean(axis=0, keepdims=True))[0]
        rows = self._cells.rows_probed(direction, _LOOKED_AT)
        cosines = np.take(self._directions, rows, axis=0) @ direction
        nearest = np.argpartition(-cosines, min(_NEIGHBOURS, len(cosines) - 1))[:_NEIGHBOURS]
        weights = np.maximum(cosines[nearest], 1e-6).astype(np.float64) ** 2
        x, y = np.average(self.music_map.points[self._cells.ordered[rows[nearest]]], axis=0, weights=weights)
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
