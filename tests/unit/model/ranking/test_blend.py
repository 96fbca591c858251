"""Answers to several lists, fused by the places of their candidates."""

import numpy as np
import pytest

from shared.model.ranking.blend import blended
from shared.model.ranking.ranked import Ranked


def ranked(scores) -> Ranked:
    """Return a ranking of track -> log-odds, best first."""
    order = sorted(scores, key=lambda track: -scores[track])
    return Ranked(np.array(order, dtype=np.int32), np.array([scores[track] for track in order], dtype=np.float32))


ANN = ranked({1: 4.0, 2: 3.0, 3: 2.0, 4: 1.0})
BOB = ranked({5: 4.0, 3: 3.0, 6: 2.0, 4: 1.0})


def test_a_song_that_is_likely_for_all_comes_before_one_that_is_likeliest_for_one():
    assert blended([ANN, BOB]).tracks.tolist()[0] == 3


def test_every_candidate_of_any_list_is_there_once():
    assert sorted(blended([ANN, BOB]).tracks.tolist()) == [1, 2, 3, 4, 5, 6]


def test_the_order_of_the_lists_changes_nothing_but_ties():
    one, other = blended([ANN, BOB]), blended([BOB, ANN])
    assert one.tracks.tolist() == other.tracks.tolist()
    assert one.scores.tolist() == pytest.approx(other.scores.tolist())


def test_a_list_whose_songs_are_all_likelier_has_no_more_weight():
    greater = Ranked(BOB.tracks, BOB.scores + np.float32(3))
    assert blended([ANN, greater]).tracks.tolist() == blended([ANN, BOB]).tracks.tolist()


def test_a_chance_is_the_mean_over_the_lists_and_half_of_the_least_where_it_is_no_candidate():
    both, only_one = blended([ANN, BOB]).probabilities(np.array([3, 1], dtype=np.int32)).tolist()
    assert both == pytest.approx((_probability(2.0) + _probability(3.0)) / 2, rel=1e-5)
    assert only_one == pytest.approx((_probability(4.0) + _probability(1.0) / 2) / 2, rel=1e-5)


def _probability(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))


def test_a_list_without_candidates_leaves_the_order_of_the_others():
    nobody = ranked({})
    assert blended([ANN, nobody]).tracks.tolist() == ANN.tracks.tolist()
