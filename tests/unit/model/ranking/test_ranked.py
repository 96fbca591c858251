"""Two rankings joined: the first songs of one, the others in the order of another."""

from dataclasses import replace

import numpy as np

from shared.model.ranking.ranked import Chances, Ranked, followed_by
from shared.model.ranking.shares import Shares


def ranked(tracks, scores):
    return Ranked(np.array(tracks, dtype=np.int32), np.array(scores, dtype=np.float32))


FIRST = ranked([1, 2, 3, 4], [2.0, 1.0, 0.5, 0.0])
LATER = ranked([4, 3, 1, 2], [3.0, 0.75, 0.5, 0.25])


def test_after_the_first_songs_the_others_come_in_the_order_of_the_later_ranking():
    assert followed_by(FIRST, LATER, 2).tracks.tolist() == [1, 2, 4, 3]


def test_a_later_song_has_at_most_the_least_score_of_the_first_ones():
    assert followed_by(FIRST, LATER, 2).scores.tolist() == [2.0, 1.0, 1.0, 0.75]


def test_the_least_score_is_that_of_the_first_songs_in_any_order():
    moved = ranked([2, 1, 3, 4], [1.0, 2.0, 0.5, 0.0])
    assert followed_by(moved, LATER, 2).scores.tolist() == [1.0, 2.0, 1.0, 0.75]


def test_where_all_are_first_the_ranking_stays():
    joined = followed_by(FIRST, LATER, 10)
    assert (joined.tracks.tolist(), joined.scores.tolist()) == (FIRST.tracks.tolist(), FIRST.scores.tolist())


def test_where_there_is_no_candidate_none_is_made():
    assert followed_by(ranked([], []), ranked([], []), 20).tracks.tolist() == []


def test_each_candidate_keeps_its_crowd():
    shares = Shares((1, 1), np.array([0, 1, 1, 0]))
    joined = followed_by(replace(FIRST, shares=shares), replace(LATER, shares=shares), 2)
    assert joined.shares is not None
    assert (joined.shares.sizes, joined.shares.crowds.tolist()) == ((1, 1), [1, 0, 0, 1])


def test_of_an_empty_ranking_nothing_is_known():
    assert ranked([], []).probabilities(np.array([3, 4], dtype=np.int32)).tolist() == [0.5, 0.5]
    nothing = Chances(np.zeros(0, dtype=np.int32), np.zeros(0))
    assert nothing.of(np.array([3, 4], dtype=np.int32)).tolist() == [0.5, 0.5]
    assert nothing.ranked().tracks.tolist() == []


def test_a_track_that_is_no_candidate_has_the_least_chance():
    chances = Chances(np.array([2, 4, 7], dtype=np.int32), np.array([0.25, 0.75, 0.5]))
    assert chances.of(np.array([7, 3, 2, 9], dtype=np.int32)).tolist() == [0.5, 0.25, 0.25, 0.25]
    assert chances.ranked().tracks.tolist() == [4, 7, 2]
