"""The doors of a first page: known songs of neighbourhoods that are far from each other, three of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.tracks import Indices

DOORS = 6
SONGS = 3
"""Songs of a door, each by another artist."""

_CONSIDERED = 14
"""Artists of a neighbourhood whose best song is considered: 364 doors."""
_COUNTED = 30
"""Of so many artists it is counted how many play what a door's songs share."""

GenresOf = Callable[[Indices], Sequence[frozenset[str]]]
"""Returns the genres of some tracks."""


@dataclass(frozen=True, slots=True)
class Songs:
    """Columns over the m songs that a door may show."""

    tracks: Indices
    """(m,) int32."""
    artists: NDArray[np.int32]
    """(m,) int32: the leading artist, -1 without any."""
    neighbourhoods: NDArray[np.int32]
    """(m,) int32."""
    known: NDArray[np.float32]
    """(m,) float32: logarithm of how well song and artist are known."""
    directions: NDArray[np.float32]
    """(m, d) float32 of length 1, or 0 where unknown."""


@dataclass(frozen=True, slots=True)
class Found:
    """A door of one neighbourhood."""

    songs: tuple[int, ...]
    """Places among the songs."""
    quality: float
    """How well known, central and alike they are, and how much of the neighbourhood plays what they share."""
    genres: frozenset[str]
    """Genres that all of them share."""
    direction: NDArray[np.float32]
    """(d,) float32 of length 1."""


def choose_doors(songs: Songs, centres: NDArray[np.float32], genres_of: GenresOf) -> list[Indices]:
    """Return the tracks of up to DOORS doors: the best known and most central, then each far from the others.

    `centres` is (k, d) float32 of length 1, a row for each neighbourhood. One with fewer than SONGS artists has no
    door, and one whose songs have genres has none unless its songs share one.
    """
    central = np.clip((songs.directions * centres[songs.neighbourhoods]).sum(axis=1), 0, None)
    found = [_best_door(songs, central, place, genres_of) for place in range(len(centres))]
    left = [door for door in found if door is not None]
    chosen: list[Found] = []
    while left and len(chosen) < DOORS:
        best = max(left, key=lambda door: door.quality * _newness(door, chosen))
        left.remove(best)
        chosen.append(best)
    return [songs.tracks[list(door.songs)] for door in chosen]


def _best_door(
    songs: Songs, central: NDArray[np.float32], neighbourhood: int, genres_of: GenresOf
) -> Found | None:
    score = songs.known * central
    pool = _best_of_artists(songs, score, neighbourhood)
    genres = genres_of(songs.tracks[pool])
    doors = [
        _door(songs, score, pool, genres, places) for places in combinations(range(len(pool[:_CONSIDERED])), SONGS)
    ]
    fitting = [door for door in doors if door.genres or not any(genres)]
    return max(fitting, key=lambda door: door.quality, default=None)


def _best_of_artists(songs: Songs, score: NDArray[np.float32], neighbourhood: int) -> NDArray[np.intp]:
    """Return the places of the best song of each of the best artists in a neighbourhood."""
    own = np.flatnonzero((songs.neighbourhoods == neighbourhood) & (songs.artists >= 0))
    best_first = own[np.argsort(-score[own], kind="stable")]
    _, firsts = np.unique(songs.artists[best_first], return_index=True)
    return best_first[np.sort(firsts)][:_COUNTED]


def _door(
    songs: Songs,
    score: NDArray[np.float32],
    pool: NDArray[np.intp],
    genres: Sequence[frozenset[str]],
    places: tuple[int, ...],
) -> Found:
    chosen = pool[list(places)]
    shared = frozenset.intersection(*(genres[place] for place in places))
    players = max((sum(genre in each for each in genres) / len(genres) for genre in shared), default=1.0)
    directions = songs.directions[chosen]
    alike = max(float((directions @ directions.T).min()), 0.0)
    mean = directions.mean(axis=0)
    return Found(
        songs=tuple(chosen.tolist()),
        quality=float(score[chosen].mean()) * (alike * players) ** 0.5,
        genres=shared,
        direction=mean / max(float(np.linalg.norm(mean)), 1e-9),
    )


def _newness(door: Found, chosen: Sequence[Found]) -> float:
    """Return 1 for a door unlike all that were chosen, 0 for one of them again: by songs and by shared genres."""
    return min((_unlike(door, other) for other in chosen), default=1.0)


def _unlike(one: Found, other: Found) -> float:
    every = one.genres | other.genres
    jaccard = len(one.genres & other.genres) / len(every) if every else 0.0
    return (1 - max(float(one.direction @ other.direction), 0.0)) * (1 - jaccard)
