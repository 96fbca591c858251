"""A whole model, opened from a verified folder and ready to answer."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shared.domain.bounds import Bounds
from shared.domain.track import FEATURES, Track
from shared.domain.track_ids import isrc_of, track_id_of
from shared.model.arrays import ArrayFolder, Wait, already_there
from shared.model.artefact.arrival import Arrival
from shared.model.artefact.columns import require_columns
from shared.model.artefact.manifest import (
    CATALOGUE,
    CLUSTERS,
    FRONT,
    Manifest,
    read_manifest,
    verify,
)
from shared.model.artists.directory import Artist, ArtistDirectory
from shared.model.artists.search import ArtistHit, ArtistSearch
from shared.model.atlas import Atlas, ClusterInfo, MusicMap, Position, read_clusters
from shared.model.bounds.collections import ANY, Collections
from shared.model.bounds.compiling import compiled
from shared.model.bounds.song_bounds import SongBounds
from shared.model.candidates.retrieval import Retrieval, spread_evenly
from shared.model.candidates.text_index import TextIndex
from shared.model.candidates.tracks import Indices
from shared.model.catalogue.catalogue import Catalogue
from shared.model.catalogue.search import SearchHit, SongSearch
from shared.model.feature_scale import standardised
from shared.model.front import Front, read_front
from shared.model.naming import genre_name, truest
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommendation, Recommender
from shared.model.ranking.song_group import SongGroup, UnknownSong
from shared.model.sound_words import common_sounds


class Model:
    """One model version behind the methods callers use; immutable, shared by all threads.

    The parts are for this package, and for benches and tests that measure them.

    >>> model = Model.open(folder)
    >>> first = model.tracks([0])[0]
    >>> model.indices_of([first.id, "unknown"]).tolist()
    [0]
    """

    def __init__(self, folder: Path, manifest: Manifest, wait: Wait = already_there) -> None:
        """Open the parts that songs are answered with; the rest is opened when it is needed, or by `open_rest`.

        Raises RefusedModel if a part is missing, or has other columns than this code reads, and what `wait` does.
        """
        require_columns(manifest)
        self._folder, self._wait = folder, wait
        self._arrays = arrays = ArrayFolder(folder, wait)
        self.manifest = manifest
        self.retrieval = Retrieval(arrays)
        self.recommender = Recommender(self.retrieval, Ranker(arrays))
        points = self.retrieval.similar_playlists.factors.directions
        self.atlas = Atlas(arrays, read_clusters(self._path(CLUSTERS)), self.retrieval.index, points)
        self.catalogue = Catalogue(self._path(CATALOGUE), self.retrieval.tracks.counts)
        self.search = SongSearch(self.catalogue)
        self.artists = ArtistDirectory(self.retrieval.tracks, self.retrieval.artists, self.catalogue)

    def _path(self, name: str) -> Path:
        """Return the path of a file once it is there."""
        self._wait(name)
        return self._folder / name

    def open_rest(self) -> None:
        """Open the parts that are not yet. Raises RefusedModel as the constructor does."""
        for _ in self.front, self.artist_search, self.retrieval.facts, self.retrieval.titles:
            pass

    @cached_property
    def front(self) -> Front:
        """The first page before anybody asked."""
        return read_front(self._path(FRONT), len(self.catalogue))

    @cached_property
    def artist_search(self) -> ArtistSearch:
        """Search of artists by name."""
        names = TextIndex(self._arrays, "artist_names")
        return ArtistSearch(self, names, self.retrieval.artists, self.artists)

    @classmethod
    def open(cls, folder: Path) -> "Model":
        """Verify every file and open the model. Raises RefusedModel if a file or a part is wrong."""
        return cls._whole(folder, verify(folder))

    @classmethod
    def of_verified(cls, folder: Path) -> "Model":
        """Open a folder whose files were compared with its manifest just now, as `ModelStore.fetch` does."""
        return cls._whole(folder, read_manifest(folder))

    @classmethod
    def of_arrival(cls, arrival: Arrival) -> "Model":
        """Open a folder of verified files that arrive, as soon as those are there that the first answer needs.

        Raises RefusedModel as `open` does, and what the arrival ends with.
        """
        return cls(arrival.folder, arrival.manifest, arrival.wait)

    @classmethod
    def _whole(cls, folder: Path, manifest: Manifest) -> "Model":
        model = cls(folder, manifest)
        model.open_rest()
        return model

    @property
    def version(self) -> str:
        """The version the manifest names."""
        return self.manifest.version

    @property
    def known_features(self) -> list[str]:
        """The audio features that are known of enough songs to be offered, in the order of FEATURES."""
        return [feature for feature in FEATURES if feature in self.manifest.known_features]

    def standardised(self, features: Sequence[float | None]) -> NDArray[np.float32]:
        """Standardise a song's raw features as those of the catalogue are: (f,) float32, NaN where unknown.

        All are unknown to a model that was published before it noted their scale.
        """
        return standardised(features, self.manifest.feature_scales)

    @property
    def track_count(self) -> int:
        """The number of tracks in the catalogue."""
        return len(self.catalogue)

    @property
    def clusters(self) -> list[ClusterInfo]:
        """The clusters of playlists, in the order of their ids."""
        return self.atlas.clusters

    @property
    def music_map(self) -> MusicMap:
        """The drawn map of tracks."""
        return self.atlas.music_map

    def index_of_each(self, ids: Sequence[str]) -> Indices:
        """Look up a track's own ids, then its other ids and ISRCs. Returns (len(ids),) int32, -1 if unknown.

        A bare Spotify id, as records held before ids named their provider, is read as one.
        """
        if not ids:
            return np.zeros(0, dtype=np.int32)
        named = [track_id_of(id) or isrc_of(id) or "" for id in ids]
        found = self.retrieval.tracks.indices(named)
        missing = np.flatnonzero(found < 0).tolist()
        others = self.catalogue.other_ids.indices({named[place] for place in missing} - {""})
        for place in missing:
            found[place] = others.get(named[place], -1)
        return found

    def indices_of(self, ids: Sequence[str]) -> Indices:
        """Return the indices of the ids that the catalogue has, in their order: (k,) int32; repeats stay."""
        found = self.index_of_each(ids)
        return found[found >= 0]

    def tracks(self, indices: Sequence[int] | Indices) -> list[Track]:
        """Return the tracks of these indices, in their order. Raises NotFound for an index out of range."""
        return self.catalogue.tracks(indices.tolist() if isinstance(indices, np.ndarray) else indices)

    def search_songs(self, query: str, limit: int) -> list[SearchHit]:
        """Return up to `limit` songs that the words of a query may mean, the likeliest first."""
        return self.search.search(query, limit)

    def search_artists(self, text: str, limit: int) -> list[ArtistHit]:
        """Return up to `limit` artists whose name a text may be or begin, the likeliest first."""
        return self.artist_search.search(text, limit)

    def artists_of(self, numbers: Sequence[int], songs: int, near: int) -> list[Artist]:
        """Return artists by their numbers, each with up to `songs` songs and the names of `near` others."""
        return self.artists.of(numbers, songs, near)

    def recommend(self, query: RecommendationQuery) -> list[Recommendation]:
        """Return up to `query.rules.n` tracks, best first, as `Recommender.recommend` does."""
        return self.recommender.recommend(query)

    def knows_title(self, title: str, *, names_artists: bool = True) -> bool:
        """Check whether a playlist, a genre or, if it may name one, an artist is called anything like a title."""
        return bool(title.strip()) and self.retrieval.titles.evidence(title, names_artists).tells_something

    def crowds_of(self, seeds: Indices, unknown: Sequence[UnknownSong] = ()) -> list[SongGroup]:
        """Divide distinct seeds and unknown songs into crowds that have little in common, the greatest first."""
        return self.recommender.crowds(seeds, unknown)

    def bounds_of(self, bounds: Bounds, collections: Collections = ANY) -> SongBounds | None:
        """Compile a listener's bounds for one request, as `shared.model.bounds.compiling.compiled` does."""
        return compiled(bounds, self.retrieval, self.catalogue, collections)

    def joining(self, seeds: Indices, unsure: Indices) -> Indices:
        """Return the tracks of `unsure` that fit some of the seeds; there is a seed at least."""
        return self.recommender.joining(seeds, unsure)

    def cluster_of(self, seeds: Indices) -> ClusterInfo | None:
        """Return the cluster nearest the seeds' mean; None if the space of clusters has no seed in it."""
        return self.atlas.cluster(seeds)

    def name_of(self, tracks: Indices, around: Sequence[Track] = ()) -> str | None:
        """Return a name of some tracks: genres they have, or that the songs around share, or their cluster's name.

        `around` are songs near them, such as those of their answer, half of which the name fits if any does; see
        `genre_name` and `truest`. None without tracks, and where none of these names fits a song.
        """
        cluster = self.cluster_of(tracks)
        own = genre_name(self.tracks(spread_evenly(tracks)), around)
        shared = genre_name(around) if len(tracks) else None
        return truest((own, shared, cluster.name if cluster else None), around)

    def sound_of(self, tracks: Indices) -> list[str]:
        """Return adjectives for the sound of some tracks, those that fit most of them first: `common_sounds`."""
        return common_sounds(self.retrieval.audio, tracks)

    def position_of(self, seeds: Indices) -> Position | None:
        """Return the seeds' place on the map; None without seeds or without a map."""
        return self.atlas.position(seeds)

    def level_of(self, tracks: Indices, feature: str) -> float:
        """Return the mean percentile, 0 to 1, of the tracks that an audio feature is known of, else 0.5."""
        known = tracks[~np.isnan(self.retrieval.audio.standardised(tracks)[:, FEATURES.index(feature)])]
        return float(self.retrieval.audio.percentiles(known, feature).mean()) if len(known) else 0.5

    def level_of_cluster(self, cluster: int, feature: str) -> float:
        """Return the percentile, 0 to 1, of a cluster's mean playlist among the catalogue's tracks."""
        return self.atlas.level(cluster, feature, self.retrieval.audio)
