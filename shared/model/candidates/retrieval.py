"""The first stage: candidates from every source, each with the same row of signals."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from shared.model.arrays import ArrayMap
from shared.model.candidates.allowed import Allowed, most_popular
from shared.model.candidates.artists import ArtistTable
from shared.model.candidates.audio import AudioTable
from shared.model.candidates.cells import CellIndex
from shared.model.candidates.content_sources import ArtistSource, AudioSource, PopularitySource, TitleSource
from shared.model.candidates.factors import FactorModel
from shared.model.candidates.facts import FactTable
from shared.model.candidates.playlist_knn import PlaylistTable
from shared.model.candidates.playlist_sources import FactorSource, PlaylistKnnSource, SimilarPlaylistsSource
from shared.model.candidates.signals import Column, signal_matrix
from shared.model.candidates.similar_playlists import SimilarPlaylistTable
from shared.model.candidates.sorting import distinct, located
from shared.model.candidates.source import Found, Query, Source
from shared.model.candidates.titles import TitleTable
from shared.model.candidates.tracks import Indices, TrackTable

MOST_SEEDS = 200
"""Seeds weighed per request; of a longer playlist, this many spread evenly over it."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The m candidates of one request."""

    tracks: Indices
    """(m,) int32 ascending, seeds never among them."""
    signals: NDArray[np.float32]
    """(m, len(SIGNALS)) float32."""


class Retrieval:
    """Find a request's candidates and describe each by its signals.

    >>> pool = model.retrieval.pool(np.array([0], dtype=np.int32), breadth=50)
    >>> 0 in pool.tracks, len(pool.signals) == len(pool.tracks)
    (False, True)
    """

    def __init__(self, arrays: ArrayMap) -> None:
        self._arrays = arrays
        self.tracks = TrackTable(arrays)
        self.playlists = PlaylistTable(arrays)
        self.index = CellIndex(arrays, "factor")
        self.factors = FactorModel(arrays, "factor", self.index)
        self.similar_playlists = SimilarPlaylistTable(arrays, self.tracks, self.playlists)
        self.artists = ArtistTable(arrays)
        self.audio = AudioTable(arrays)
        self.sources: tuple[Source, ...] = (
            PlaylistKnnSource(self.tracks, self.playlists),
            SimilarPlaylistsSource(self.similar_playlists),
            FactorSource(self.factors, self.index),
            ArtistSource(self.artists),
            AudioSource(self.audio),
            PopularitySource(self.tracks),
            TitleSource(lambda: self.titles),
        )
        self._names = [source.name for source in self.sources]

    @cached_property
    def facts(self) -> FactTable:
        """Facts of tracks, opened for the first bound or order that needs one."""
        return FactTable(self._arrays)

    @cached_property
    def titles(self) -> TitleTable:
        """Evidence from titles, opened for the first title."""
        return TitleTable(self._arrays, self.artists)

    def without(self, name: str) -> "Retrieval":
        """Return the same retrieval with one source switched off: no candidates of its own, all its signals 0.

        It may be off already. Raises ValueError if no source has that name.
        """
        if name not in self._names:
            raise ValueError(f"expected one of the sources {', '.join(self._names)}, found {name!r}")
        other = copy.copy(self)
        other.sources = tuple(source for source in self.sources if source.name != name)
        return other

    def nearest(self, seeds: Indices, count: int) -> Indices:
        """Return up to `count` tracks that are nearest to some seeds by factors, the seeds perhaps among them."""
        return FactorSource(self.factors, self.index).find(Query(spread_evenly(seeds)), count).tracks

    def popular(self, count: int, allowed: Allowed | None = None) -> Indices:
        """Return the `count` most popular tracks, of those that are `allowed`: (k,) int32 ascending."""
        first = np.arange(min(count, len(self.tracks)), dtype=np.int32)
        if allowed is None:
            return first
        allowed.note(first)
        return np.sort(most_popular(allowed, count, first[:0]))

    def pool(
        self,
        seeds: Indices,
        breadth: int,
        title: str = "",
        given: int | None = None,
        allowed: Allowed | None = None,
        *,
        title_names_artists: bool = True,
    ) -> Pool:
        """Gather candidates for distinct `seeds` and a playlist's title, some `breadth` from each source.

        Seeds may be empty: then only what is popular, or what the title names, is found. `given` is the number of
        songs that the seeds stand for, if it is another than theirs. With `allowed`, all candidates are so, and
        there are as many as without it while there are as many allowed tracks.
        """
        asked, seeds = seeds, spread_evenly(seeds)
        query = Query(seeds, title, title_names_artists)
        found = [source.find(query, breadth) for source in self.sources if len(seeds) or not source.needs_seeds]
        candidates = _without(distinct(np.concatenate([asked[:0], *(each.tracks for each in found)])), asked)
        if allowed is not None:
            allowed.note(candidates)
            candidates = _allowed(found, asked, len(candidates), allowed)
        columns: dict[str, Column] = {}
        for each in found:
            columns |= each.columns(candidates)
        number = len(seeds) if given is None else min(given, MOST_SEEDS)
        columns["seeds"] = np.full(len(candidates), np.log1p(number), dtype=np.float32)
        return Pool(candidates, signal_matrix(columns, len(candidates)))


def _allowed(found: Sequence[Found], asked: Indices, least: int, allowed: Allowed) -> Indices:
    """Return the allowed candidates, ascending; where there are fewer than `least`, the most popular ones join."""
    theirs = _without(distinct(np.concatenate([asked[:0], *(each.allowed(allowed) for each in found)])), asked)
    missing = least - len(theirs)
    if missing <= 0:
        return theirs
    return distinct(np.concatenate([theirs, most_popular(allowed, missing, np.concatenate([theirs, asked]))]))


def spread_evenly(seeds: Indices) -> Indices:
    """Return MOST_SEEDS of the seeds, evenly spread over them, or all if there are no more."""
    places = np.linspace(0, len(seeds) - 1, min(len(seeds), MOST_SEEDS))
    return np.asarray(seeds[places.astype(np.int64)])


def _without(tracks: Indices, unwanted: Indices) -> Indices:
    """Return ascending tracks but for some."""
    if not len(tracks):
        return tracks
    place, found = located(tracks, unwanted)
    return np.delete(tracks, place[found])
