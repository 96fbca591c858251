"""The bounds on shared playlists: people count, and a song moves only as far as it is supported."""

from dataclasses import replace

import numpy as np
from shared_lines import operator_data

from training.contributed.bounds import (
    INDEPENDENT_LISTENERS,
    newest_of_each,
    rank_within,
    share_of_all,
    song_in_few_of_each,
    supported,
    without_short,
)
from training.read.dataset import Dataset

TRACKS = 40


def shared(*given: tuple[int, list[int]]) -> Dataset:
    """Return playlists as (listener, rows), the newest first."""
    data = operator_data([rows for _, rows in given], TRACKS)
    return replace(data, contributors=np.array([number for number, _ in given], dtype=np.int32))


def rows(dataset):
    return [dataset.playlist(place).tolist() for place in range(len(dataset))]


def counts(**held):
    found = np.zeros(TRACKS, dtype=np.int32)
    for name, number in held.items():
        found[int(name[1:])] = number
    return found


ALIKE = 1_000_000
"""Playlists of the operator, so many that no shared one is expected to hold a song."""


def entries_of(dataset, song):
    return int((dataset.indices == song).sum())


def test_rank_within_counts_earlier_members_of_the_group():
    assert rank_within(np.array([5, 3, 5, 5, 3])).tolist() == [0, 0, 1, 2, 1]
    assert rank_within(np.array([], dtype=np.int64)).tolist() == []


def test_a_listeners_newest_playlists_are_kept():
    data = shared((0, [1, 2]), (1, [3, 4]), (0, [5, 6]), (0, [7, 8]))
    assert rows(newest_of_each(data, 2)) == [[1, 2], [3, 4], [5, 6]]
    assert newest_of_each(data, 2).contributors.tolist() == [0, 1, 0]


def test_shared_playlists_are_at_most_their_share_of_all():
    data = shared(*((number, [1, 2]) for number in range(30)))
    assert len(share_of_all(data, 90, 0.1)) == 10
    assert len(share_of_all(data, 1_000, 0.1)) == 30
    assert len(share_of_all(data, 5, 0.1)) == 0


def test_a_listener_with_many_playlists_displaces_nobody():
    flood = [(0, [1, 2])] * 20
    data = shared(*flood, *((number, [3, 4]) for number in range(1, 6)))
    kept = share_of_all(data, 63, 0.1)
    assert sorted(kept.contributors.tolist()) == [0, 0, 1, 2, 3, 4, 5]


def test_what_stays_within_the_share_is_chosen_by_the_keyed_ids_and_stays_in_order():
    data = shared((0, [1, 2]), (1, [3, 4]), (2, [5, 6]))
    kept = share_of_all(replace(data, playlist_ids=["c", "a", "b"]), 5, 1 / 3)
    assert kept.playlist_ids == ["a", "b"]


def test_a_song_counts_in_two_playlists_of_a_listener_the_newest_ones():
    data = shared((0, [1, 2]), (0, [1, 3]), (1, [1, 4]), (0, [1, 2, 5]))
    assert rows(song_in_few_of_each(data, 2)) == [[1, 2], [1, 3], [1, 4], [2, 5]]


def test_a_song_that_the_operator_lacks_gets_one_entry_from_under_fifty_listeners():
    data = shared(*((number, [7, 8]) for number in range(INDEPENDENT_LISTENERS - 1)))
    assert entries_of(supported(data, counts(s8=400), ALIKE, seed=1), 7) == 1


def test_from_fifty_listeners_on_a_song_gets_an_entry_for_each_more():
    for listeners, entries in ((50, 2), (51, 3), (60, 12)):
        data = shared(*((number, [7, 8]) for number in range(listeners)))
        assert entries_of(supported(data, counts(s8=400), ALIKE, seed=1), 7) == entries


def test_many_playlists_of_few_listeners_are_no_support():
    data = shared(*((number % 49, [7, 8]) for number in range(98)))
    assert entries_of(supported(data, counts(s8=400), ALIKE, seed=1), 7) == 1


def test_a_song_gets_the_entries_that_chance_explains():
    """Of 40 shared playlists beside 400, a song of 89 is expected on 9: up to 9 + 2 sqrt(9)."""
    data = shared(*((number, [7, 8]) for number in range(40)))
    kept = supported(data, counts(s7=89), 400, seed=1)
    assert (entries_of(kept, 7), entries_of(kept, 8)) == (15, 1)


def test_where_little_is_shared_little_is_believed():
    """Of ten shared playlists beside 10,000 a song of 50 is expected on a twentieth of one."""
    data = shared(*((number, [7, 8]) for number in range(10)))
    kept = supported(data, counts(s7=50, s8=0), 10_000, seed=1)
    assert (entries_of(kept, 7), entries_of(kept, 8)) == (1, 1)


def test_entries_of_a_song_within_its_support_are_all_kept():
    data = shared((0, [1, 2, 3]), (1, [3, 2]))
    assert rows(supported(data, counts(s1=4, s2=20, s3=11), 20, seed=1)) == [[1, 2, 3], [3, 2]]


def test_support_goes_to_every_listener_once_before_to_any_twice():
    data = shared(*((number // 2, [7, 8]) for number in range(20)))
    kept = supported(data, counts(s7=47, s8=47), 100, seed=1)  # 10 of each
    assert sorted(kept.contributors[place] for place in range(20) if 7 in kept.playlist(place)) == list(range(10))


def test_what_is_kept_depends_on_the_seed_alone():
    data = shared(*((number, [7, 8]) for number in range(40)))
    first, again, other = (rows(supported(data, counts(s7=40), 400, seed=seed)) for seed in (1, 1, 2))
    assert first == again != other


def test_playlists_of_too_few_tracks_go():
    assert rows(without_short(shared((0, [1]), (1, [2, 3])), 2)) == [[2, 3]]
