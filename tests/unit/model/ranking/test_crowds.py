"""Seeds of several kinds, divided into crowds, and a list that gives each crowd its share."""

import numpy as np
import pytest

from shared.model.ranking.crowds import MOST, MOST_GROUPED, crowds_of
from shared.model.ranking.ranked import Ranked, in_turn


class Directions:
    """Factors in which track t of kind k points along axis k, with a little of an axis of its own."""

    def __init__(self, kinds, tilt: float = 0.3) -> None:
        width = max(kinds) + 1
        self._vectors = np.zeros((len(kinds), width + len(kinds)), dtype=np.float32)
        for track, kind in enumerate(kinds):
            if kind >= 0:
                self._vectors[track, kind], self._vectors[track, width + track] = 1, tilt

    def directions(self, tracks):
        vectors = self._vectors[tracks]
        with np.errstate(invalid="ignore"):
            return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def divided(kinds, seeds=None) -> list[list[int]]:
    seeds = np.arange(len(kinds)) if seeds is None else seeds
    return [crowd.tolist() for crowd in crowds_of(np.asarray(seeds, dtype=np.int32), Directions(kinds))]


def test_seeds_of_one_kind_are_one_crowd_in_their_order():
    assert divided([0, 0, 0, 0], [3, 0, 2, 1]) == [[3, 0, 2, 1]]


def test_seeds_of_two_kinds_are_two_crowds_the_greatest_first():
    assert divided([0, 1, 1, 0, 1]) == [[1, 2, 4], [0, 3]]


def test_two_seeds_that_have_nothing_in_common_are_two_crowds():
    assert divided([0, 1]) == [[0], [1]]


def test_one_odd_song_among_several_is_no_crowd():
    assert divided([0, 0, 0, 1]) == [[0, 1, 2, 3]]


def test_several_songs_with_nothing_in_common_are_one_crowd():
    assert divided([0, 1, 2, 3]) == [[0, 1, 2, 3]]


def test_without_seeds_there_is_one_empty_crowd():
    assert divided([0], []) == [[]]


def test_a_seed_of_which_nothing_is_known_joins_a_crowd():
    assert divided([0, -1]) == [[0, 1]]
    assert divided([0, 0, 1, 1, -1]) == [[0, 1, 4], [2, 3]]


def test_there_are_no_more_crowds_than_can_be_answered():
    kinds = np.repeat(np.arange(14), 2)
    assert len(divided(kinds)) == MOST


def test_of_many_seeds_those_left_out_of_the_pairing_join_the_nearest_crowd():
    kinds = np.arange(5 * MOST_GROUPED) % 3
    assert sorted(divided(kinds)) == [list(range(kind, len(kinds), 3)) for kind in range(3)]


def ranked(tracks, scores) -> Ranked:
    return Ranked(np.array(tracks, dtype=np.int32), np.array(scores, dtype=np.float32))


WHOLE = ranked([9], [-4.0])


def test_every_beginning_holds_each_crowd_in_its_share():
    parts = [ranked(range(30), -np.arange(30) / 10), ranked(range(50, 80), -3 - np.arange(30) / 10)]
    found = in_turn(WHOLE, parts, [3, 1]).tracks.tolist()
    of_second = np.cumsum(np.array(found) >= 50)
    assert [of_second[length - 1] for length in (4, 8, 12, 20)] == [1, 2, 3, 5]


def test_a_song_of_two_crowds_comes_once():
    found = in_turn(WHOLE, [ranked([1, 2], [0, -1]), ranked([2, 3], [0, -1])], [1, 1]).tracks.tolist()
    assert sorted(found) == [1, 2, 3, 9]


def test_a_chance_is_the_mean_of_that_beside_all_seeds_and_of_those_beside_each_crowd():
    whole, parts = ranked([1], [0.0]), [ranked([1, 2], [1.0, -2.0]), ranked([1, 3], [-1.0, -2.0])]
    found = in_turn(whole, parts, [3, 1])
    one, minus_one = (float(1 / (1 + np.exp(-log_odds))) for log_odds in (1, -1))
    expected = 0.5 * 0.5 + 0.5 * (0.75 * one + 0.25 * minus_one)
    assert found.probabilities(np.array([1], dtype=np.int32))[0] == pytest.approx(expected, abs=1e-6)


def test_of_an_empty_ranking_nothing_is_known():
    assert ranked([], []).probabilities(np.array([3, 4], dtype=np.int32)).tolist() == [0.5, 0.5]
