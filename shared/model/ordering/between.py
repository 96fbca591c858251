"""Songs between two songs: candidates for the steps of a path, and how far along the way each is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.allowed import Allowed
from shared.model.candidates.tracks import Indices
from shared.model.candidates.vectors import Vector
from shared.model.model import Model
from shared.model.ordering.distance import Distances, distances
from shared.model.ordering.songs import Songs, songs_of

_PER_POINT = 300
"""Songs looked at around each point of the way, and around both of its ends."""

_SCANNED_PER_SONG = 20
"""Vectors scanned for each of them."""

_MOST_POINTS = 12

_LEAST_WAY = 0.02
"""The least length of a way, lest positions along it have no meaning at all."""


@dataclass(frozen=True, slots=True)
class Between:
    """The m songs that a path may use, in the order of their positions on the way."""

    tracks: Indices
    """(m,)"""
    songs: Songs
    positions: Distances
    """(m,): 0 beside the start, 1 beside the end, perhaps beyond either."""
    aside: Distances
    """(m,): the square of the distance from the straight way."""
    way: float
    """Distance of start and end."""

    def __len__(self) -> int:
        return len(self.tracks)

    def only(self, places: NDArray[np.int64]) -> "Between":
        """Return the songs at some places, ascending."""
        return Between(
            self.tracks[places], self.songs.take(places), self.positions[places], self.aside[places], self.way
        )

    def apart_from(self, position: float) -> Distances:
        """Return the squares of the distances to a point of the straight way: (m,) float64.

        By Stewart's theorem, as if distances were those of a plane; so are `positions`, by the law of cosines.
        """
        return self.aside + ((self.positions - position) * self.way) ** 2


def songs_between(model: Model, ends: Songs, tracks: Indices) -> Between:
    """Return distinct `tracks` with their places on the way between the two songs of `ends`."""
    songs = songs_of(model, tracks)
    way = max(float(distances(ends.take([0]), ends.take([1]))[0, 0]), _LEAST_WAY)
    squares = distances(ends, songs) ** 2
    positions = 0.5 + (squares[0] - squares[1]) / (2 * way**2)
    aside = (squares[0] - (positions * way) ** 2).clip(0)
    order = np.argsort(positions, kind="stable")
    return Between(tracks[order], songs.take(order), positions[order], aside[order], way)


def found_between(model: Model, start: int, end: int, points: int, allowed: Allowed | None = None) -> Indices:
    """Return tracks around `points` points between two tracks by factors, and around both by all sources.

    The points are on the great circle of their factors' directions; where one has none, its own pool is what there
    is. With `allowed`, all are so. Ascending and distinct: int32.
    """
    ends = np.array([start, end], dtype=np.int32)
    own = [model.retrieval.pool(ends[place : place + 1], _PER_POINT, allowed=allowed).tracks for place in (0, 1)]
    around = [
        _around(model, direction, allowed)
        for direction in _directions(model.retrieval.factors.directions(ends), min(points, _MOST_POINTS))
    ]
    return np.unique(np.concatenate([*own, *around]))


def _around(model: Model, direction: Vector, allowed: Allowed | None) -> Indices:
    scan = _SCANNED_PER_SONG * _PER_POINT
    if allowed is None:
        return model.retrieval.index.search(direction, _PER_POINT, scan)[0]
    return model.retrieval.index.search_allowed(direction, _PER_POINT, scan, allowed)


def _directions(ends: NDArray[np.float32], points: int) -> list[Vector]:
    """Return directions evenly between two of length 1, both included (slerp: Shoemake, SIGGRAPH 1985)."""
    if np.isnan(ends).any():
        return []
    angle = float(np.arccos(np.clip(ends[0] @ ends[1], -1, 1)))
    if angle < 1e-3 or angle > np.pi - 1e-3:
        return [ends[0], ends[1]]
    shares = np.linspace(0, 1, points + 2)[:, None]
    points_between = np.sin((1 - shares) * angle) * ends[0] + np.sin(shares * angle) * ends[1]
    return list((points_between / np.sin(angle)).astype(np.float32))
