"""Paths from one track of a model to another."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from shared.model.candidates.allowed import Allowed
from shared.model.candidates.tracks import Indices
from shared.model.model import Model
from shared.model.ordering.between import Between, found_between, songs_between
from shared.model.ordering.distance import Distances, steps_of
from shared.model.ordering.gaps import closed, may_join, nearer, through
from shared.model.ordering.path import Places, even_path, large_steps
from shared.model.ordering.songs import Songs, songs_of
from shared.model.ranking.selection import Rules

_MOST_LOOKED_INTO = 3
"""Large steps of one path around which more songs are looked for."""

_POINTS_OF_STEP = 1


@dataclass(frozen=True, slots=True)
class Path:
    """Tracks on the way from a start to an end."""

    tracks: Indices
    """(k,), without the ends."""
    songs: Songs
    """k + 2, with the ends."""
    positions: Distances
    """(k,): how far along the way each track is, 0 to 1."""
    holes: tuple[int, ...]
    """The steps, counted from 0 on, that are more than twice the mean, and between whose songs none is nearer."""

    @property
    def is_uneven(self) -> bool:
        """Whether another step than these is more than twice the mean."""
        return bool({*large_steps(steps_of(self.songs))} - {*self.holes})


def path_between(model: Model, start: int, end: int, rules: Rules, allowed: Allowed | None = None) -> Path:
    """Return a path of `rules.n` tracks between two of different songs, or of fewer where fewer are found.

    It holds to the rules, and has `allowed` tracks only; no song is there twice, whatever they say of releases.
    """
    return _Paths(model, start, end, rules, allowed).path()


class _Paths:
    """The search for one path."""

    def __init__(self, model: Model, start: int, end: int, rules: Rules, allowed: Allowed | None) -> None:
        self._model = model
        self._ends = np.array([start, end], dtype=np.int32)
        self._rules = rules
        self._allowed = allowed
        self._songs = songs_of(model, self._ends)

    def path(self) -> Path:
        """Find the path, and look for more songs where it has large steps."""
        start, end = self._ends.tolist()
        between = self._between(self._found(start, end, self._rules.n))
        places = self._closed(between, self._capped(between))
        if len(nearby := self._around_large_steps(between, places)):
            known = between.tracks[places]
            between = self._between(np.concatenate([known, nearby, between.tracks]))
            row = {track: place for place, track in enumerate(between.tracks.tolist())}
            places = self._closed(between, np.array([row[track] for track in known.tolist()], dtype=np.int64))
        return Path(
            between.tracks[places],
            through(between, self._songs, places),
            between.positions[places].clip(0, 1),
            tuple(step for step in self._large(between, places) if self._is_hole(between, places, step)),
        )

    def _found(self, start: int, end: int, points: int) -> Indices:
        return found_between(self._model, start, end, points, self._allowed)

    def _between(self, found: Indices) -> Between:
        """Return the tracks that the rules allow, one release of each song, the first one found."""
        tracks, rules = self._model.retrieval.tracks, self._rules
        unwanted = np.isin(found, [*rules.exclude, *rules.given])
        unwanted |= np.isin(tracks.songs[found], tracks.songs[self._ends])
        return songs_between(self._model, self._songs, tracks.first_releases(found[~unwanted]))

    def _capped(self, between: Between) -> Places:
        """Return an even path with no more songs of an artist than the rules allow; of too many the first stay."""
        cap, free = self._rules.max_per_artist, np.arange(len(between))
        while True:
            places = free[even_path(between.only(free), self._songs, self._rules.n)]
            artists = self._artists(between)
            counts = Counter(artists[places].tolist())
            over = [artist for artist, count in counts.items() if cap is not None and artist >= 0 and count > cap]
            if not over:
                return places
            stay = np.concatenate([places[artists[places] == artist][:cap] for artist in over])
            free = free[~np.isin(artists[free], over) | np.isin(free, stay)]

    def _closed(self, between: Between, places: Places) -> Places:
        return closed(between, self._songs, places, self._artists(between), self._rules.max_per_artist)

    def _artists(self, between: Between) -> Indices:
        return self._model.retrieval.tracks.artists[between.tracks]

    def _large(self, between: Between, places: Places) -> list[int]:
        return large_steps(steps_of(through(between, self._songs, places)))

    def _around_large_steps(self, between: Between, places: Places) -> Indices:
        """Return tracks around the largest steps of an uneven path; none for an even one."""
        along = [int(self._ends[0]), *between.tracks[places].tolist(), int(self._ends[1])]
        found = [
            self._found(along[step], along[step + 1], _POINTS_OF_STEP)
            for step in self._large(between, places)[:_MOST_LOOKED_INTO]
        ]
        return np.concatenate([between.tracks[:0], *found])

    def _is_hole(self, between: Between, places: Places, step: int) -> bool:
        allowed = may_join(places, self._artists(between), self._rules.max_per_artist)
        return nearer(between.songs, through(between, self._songs, places), step, allowed) is None
