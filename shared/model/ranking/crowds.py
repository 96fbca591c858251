"""Crowds of songs given: groups that hardly share playlists, each of which is answered for its share."""

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.factors import FactorModel
from shared.model.candidates.vectors import unit
from shared.model.ranking.song_group import SongGroup

LEAST_COSINE = 0.2
"""Least mean cosine, by coarse factors, of the seeds of one crowd to each other.

Two songs of one playlist of mpd_dev are nearer in 78 % of cases, two of different ones in 32 %;
docs/decisions/0086 has what other values cost and bring.
"""

MOST = 10
"""Crowds of one request, at most: each costs an answer of its own."""

FEWEST_PAIRED = 4
"""From so many seeds on, a seed alone is no crowd but joins the nearest: a playlist may hold some odd songs."""

MOST_GROUPED = 60
"""Seeds that are grouped pair by pair, evenly spread over all; each other one joins the nearest crowd."""


def crowds_of(given: SongGroup, factors: FactorModel) -> list[SongGroup]:
    """Divide songs into crowds by `factors`, the greatest first; in each they keep their order.

    An unknown song is where the songs that stand for it are on average. Without songs there is one crowd, which is
    empty. A song of which the factors know nothing joins any crowd.
    """
    directions = _directions(given, factors)
    known = np.flatnonzero(directions.any(axis=1))
    if len(known) < 2:
        return [given]
    paired = known[np.linspace(0, len(known) - 1, min(len(known), MOST_GROUPED)).astype(np.int64)]
    least_size = 2 if len(known) >= FEWEST_PAIRED else 1
    groups = [paired[group] for group in _linked(directions[paired]) if len(group) >= least_size][:MOST]
    if len(groups) < 2:
        return [given]
    means = np.stack([directions[group].mean(axis=0) for group in groups])
    crowd = np.argmax(directions @ means.T, axis=1)
    for place, group in enumerate(groups):
        crowd[group] = place
    parts = [given.part(np.flatnonzero(crowd == place)) for place in range(len(groups))]
    return sorted(parts, key=lambda part: part.size, reverse=True)


def _directions(given: SongGroup, factors: FactorModel) -> NDArray[np.float32]:
    """Return directions of the seeds and then of the unknown songs: (size, d) float32, 0 where not known."""
    seeds = np.nan_to_num(factors.directions(given.seeds))
    if not given.unknown:
        return seeds
    standing = [np.concatenate(song.rows) for song in given.unknown]
    starts = np.cumsum([0, *map(len, standing[:-1])])
    sums = np.add.reduceat(np.nan_to_num(factors.directions(np.concatenate(standing))), starts, axis=0)
    return np.concatenate([seeds, unit(sums)])


def _linked(directions: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """Group (s, d) float32 directions by average linkage (Sokal and Michener, 1958), as places, greatest first.

    The two nearest groups are joined as long as their mean cosine is LEAST_COSINE.
    """
    cosines = (directions @ directions.T).astype(np.float64)
    np.fill_diagonal(cosines, -np.inf)
    groups = [[place] for place in range(len(directions))]
    while True:
        one, other = sorted(divmod(int(cosines.argmax()), len(cosines)))
        if cosines[one, other] < LEAST_COSINE:
            return sorted((np.sort(group) for group in groups if group), key=len, reverse=True)
        _join(cosines, len(groups[one]), len(groups[other]), one, other)
        groups[one] += groups[other]
        groups[other] = []


def _join(cosines: NDArray[np.float64], size: int, others_size: int, one: int, other: int) -> None:
    """Make the mean cosines of `one` those after `other` joined it, in place; `other` is near nothing any more."""
    row = (size * cosines[one] + others_size * cosines[other]) / (size + others_size)
    row[one] = -np.inf
    cosines[one] = cosines[:, one] = row
    cosines[other] = cosines[:, other] = -np.inf
