"""Shares of crowds in a list: each crowd has its share of every beginning."""

from itertools import islice

import numpy as np

from shared.model.ranking.diversity import spread
from shared.model.ranking.ranked import Ranked
from shared.model.ranking.shares import NO_CROWD, Shares


def order(sizes, crowds, count: int = 99) -> list[list[int]]:
    shares = Shares(sizes, np.array(crowds))
    return [np.flatnonzero(allowed).tolist() for allowed in islice(shares.in_turn(), count)]


def test_crowds_of_one_size_take_turns():
    assert order((2, 2), [0, 0, 1, 1]) == [[0, 1], [2, 3], [0, 1], [2, 3]]


def test_a_crowd_of_three_times_the_seeds_has_three_times_the_places():
    assert order((3, 1), [0] * 6 + [1] * 2, 8).count([6, 7]) == 2
    assert order((3, 1), [0] * 6 + [1] * 2, 4).count([6, 7]) == 1


def test_where_a_crowd_runs_out_another_has_its_places():
    assert order((1, 1), [0, 1, 1, 1]) == [[0], [1, 2, 3], [1, 2, 3], [1, 2, 3]]


def test_tracks_of_no_crowd_come_last():
    assert order((1, 1), [NO_CROWD, 1, 0]) == [[2], [1], [0]]


ALIKE = np.ones((6, 1), dtype=np.float32)


def test_a_diverse_list_has_each_crowd_in_its_share_however_likely_its_songs_are():
    values = np.array([0.9, 0.8, 0.7, 0.3, 0.2, 0.1], dtype=np.float32)
    shares = Shares((1, 1), np.array([0, 0, 0, 1, 1, 1]))
    assert spread(values, ALIKE, 4, 1.0) == [0, 1, 2, 3]
    assert spread(values, ALIKE, 4, 1.0, shares) == [0, 3, 1, 4]


def test_within_its_crowd_a_song_unlike_those_chosen_comes_first():
    values = np.array([0.9, 0.8, 0.7, 0.6], dtype=np.float32)
    directions = np.array([[1, 0], [0, 1], [1, 0], [0, 1]], dtype=np.float32)
    shares = Shares((1, 1), np.array([0, 1, 0, 0]))
    assert spread(values, directions, 3, 1.0, shares)[:2] == [0, 1]
    assert spread(values, directions, 4, 1.0, Shares((3, 1), np.array([0, 1, 0, 0])))[1] == 3


def test_an_answer_of_one_kind_has_no_shares():
    only = Ranked(np.array([1, 2], dtype=np.int32), np.array([0, -2], dtype=np.float32))
    assert only.shares_of(np.array([1], dtype=np.int32)) is None
