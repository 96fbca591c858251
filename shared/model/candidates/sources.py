"""Sources of candidates: each finds tracks for a request, and describes any candidate by signals of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np

from shared.model.candidates.artists import ArtistTable, ArtistWeights
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.factors import FactorModel
from shared.model.candidates.playlist_knn import PlaylistEvidence, PlaylistTable
from shared.model.candidates.signals import Column
from shared.model.candidates.similar_playlists import SimilarEvidence, SimilarPlaylistTable
from shared.model.candidates.sorting import placed
from shared.model.candidates.titles import TitleTable
from shared.model.candidates.tracks import Indices, TrackTable
from shared.model.candidates.vectors import Vector

Columns = Mapping[str, Column]
"""Signals by name, each (m,) float32 over the same m candidates."""


@dataclass(frozen=True, slots=True)
class Query:
    """The seeds and the title of one request."""

    seeds: Indices
    """(s,) int32, distinct; may be empty."""
    title: str = ""
    """The playlist's title, empty if it is not given."""


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of one source for one request."""

    tracks: Indices
    """(k,) int32 candidates in no order; a track may stand there twice, and a seed too."""
    columns: Callable[[Indices], Columns]
    """Compute the source's signals of (m,) ascending candidates, most of which other sources found.

    A signal that is left out is 0 for every candidate.
    """


class Source(Protocol):
    """A source of candidates.

    To add one: a class here, a line in `Retrieval`, and the names of its signals in `signal_names.MEASURED`.
    """

    @property
    def name(self) -> str:
        """The name by which a bench switches the source off."""

    @property
    def needs_seeds(self) -> bool:
        """Whether the source is left out where a request has no seeds."""

    def find(self, query: Query, breadth: int) -> Found:
        """Find candidates; `breadth` is the number each of the main sources gives."""


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
        return Found(np.concatenate(best), partial(self._columns, evidence))

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
        return Found(_top(found.tracks, found.scores, breadth), partial(self._columns, query.seeds, found))

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
        return Found(tracks, partial(self._columns, query.seeds, listener))

    def _columns(self, seeds: Indices, listener: Vector, candidates: Indices) -> Columns:
        score, cosine = self._factors.score_and_cosine(candidates, seeds, listener)
        return {"factor_score": score, "factor_cosine": cosine}


class ArtistSource:
    """Songs of the seeds' artists and of those that share playlists with them."""

    name = "artists"
    needs_seeds = True

    def __init__(self, artists: ArtistTable) -> None:
        self._artists = artists

    def find(self, query: Query, breadth: int) -> Found:
        """Find songs of the nearest artists, a tenth of `breadth` of them, at least ten."""
        shares = self._artists.shares(query.seeds)
        nearness = self._artists.nearness(shares)
        songs = self._artists.songs_of_nearest(nearness, max(breadth // 10, 10))
        return Found(songs, partial(self._columns, shares, nearness))

    def _columns(self, shares: ArtistWeights, nearness: ArtistWeights, candidates: Indices) -> Columns:
        popularity, same, near = self._artists.describe(candidates, [shares, nearness])
        return {"same_artist": same, "near_artist": near, "artist_popularity": popularity}


class AudioSource:
    """Tracks that sound like the seeds' mean."""

    name = "audio"
    needs_seeds = True

    def __init__(self, audio: AudioTable) -> None:
        self._audio = audio

    def find(self, query: Query, breadth: int) -> Found:
        """Find a quarter of `breadth` tracks around the seeds' mean features."""
        nearest = self._audio.nearest(query.seeds, breadth // 4)
        return Found(nearest, partial(self._columns, query.seeds))

    def _columns(self, seeds: Indices, candidates: Indices) -> Columns:
        mean, least = self._audio.distances(candidates, seeds)
        return {"audio_mean": mean, "audio_least": least}


class PopularitySource:
    """The most popular tracks, whatever the request."""

    name = "popularity"
    needs_seeds = False

    def __init__(self, tracks: TrackTable) -> None:
        self._tracks = tracks

    def find(self, query: Query, breadth: int) -> Found:
        """Find half of `breadth` tracks, or all of it where a request has neither seeds nor a title."""
        count = breadth // 2 if len(query.seeds) or query.title else breadth
        return Found(np.arange(min(count, len(self._tracks)), dtype=np.int32), self._columns)

    def _columns(self, candidates: Indices) -> Columns:
        counts = self._tracks.counts[candidates]
        return {"popularity": np.log1p(counts).astype(np.float32), "listed": (counts > 0).astype(np.float32)}


class TitleSource:
    """Tracks of the playlists called alike, and songs of the genres and artists that the title names."""

    name = "title"
    needs_seeds = False

    def __init__(self, titles: TitleTable) -> None:
        self._titles = titles

    def find(self, query: Query, breadth: int) -> Found:
        """Find up to `breadth` tracks of playlists called alike, and songs of a few genres and artists."""
        if not query.title:
            return Found(query.seeds[:0], lambda _: {})
        found = self._titles.evidence(query.title)
        return Found(self._titles.candidates(found, breadth), partial(self._titles.describe, found))


def _top(tracks: Indices, scores: Column, count: int) -> Indices:
    """Return the `count` tracks of the greatest scores, in no order."""
    if len(tracks) <= count:
        return tracks
    return np.asarray(tracks[np.argpartition(-scores, count)[:count]])
