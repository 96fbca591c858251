"""The first stage: candidates from every source of evidence, each with the same row of signals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact.manifest import ArrayMap
from shared.model.candidates.artists import ArtistTable, Weighed
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.factors import FactorModel
from shared.model.candidates.playlist_knn import PlaylistEvidence, PlaylistTable
from shared.model.candidates.signals import Column, signal_matrix
from shared.model.candidates.similar_playlists import SimilarPlaylists, SimilarPlaylistTable
from shared.model.candidates.sorting import distinct, located, placed
from shared.model.candidates.tracks import Indices, TrackTable

MOST_SEEDS = 200
"""Seeds weighed per request; of a longer playlist, this many spread evenly over it."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The m candidates of one request."""

    tracks: Indices
    """(m,) ascending, seeds never among them."""
    signals: NDArray[np.float32]
    """(m, len(SIGNALS))."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What the seeds point at, before any candidate is chosen."""

    evidence: PlaylistEvidence
    liked: SimilarPlaylists
    listener: Column
    """(d,): the seeds folded into the factor model."""
    artist_shares: Weighed
    """Each artist's share of the seeds."""
    near_artists: Weighed
    """The same, spread to artists that share playlists."""


class Retrieval:
    """Find a request's candidates and describe each by its signals."""

    def __init__(self, arrays: ArrayMap) -> None:
        self.tracks = TrackTable(arrays)
        self.playlists = PlaylistTable(arrays)
        self.index = CellIndex(arrays, "factor")
        self.factors = FactorModel(arrays, "factor", self.index)
        self.tastes = SimilarPlaylistTable(arrays, self.playlists)
        self.artists = ArtistTable(arrays)
        self.audio = AudioTable(arrays)

    def pool(self, seeds: Indices, breadth: int) -> Pool:
        """Gather candidates for distinct `seeds`, some `breadth` from each source.

        Seeds may be empty: then only what is popular is found.
        """
        if not len(seeds):
            return self._describe(seeds, self._popular(breadth), None)
        given = seeds
        seeds = given[np.linspace(0, len(given) - 1, min(len(given), MOST_SEEDS)).astype(np.int64)]
        found = self._find(seeds)
        sources = (
            _top(found.evidence.tracks, found.evidence.playlist_knn, breadth),
            _top(found.evidence.tracks, found.evidence.conditional, breadth),
            _top(found.liked.tracks, found.liked.scores, breadth),
            self.index.search(found.listener, breadth, scan=20 * breadth)[0],
            self.artists.songs_of_nearest(found.near_artists, max(breadth // 10, 10)),
            self.audio.nearest(seeds, breadth // 4),
            self._popular(breadth // 2),
        )
        return self._describe(seeds, _without(distinct(np.concatenate(sources)), given), found)

    def _find(self, seeds: Indices) -> _Found:
        artist_shares = self.artists.shares(seeds)
        return _Found(
            evidence=self.playlists.evidence(seeds),
            liked=self.tastes.liked(seeds),
            listener=self.factors.fold_in(seeds),
            artist_shares=artist_shares,
            near_artists=self.artists.nearness(artist_shares),
        )

    def _popular(self, count: int) -> Indices:
        return np.arange(min(count, len(self.tracks)), dtype=np.int32)

    def _describe(self, seeds: Indices, candidates: Indices, found: _Found | None) -> Pool:
        columns: dict[str, Column] = {}
        counts = self.tracks.counts[candidates]
        if found is not None:
            columns |= found.evidence.of(candidates, counts)
            columns |= placed(found.liked.tracks, {"like_minded": found.liked.scores}, candidates)
            columns |= self._from_factors(seeds, candidates, found)
            columns |= self._from_artists(candidates, found)
            columns |= self._from_audio(seeds, candidates)
        columns["popularity"] = np.log1p(counts).astype(np.float32)
        columns["listed"] = (counts > 0).astype(np.float32)
        columns["seeds"] = np.full(len(candidates), np.log1p(len(seeds)), dtype=np.float32)
        return Pool(candidates, signal_matrix(columns, len(candidates)))

    def _from_factors(self, seeds: Indices, candidates: Indices, found: _Found) -> dict[str, Column]:
        tastes = self.tastes.factors
        score, cosine = self.factors.score_and_cosine(candidates, seeds, found.listener)
        taste_score, taste_cosine = tastes.score_and_cosine(candidates, seeds, tastes.fold_in(seeds))
        return {
            "factor_score": score,
            "factor_cosine": cosine,
            "taste_score": taste_score,
            "taste_cosine": taste_cosine,
        }

    def _from_artists(self, candidates: Indices, found: _Found) -> dict[str, Column]:
        popularity, same, near = self.artists.describe(candidates, [found.artist_shares, found.near_artists])
        return {"same_artist": same, "near_artist": near, "artist_popularity": popularity}

    def _from_audio(self, seeds: Indices, candidates: Indices) -> dict[str, Column]:
        mean, least = self.audio.distances(candidates, seeds)
        return {"audio_mean": mean, "audio_least": least}


def _without(tracks: Indices, unwanted: Indices) -> Indices:
    """Take some tracks out of one or more ascending ones."""
    place, found = located(tracks, unwanted)
    return np.delete(tracks, place[found])


def _top(tracks: Indices, scores: Column, count: int) -> Indices:
    if len(tracks) <= count:
        return tracks
    return np.asarray(tracks[np.argpartition(-scores, count)[:count]])
