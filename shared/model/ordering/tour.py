"""A short open tour through songs: a travelling salesman who need not return, by local search.

A start is improved by reversals (2-opt, Croes 1958), and where none helps by moves of up to three neighbours
(or-opt, Or 1976), the best of all each time. Songs are ordered so by Pohle, Pampalk and Widmer, "Generating
similarity-based playlists using traveling salesman algorithms" (DAFx 2005). It is deterministic, and no tour is
longer than its start.
"""

import numpy as np
from numpy.typing import NDArray

Costs = NDArray[np.float64]
Tour = NDArray[np.int64]

_LONGEST_MOVED = 3
_LEAST_GAIN = 1e-9
_MOST_MOVES = 1_000
"""Moves of one tour; a hundred songs take some hundred."""


def tour_cost(tour: Tour, jumps: Costs, places: Costs) -> float:
    """Return the cost of a tour through m songs, by (m, m) `jumps` and by (m, m) `places`: song by place."""
    return float(jumps[tour[:-1], tour[1:]].sum() + places[tour, np.arange(len(tour))].sum())


def greedy_tour(jumps: Costs, start: int) -> Tour:
    """Return the tour that goes on to the nearest song left, from `start` on."""
    left = np.ones(len(jumps), dtype=np.bool_)
    tour = [start]
    left[start] = False
    for _ in range(len(jumps) - 1):
        tour.append(int(np.argmin(np.where(left, jumps[tour[-1]], np.inf))))
        left[tour[-1]] = False
    return np.array(tour)


def improved(tour: Tour, jumps: Costs, places: Costs) -> Tour:
    """Return the tour after changes that each make it cheaper; costs as in `tour_cost`."""
    if len(tour) < 2:
        return tour
    search = _Search(len(tour))
    for _ in range(_MOST_MOVES):
        gain, order = search.best(jumps[np.ix_(tour, tour)], places[tour])
        if gain > -_LEAST_GAIN:
            break
        tour = tour[order]
    return tour


class _Search:
    """The moves of tours of one length, whose costs are computed for all moves at once."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._places = np.arange(length)
        self._sums = self._places[:, None] + self._places
        self._not_upwards = self._places[:, None] >= self._places
        antidiagonals = np.arange(2 * length - 1)[:, None] - self._places
        self._antidiagonals = antidiagonals.clip(0, length - 1)
        """(2m - 1, m): the column that each row has on an antidiagonal; beyond the matrix it is never read."""

    def best(self, jumps: Costs, places: Costs) -> tuple[float, Tour]:
        """Return what the best reversal, or else the best move, adds to the cost, and the new order of places."""
        # Before the first place and after the last is one that all jumps lead to for nothing.
        around = np.pad(jumps, (0, 1))
        reversal = self._best_reversal(around, places)
        if reversal[0] < -_LEAST_GAIN:
            return reversal
        longest = min(_LONGEST_MOVED, self._length - 1)
        found = [self._best_move(around, places, count) for count in range(1, longest + 1)]
        return min(found, key=lambda each: each[0])

    def _best_reversal(self, around: Costs, places: Costs) -> tuple[float, Tour]:
        """Return the best reversal of the songs from one place to another."""
        length, steps = self._length, np.diagonal(around, 1)
        added = np.roll(around, 1, axis=0)[:length, :length] + around[:length, 1:]
        added -= np.roll(steps, 1)[:, None] + steps
        turned = _running(places[self._places, self._antidiagonals])
        added += turned[self._sums, self._places + 1] - turned[self._sums, self._places[:, None]]
        stayed = _running(np.diagonal(places))
        added -= stayed[1:] - stayed[:-1, None]
        added[self._not_upwards] = np.inf
        first, last = divmod(int(np.argmin(added)), length)
        order = np.concatenate(
            [self._places[:first], self._places[first : last + 1][::-1], self._places[last + 1 :]]
        )
        return float(added[first, last]), order

    def _best_move(self, around: Costs, places: Costs, count: int) -> tuple[float, Tour]:
        """Return the best move of `count` neighbours to before another place, or to the end."""
        length, steps = self._length, np.diagonal(around, 1)
        first, before = np.arange(length - count + 1), np.arange(length + 1)
        after = first + count
        added = around[first - 1, after][:, None] + around[before - 1][:, first].T + around[after - 1][:, before]
        added -= (steps[first - 1] + steps[after - 1])[:, None] + steps[before - 1]
        added += self._moved_places(places, count)
        added[(before >= first[:, None]) & (before <= after[:, None])] = np.inf
        start, to = divmod(int(np.argmin(added)), length + 1)
        rest = np.delete(self._places, np.s_[start : start + count])
        place = to if to < start else to - count
        return float(added[start, to]), np.insert(rest, place, self._places[start : start + count])

    def _moved_places(self, places: Costs, count: int) -> Costs:
        """Return what all songs' places add as a block moves: (blocks, places before which it may come)."""
        length = self._length
        first, before = np.arange(length - count + 1), np.arange(length + 1)
        own = np.diagonal(places)
        sooner, later = np.zeros(length), np.zeros(length)
        sooner[count:] = np.diagonal(places, -count) - own[count:]
        later[:-count] = np.diagonal(places, count) - own[:-count]
        sooner, later = _running(sooner), _running(later)
        block = sum(
            places[part : length - count + 1 + part, part : length - count + 1 + part] for part in range(count)
        )
        block = block - np.diagonal(block)[:, None]
        forward = sooner[before] - sooner[first + count][:, None] + block[:, (before - count).clip(0)]
        back = later[first][:, None] - later[before] + block[:, before.clip(0, length - count)]
        return np.where(before > first[:, None], forward, back)


def _running(values: Costs) -> Costs:
    """Return the sums of the first values along the last axis, from that of none on."""
    return np.concatenate([np.zeros((*values.shape[:-1], 1)), values.cumsum(axis=-1)], axis=-1)
