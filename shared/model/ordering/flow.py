"""A list that flows: the same songs in an order in which neighbours agree."""

import numpy as np

from shared.domain.song_order import Curve
from shared.model.ordering.curves import can_follow, place_costs, start_along
from shared.model.ordering.distance import Distances, distances
from shared.model.ordering.songs import Songs
from shared.model.ordering.tour import Tour, greedy_tour, improved, tour_cost

MOST_FLOWING = 100
"""Songs of a list that flows: the work grows with more than the square of their number."""

_ELSEWHERE = 1e3
"""Cost of the best song in any other place than the first."""


def flowing(songs: Songs, curve: Curve | None = None) -> Tour:
    """Return the order in which m songs flow, as places: (m,) int64.

    It begins with the first song, unless a curve asks for another. Without one its mean jump is never greater than
    that of the songs as they come. A curve is followed where enough is known of their energy.
    """
    if not len(songs):
        return np.zeros(0, dtype=np.int64)
    jumps = distances(songs, songs)
    if curve is not None and can_follow(songs.energy):
        return _along_curve(songs, curve, jumps)
    costs = np.zeros_like(jumps)
    costs[0, 1:] = _ELSEWHERE
    starts = [np.arange(len(songs)), greedy_tour(jumps, 0)]
    return improved(min(starts, key=lambda tour: tour_cost(tour, jumps, costs)), jumps, costs)


def _along_curve(songs: Songs, curve: Curve, jumps: Distances) -> Tour:
    costs, start = place_costs(songs.energy, curve), start_along(songs.energy, curve)
    if start[0] == 0 and not costs[:, 0].any():
        costs[0, 1:] += _ELSEWHERE  # any song may come first, so the best one does
    return improved(start, jumps, costs)
