"""A path from one song to another: songs in even steps, the largest of which is as small as can be."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shared.model.ordering.between import Between
from shared.model.ordering.distance import Distances, distances
from shared.model.ordering.songs import Songs

_PER_STEP = 48
"""Songs that each step of a path may lead to: those nearest to its point of the way."""

MOST_OF_MEAN = 2.0
"""The largest step of an even path, in means of its steps."""

_LEAST_SHARES = (0.0, 0.5, 0.6, 0.7, 0.85)
"""Shares of the largest step that the other steps should have, tried in turn until the path is even."""

_LEAST_STEP = 0.25
"""Distance up to which steps are lengthened for that: beside a hole in the data a rough path is no better."""

_ASIDE_WEIGHT = 0.5
"""Cost of a song's squared distance from its point of the way, beside the square of what steps are too short."""

_TIE = 1e-9
"""Share of a distance by which equal ones may differ as computed."""

Places = NDArray[np.int64]


def even_path(between: Between, ends: Songs, n: int) -> Places:
    """Return the places of up to `n` songs that lead from one end to the other, each further along than the last.

    Of all such ways over the songs nearest to evenly spaced points, the largest step is the least there is (a
    bottleneck path). Of these the songs are nearest to their points, while no step is much shorter than the
    largest. There are fewer songs if fewer are between.
    """
    n = min(n, len(between))
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    layers = _layers(between, n)
    jumps = _jumps(between, ends, layers)
    largest = _largest(jumps) * (1 + _TIE)
    aside = [_ASIDE_WEIGHT * between.apart_from(place / (n + 1))[layer] for place, layer in enumerate(layers, 1)]
    for share in _LEAST_SHARES:
        least = min(share * largest, _LEAST_STEP)
        costs = [np.where(jump <= largest, (least - jump).clip(0) ** 2, np.inf) for jump in jumps]
        way = _cheapest([cost + rest for cost, rest in zip(costs, [*aside, 0.0], strict=True)])
        if not large_steps(_along(jumps, way)):
            break
    return np.array([layer[at] for layer, at in zip(layers, way, strict=True)])


def large_steps(steps: Distances) -> list[int]:
    """Return the places of the steps that are more than twice the mean of all, the largest first."""
    large = steps > MOST_OF_MEAN * steps.mean() * (1 + _TIE)
    return [place for place in np.argsort(-steps, kind="stable").tolist() if large[place]]


def _along(jumps: list[Distances], way: list[int]) -> Distances:
    """Return the steps of a way, given by its place in each layer."""
    places = [0, *way, 0]
    return np.array([jump[step] for jump, step in zip(jumps, pairwise(places), strict=True)])


def _layers(between: Between, n: int) -> list[Places]:
    """Return the places of the songs that each step may lead to, ascending; there is a way through all of them."""
    count = len(between)
    layers = []
    for step in range(1, n + 1):
        apart = between.apart_from(step / (n + 1))
        nearest = np.argpartition(apart, _PER_STEP - 1)[:_PER_STEP] if count > _PER_STEP else np.arange(count)
        layers.append(np.union1d(nearest, [step * (count + 1) // (n + 1) - 1]))
    return layers


def _jumps(between: Between, ends: Songs, layers: list[Places]) -> list[Distances]:
    """Return the distances of the songs of each layer, and the ends, to the next; infinite for a step back."""
    first = distances(ends.take([0]), between.songs.take(layers[0]))
    last = distances(between.songs.take(layers[-1]), ends.take([1]))
    inner = []
    for one, other in pairwise(layers):
        jump = distances(between.songs.take(one), between.songs.take(other))
        inner.append(np.where(other > one[:, None], jump, np.inf))
    return [first, *inner, last]


def _largest(jumps: list[Distances]) -> float:
    """Return the least that the largest jump of a way through all layers can be."""
    reached = jumps[0][0]
    for jump in jumps[1:]:
        reached = np.maximum(reached[:, None], jump).min(axis=0)
    return float(reached[0])


def _cheapest(costs: list[Distances]) -> list[int]:
    """Return the place in each layer of the way of least summed cost (Viterbi)."""
    reached, came = costs[0][0], []
    for cost in costs[1:]:
        total = reached[:, None] + cost
        came.append(total.argmin(axis=0))
        reached = total.min(axis=0)
    at, back = 0, []
    for origins in reversed(came):
        at = int(origins[at])
        back.append(at)
    return back[::-1]
