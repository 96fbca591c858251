"""Sources of candidates that go by playlists: those that hold seeds, those like them, and factors of all."""

from functools import partial

import numpy as np

from shared.model.candidates.allowed import Allowed, best_allowed
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.factors import FactorModel
from shared.model.candidates.playlist_knn import PlaylistEvidence, PlaylistTable
from shared.model.candidates.signals import Column
from shared.model.candidates.similar_playlists import SimilarEvidence, SimilarPlaylistTable
from shared.model.candidates.sorting import placed
from shared.model.candidates.source import Columns, Found, Query
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.candidates.vectors import Vector

_FURTHER = 4
"""Times the playlists that are weighed without bounds, where these hold too few allowed tracks."""


class PlaylistKnnSource:
    """Tracks of the playlists that share most with the seeds."""

    name = "playlist_knn"
    needs_seeds = True

    def __init__(self, tracks: TrackTable, playlists: PlaylistTable) -> None:
        self._tracks = tracks
        self._playlists = playlists

    def find(self, query: Query, breadth: int) -> Found:
        """Find the best tracks by `playlist_knn`, and as many by `conditional`."""
        evidence = self._playlists.evidence(query.seeds)
        best = [_top(evidence.tracks, scores, breadth) for scores in (evidence.playlist_knn, evidence.conditional)]
        within = partial(self._within, query.seeds, evidence, breadth)
        return Found(np.concatenate(best), partial(self._columns, evidence), within)

    def _within(self, seeds: Indices, evidence: PlaylistEvidence, breadth: int, allowed: Allowed) -> Indices:
        """Find allowed tracks of the same playlists; where these have too few, of more playlists."""
        found = _best_of(evidence, allowed, breadth)
        if len(found) == 2 * breadth or len(evidence.tracks) < breadth:
            return found
        return _best_of(self._playlists.evidence(seeds, _FURTHER), allowed, breadth)

    def _columns(self, evidence: PlaylistEvidence, candidates: Indices) -> Columns:
        return evidence.of(candidates, self._tracks.counts[candidates])


class SimilarPlaylistsSource:
    """Tracks of the playlists nearest to the seeds in a few coarse factors."""

    name = "similar_playlists"
    needs_seeds = True

    def __init__(self, similar_playlists: SimilarPlaylistTable) -> None:
        self._table = similar_playlists

    def find(self, query: Query, breadth: int) -> Found:
        """Find the tracks of the greatest scores."""
        found = self._table.evidence(query.seeds)
        return Found(
            _top(found.tracks, found.scores, breadth),
            partial(self._columns, query.seeds, found),
            partial(self._within, query.seeds, found, breadth),
        )

    def _within(self, seeds: Indices, found: SimilarEvidence, breadth: int, allowed: Allowed) -> Indices:
        """Find allowed tracks of these playlists; where they have too few, of more playlists."""
        best = best_allowed(found.tracks, found.scores, allowed, breadth)
        if len(best) == breadth or len(found.tracks) < breadth:
            return best
        return best_allowed(*self._table.scores(seeds, _FURTHER), allowed, breadth)

    def _columns(self, seeds: Indices, found: SimilarEvidence, candidates: Indices) -> Columns:
        factors = self._table.factors
        score, cosine = factors.score_and_cosine(candidates, seeds, factors.fold_in(seeds))
        return {
            **placed(found.tracks, {"similar_playlists": found.scores}, candidates),
            "coarse_factor_score": score,
            "coarse_factor_cosine": cosine,
            "expected_popularity": np.full(len(candidates), found.expected_popularity, dtype=np.float32),
        }


class FactorSource:
    """Tracks nearest, by inner product, to the seeds folded into the factor model."""

    name = "factors"
    needs_seeds = True

    def __init__(self, factors: FactorModel, index: CellIndex) -> None:
        self._factors = factors
        self._index = index

    def find(self, query: Query, breadth: int) -> Found:
        """Find the tracks of the greatest inner products in the cells nearest to the listener's vector."""
        listener = self._factors.fold_in(query.seeds)
        tracks, _ = self._index.search(listener, breadth, scan=20 * breadth)
        return Found(
            tracks,
            partial(self._columns, query.seeds, listener),
            lambda allowed: self._index.search_allowed(listener, breadth, 20 * breadth, allowed),
        )

    def _columns(self, seeds: Indices, listener: Vector, candidates: Indices) -> Columns:
        score, cosine = self._factors.score_and_cosine(candidates, seeds, listener)
        return {"factor_score": score, "factor_cosine": cosine}


def _best_of(evidence: PlaylistEvidence, allowed: Allowed, breadth: int) -> Indices:
    scores = evidence.playlist_knn, evidence.conditional
    return np.concatenate([best_allowed(evidence.tracks, each, allowed, breadth) for each in scores])


def _top(tracks: Indices, scores: Column, count: int) -> Indices:
    """Return the `count` tracks of the greatest scores, in no order."""
    if len(tracks) <= count:
        return tracks
    return np.asarray(tracks[np.argpartition(-scores, count)[:count]])
