"""Large steps of a path: closed by a song in between where there is one, and else holes in the data."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from shared.model.ordering.between import Between
from shared.model.ordering.distance import distances, steps_of
from shared.model.ordering.path import Places, large_steps
from shared.model.ordering.songs import Songs, joined

_MOST_CLOSED = 50
"""Steps of one path that a song is put into; each takes another song out."""

_LEAST_GAIN = 0.01
"""Share of a step by which a song is nearer to both sides, if it counts as nearer at all."""

Allowed = NDArray[np.bool_]


def through(between: Between, ends: Songs, places: Places) -> Songs:
    """Return the songs of a path with both ends."""
    return joined(ends.take([0]), between.songs.take(places), ends.take([1]))


def closed(between: Between, ends: Songs, places: Places, artists: NDArray[np.int32], cap: int | None) -> Places:
    """Return a path whose largest steps are halved by songs nearer to both sides, while that makes it more even.

    Each takes the place of the song whose neighbours are nearest to each other. `artists` are those of the songs
    between, of each of whom there are no more than `cap`.
    """
    for _ in range(_MOST_CLOSED):
        steps = steps_of(through(between, ends, places))
        if not large_steps(steps):
            break
        allowed = may_join(places, artists, cap)
        song = nearer(between.songs, through(between, ends, places), int(steps.argmax()), allowed)
        if song is None:
            break
        more = np.insert(places, int(steps.argmax()), song)
        out = _least_missed(through(between, ends, more), int(steps.argmax()))
        shorter = np.delete(more, out)
        if steps_of(through(between, ends, shorter)).max() >= steps.max():
            break
        places = shorter
    return places


def _least_missed(path: Songs, new: int) -> int:
    """Return the place of the song, but for a `new` one, whose neighbours are nearest to each other."""
    skipped = np.diagonal(distances(path, path), 2).copy()
    skipped[new] = np.inf
    return int(skipped.argmin())


def nearer(songs: Songs, path: Songs, step: int, allowed: Allowed) -> int | None:
    """Return the place of the song nearest to both sides of a step; None if none is nearer than they are.

    Without such a song the two are neighbours in the relative neighbourhood graph (Toussaint, 1980).
    """
    sides = distances(path.take([step, step + 1]), songs).max(axis=0)
    sides[~allowed] = np.inf
    if not len(sides):
        return None
    best = int(sides.argmin())
    apart = float(distances(path.take([step]), path.take([step + 1]))[0, 0])
    return best if sides[best] < apart * (1 - _LEAST_GAIN) else None


def may_join(places: Places, artists: NDArray[np.int32], cap: int | None) -> Allowed:
    """Return which songs may join a path: those that are not on it, nor one too many of an artist."""
    allowed = np.ones(len(artists), dtype=np.bool_)
    allowed[places] = False
    if cap is not None:
        counts = Counter(artists[places].tolist())
        full = [artist for artist, count in counts.items() if count >= cap and artist >= 0]
        allowed &= ~np.isin(artists, full)
    return allowed
