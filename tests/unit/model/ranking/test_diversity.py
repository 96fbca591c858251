"""Lists whose songs differ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.model.candidates.vectors import unit
from shared.model.ranking.diversity import DIVERSITY_WEIGHT, spread
from training.evaluate.metrics import intra_list_distance, mean_cosine

TWINS = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)
SCORES = np.array([4.0, 3.5, 3.0, 1.0], dtype=np.float32)


def test_without_the_dial_the_scores_decide():
    assert spread(SCORES, TWINS, 3, 0.0) == [0, 1, 2]


def test_with_the_dial_a_twin_waits_for_another_kind_of_song():
    assert spread(SCORES, TWINS, 4, 1.0) == [0, 2, 1, 3]


def test_the_best_song_always_comes_first():
    assert spread(SCORES[::-1], TWINS, 1, 1.0) == [3]


def test_no_more_are_chosen_than_there_are():
    assert sorted(spread(SCORES, TWINS, 9, 0.5)) == [0, 1, 2, 3]


@given(st.integers(0, 2**32 - 1))
def test_the_further_the_dial_the_more_the_songs_differ(seed):
    rng = np.random.default_rng(seed)
    directions = unit(rng.normal(size=(60, 4)).astype(np.float32) + 1)
    scores = (directions @ np.ones(4) + rng.normal(size=60) / 4).astype(np.float32)
    distances = [intra_list_distance(directions[spread(scores, directions, 10, dial)]) for dial in (0.0, 0.5, 1.0)]
    assert distances[0] <= distances[1] + 0.02
    assert distances[1] <= distances[2] + 0.02


def test_distance_is_one_minus_the_mean_cosine_of_the_pairs():
    assert intra_list_distance(TWINS) == pytest.approx(4 / 6)
    assert intra_list_distance(TWINS[:2]) == pytest.approx(0)
    assert intra_list_distance(TWINS[:1]) == 0


def test_likeness_of_two_lists_is_their_mean_cosine():
    assert mean_cosine(TWINS[:1], TWINS) == pytest.approx(0.5)
    assert mean_cosine(TWINS, TWINS[:0]) == 0


def test_a_twin_costs_the_dials_share_of_the_weight_in_standard_deviations_over_the_songs_wanted():
    """The second song is the twin while .9 less its cost is more than .5."""
    values, directions = np.array([1.0, 0.9, 0.5], dtype=np.float32), TWINS[[0, 1, 2]]
    for wanted in (2, 3):
        tied = 0.4 * wanted / (DIVERSITY_WEIGHT * float(values.astype(np.float64).std()))
        assert spread(values, directions, wanted, 0.98 * tied)[:2] == [0, 1]
        assert spread(values, directions, wanted, 1.02 * tied)[:2] == [0, 2]


def test_each_song_that_is_chosen_adds_its_likeness():
    """The fourth song is like each of the first two, which together cost it more than the fifth lacks."""
    half = np.sqrt(0.5)
    directions = np.array([[1, 0, 0], [0, 1, 0], [half, half, 0], [0, 0, 1]], dtype=np.float32)
    values = np.array([1.0, 0.99, 0.9, 0.5], dtype=np.float32)
    one = 0.4 / half * 3 / (DIVERSITY_WEIGHT * float(values.astype(np.float64).std()))
    assert spread(values, directions, 3, 0.6 * one) == [0, 1, 3]
    assert spread(values, directions, 3, 0.4 * one) == [0, 1, 2]


def test_of_none_wanted_none_is_chosen():
    assert spread(SCORES, TWINS, 0, 1.0) == []
