"""Short tours through songs."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.model.ordering.tour import greedy_tour, improved, tour_cost


def world(m: int, seed: int):
    rng = np.random.default_rng(seed)
    points = rng.random((m, 2))
    return np.linalg.norm(points[:, None] - points, axis=2), rng.random((m, m))


@given(st.integers(2, 12), st.integers(0, 10_000))
def test_an_improved_tour_has_the_same_songs_and_costs_no_more(m, seed):
    jumps, places = world(m, seed)
    start = np.random.default_rng(seed).permutation(m)
    tour = improved(start, jumps, places)
    assert sorted(tour.tolist()) == list(range(m))
    assert tour_cost(tour, jumps, places) <= tour_cost(start, jumps, places) + 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_no_reversal_or_move_of_up_to_three_songs_shortens_it_further(seed):
    """Compare with every such change, made one by one."""
    m = 9
    jumps, places = world(m, seed)
    tour = improved(np.arange(m), jumps, places)
    least = tour_cost(tour, jumps, places) - 1e-9
    for first in range(m):
        for last in range(first + 2, m + 1):
            turned = np.concatenate([tour[:first], tour[first:last][::-1], tour[last:]])
            assert tour_cost(turned, jumps, places) >= least
        for count in (1, 2, 3):
            block, rest = tour[first : first + count], np.delete(tour, np.s_[first : first + count])
            for to in range(len(rest) + 1):
                assert tour_cost(np.insert(rest, to, block), jumps, places) >= least


@pytest.mark.parametrize("seed", range(5))
def test_a_tour_is_hardly_longer_than_the_shortest(seed):
    jumps, _ = world(7, seed)
    free = np.zeros_like(jumps)
    shortest = min(tour_cost(np.array(order), jumps, free) for order in permutations(range(7)))
    assert tour_cost(improved(greedy_tour(jumps, 0), jumps, free), jumps, free) <= 1.15 * shortest


def test_songs_on_a_line_are_taken_in_its_order():
    line = np.array([3.0, 0.0, 4.0, 1.0, 2.0])
    jumps = np.abs(line[:, None] - line)
    tour = improved(np.arange(5), jumps, np.zeros((5, 5)))
    assert line[tour].tolist() in ([0, 1, 2, 3, 4], [4, 3, 2, 1, 0])


def test_a_greedy_tour_goes_on_to_the_nearest_song_left():
    line = np.array([0.0, 1.0, -1.5, 3.0])
    assert greedy_tour(np.abs(line[:, None] - line), 0).tolist() == [0, 1, 3, 2]


@pytest.mark.parametrize("m", [0, 1])
def test_a_tour_of_no_choice_stays(m):
    assert improved(np.arange(m), np.zeros((m, m)), np.zeros((m, m))).tolist() == list(range(m))
