"""Near-copies of playlists: found wherever the first is, and never among different ones."""

from dataclasses import replace

import numpy as np
import pytest
from shared_lines import operator_data

from training.contributed.near_copies import jaccard, near_copies
from training.fit.order import only_playlists

TRACKS = 400


def lists(*playlists):
    return operator_data([list(each) for each in playlists], TRACKS)


def drawn(rng, size=30):
    return rng.choice(TRACKS, size, replace=False).tolist()


def test_a_copy_in_another_order_is_found():
    assert near_copies(lists(range(20)), lists(range(19, -1, -1), range(100, 120)), seed=1).tolist() == [
        True,
        False,
    ]


def test_a_near_copy_is_found_and_a_playlist_with_half_the_tracks_is_not():
    near, half = [*range(36), 99, 98], [*range(20), *range(200, 220)]
    assert near_copies(lists(range(40)), lists(near, half), seed=1).tolist() == [True, False]


def test_of_others_that_are_nearly_the_same_the_first_counts():
    others = lists(range(50, 80), range(50, 79), range(51, 80))
    assert near_copies(lists(range(10)), others, seed=1).tolist() == [False, True, True]


def test_most_pairs_just_above_the_bound_are_found():
    rng = np.random.default_rng(2)
    first = [drawn(rng, 45) for _ in range(60)]
    others = [[*each[:41], *np.setdiff1d(np.arange(TRACKS), each)[:4].tolist()] for each in first]  # 41 of 49: .84
    assert near_copies(lists(*first), lists(*others), seed=1).sum() > 54


@pytest.mark.parametrize("seed", range(3))
def test_different_playlists_are_no_near_copies(seed):
    rng = np.random.default_rng(seed)
    first, others = ([drawn(rng) for _ in range(100)] for _ in range(2))
    assert not near_copies(lists(*first), lists(*others), seed=seed).any()


def test_without_other_playlists_nothing_is_a_copy():
    none = only_playlists(lists([0, 1]), np.array([], dtype=np.int64))
    assert near_copies(lists([0, 1]), none, seed=1).tolist() == []
    assert near_copies(none, lists([0, 1], [0, 1]), seed=1).tolist() == [False, True]


def test_jaccard_is_the_share_of_common_tracks():
    assert jaccard(np.array([3, 1, 2], np.int32), np.array([2, 9], np.int32)) == 0.25


def test_the_lists_are_unchanged():
    first, others = lists(range(20)), lists(range(20))
    before = replace(others, indices=others.indices.copy())
    near_copies(first, others, seed=1)
    assert (others.indices == before.indices).all()
