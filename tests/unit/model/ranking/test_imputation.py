"""Multiple imputation: how stand-ins are dealt out, and how the answers are averaged."""

import numpy as np
import pytest

from shared.model.ranking.imputation import IMPUTATIONS, averaged, imputed
from shared.model.ranking.ranked import Chances

NO_SEEDS = np.zeros(0, dtype=np.int32)


def indices(*tracks):
    return np.array(tracks, dtype=np.int32)


def chances(answer):
    """Return the probability of each track."""
    return dict(zip(answer.tracks.tolist(), answer.probabilities.tolist(), strict=True))


def answered(**given):
    """Return probabilities, given as t1=0.5."""
    return Chances(indices(*(int(name[1:]) for name in given)), np.array(list(given.values())))


def test_without_stand_ins_there_is_one_list_the_seeds():
    (only,) = imputed(indices(3, 1), [])
    assert only.tolist() == [3, 1]


def test_each_list_has_the_seeds_and_a_share_of_the_stand_ins():
    lists = imputed(indices(50), [np.arange(2 * IMPUTATIONS, dtype=np.int32)])
    assert [each.tolist() for each in lists] == [[50, place, place + IMPUTATIONS] for place in range(IMPUTATIONS)]


def test_a_shorter_row_of_stand_ins_starts_anew():
    lists = imputed(NO_SEEDS, [indices(1, 2, 3), indices(7)])
    assert [each.tolist() for each in lists] == [[1, 7], [2, 7], [3, 7]]


def test_a_song_that_stands_for_two_is_in_a_list_once():
    (only,) = imputed(indices(4), [indices(4)])
    assert only.tolist() == [4]


def test_one_answer_stays_as_it_is():
    answer = answered(t1=0.2, t2=0.4)
    assert averaged([answer], [NO_SEEDS]) is answer


def test_probabilities_are_averaged_over_the_answers():
    found = averaged([answered(t1=0.2, t2=0.4), answered(t1=0.4, t2=0.8)], [NO_SEEDS, NO_SEEDS])
    assert chances(found) == pytest.approx({1: 0.3, 2: 0.6})


def test_a_stand_in_is_judged_by_the_answers_to_the_other_lists():
    found = averaged([answered(t1=0.2, t8=0.6), answered(t1=0.4, t9=0.8)], [indices(9), indices(8)])
    assert chances(found) == pytest.approx({1: 0.3, 8: 0.6, 9: 0.8})


def test_a_track_that_an_answer_lacks_has_its_least_probability_there():
    found = averaged([answered(t1=0.2, t2=0.6), answered(t1=0.4)], [NO_SEEDS, NO_SEEDS])
    assert chances(found)[2] == pytest.approx(0.5)


def test_the_likeliest_track_comes_first():
    found = averaged([answered(t1=0.2, t2=0.4), answered(t1=0.8, t2=0.4)], [NO_SEEDS, NO_SEEDS])
    assert found.ranked().tracks.tolist() == [1, 2]


def test_a_track_of_every_list_is_left_out():
    assert averaged([answered(t1=0.2), answered(t1=0.4)], [indices(7, 1), indices(1)]).tracks.tolist() == []
