"""The first stage: candidates from every source of evidence, each with the same row of signals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact import ArrayMap
from shared.model.artists import ArtistTable
from shared.model.audio import AudioTable
from shared.model.cells import unit
from shared.model.factors import FactorModel
from shared.model.neighbours import Evidence, PlaylistTable
from shared.model.tracks import Indices, TrackTable

Column = NDArray[np.float32]

SIGNALS: tuple[str, ...] = (
    "playlist_cosine",
    "playlist_knn",
    "playlist_knn_rare",
    "conditional",
    "item_cosine",
    "factor_score",
    "factor_cosine",
    "same_artist",
    "near_artist",
    "audio_mean",
    "audio_least",
    "popularity",
    "artist_popularity",
    "listed",
    "seeds",
    "pool_playlist_knn",
    "pool_conditional",
    "pool_factor_score",
    "rank_playlist_knn",
    "rank_conditional",
    "rank_factor_score",
    "rank_near_artist",
)
"""The columns of every signal matrix, in order. `pool_*` are standardised over the request's candidates,
`rank_*` are the logarithm of the place among them."""

MOST_SEEDS = 200
"""Seeds weighed per request; of a longer playlist, this many spread evenly over it."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The m candidates of one request."""

    tracks: Indices
    """(m,) ascending, seeds never among them."""
    signals: NDArray[np.float32]
    """(m, len(SIGNALS))."""


class Retrieval:
    """Find a request's candidates and describe each by its signals."""

    def __init__(self, arrays: ArrayMap) -> None:
        self.tracks = TrackTable(arrays)
        self.playlists = PlaylistTable(arrays)
        self.factors = FactorModel(arrays)
        self.artists = ArtistTable(arrays)
        self.audio = AudioTable(arrays)

    def pool(self, seeds: Indices, breadth: int) -> Pool:
        """Gather candidates for distinct `seeds`, some `breadth` from each source.

        Seeds may be empty: then only what is popular is found.
        """
        if not len(seeds):
            return self._describe(seeds, self._popular(breadth), None, None)
        given = seeds
        seeds = given[np.linspace(0, len(given) - 1, min(len(given), MOST_SEEDS)).astype(np.int64)]
        evidence = self.playlists.evidence(seeds, self.tracks.counts)
        taste = self.factors.fold_in(seeds)
        nearness = self.artists.nearness(self.artists.shares(seeds))
        sources = (
            _top(evidence.tracks, evidence.playlist_knn, breadth),
            _top(evidence.tracks, evidence.conditional, breadth),
            self.factors.index.search(taste, breadth, scan=20 * breadth),
            self.artists.songs_of_nearest(nearness, artists=max(breadth // 10, 10)),
            self.audio.nearest(seeds, breadth // 4),
            self._popular(breadth // 2),
        )
        candidates = np.setdiff1d(np.concatenate(sources), given).astype(np.int32)
        return self._describe(seeds, candidates, evidence, taste)

    def _popular(self, count: int) -> Indices:
        return np.arange(min(count, len(self.tracks)), dtype=np.int32)

    def _describe(
        self, seeds: Indices, candidates: Indices, evidence: Evidence | None, taste: Column | None
    ) -> Pool:
        columns = {"popularity": np.log1p(self.tracks.counts[candidates])}
        if evidence is not None and taste is not None:
            columns |= _from_playlists(evidence, candidates)
            columns |= self._from_factors(seeds, candidates, taste)
            columns |= self._from_artists(seeds, candidates)
            columns |= self._from_audio(seeds, candidates)
        columns["listed"] = self.tracks.counts[candidates] > 0
        columns["seeds"] = np.full(len(candidates), np.log1p(len(seeds)))
        for name in ("playlist_knn", "conditional", "factor_score"):
            columns[f"pool_{name}"] = _standardised(columns.get(name), len(candidates))
        for name in ("playlist_knn", "conditional", "factor_score", "near_artist"):
            columns[f"rank_{name}"] = _log_rank(columns.get(name), len(candidates))
        nothing = np.zeros(len(candidates))
        matrix = np.stack([columns.get(name, nothing) for name in SIGNALS], axis=1)
        return Pool(candidates, matrix.astype(np.float32))

    def _from_factors(self, seeds: Indices, candidates: Indices, taste: Column) -> dict[str, Column]:
        vectors = self.factors.index.of(candidates)
        seed_vectors = self.factors.index.of(seeds)
        mean_direction = unit(seed_vectors).mean(axis=0)
        return {"factor_score": vectors @ taste, "factor_cosine": unit(vectors) @ mean_direction}

    def _from_artists(self, seeds: Indices, candidates: Indices) -> dict[str, Column]:
        shares = self.artists.shares(seeds)
        return {
            "same_artist": self.artists.mean_over_credits(shares, candidates),
            "near_artist": self.artists.mean_over_credits(self.artists.nearness(shares), candidates),
            "artist_popularity": self.artists.mean_over_credits(self.artists.popularity, candidates),
        }

    def _from_audio(self, seeds: Indices, candidates: Indices) -> dict[str, Column]:
        mean, least = self.audio.distances(candidates, seeds)
        return {"audio_mean": mean, "audio_least": least}


def _from_playlists(evidence: Evidence, candidates: Indices) -> dict[str, Column]:
    if not len(evidence.tracks):
        return {}
    place = np.searchsorted(evidence.tracks, candidates).clip(max=len(evidence.tracks) - 1)
    found = evidence.tracks[place] == candidates
    return {name: np.where(found, column[place], 0.0) for name, column in evidence.columns().items()}


def _top(tracks: Indices, scores: Column, count: int) -> Indices:
    if len(tracks) <= count:
        return tracks
    return np.asarray(tracks[np.argpartition(-scores, count)[:count]])


def _standardised(column: Column | None, count: int) -> Column:
    if column is None or not count:
        return np.zeros(count, dtype=np.float32)
    return np.asarray((column - column.mean()) / (column.std() + 1e-9), dtype=np.float32)


def _log_rank(column: Column | None, count: int) -> Column:
    if column is None:
        return np.full(count, np.log1p(count), dtype=np.float32)
    ranks = np.empty(count, dtype=np.float32)
    ranks[np.argsort(-column, kind="stable")] = np.arange(count)
    return np.log1p(ranks)
