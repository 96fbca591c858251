"""Songs of several kinds, divided into crowds."""

import numpy as np

from shared.model.ranking.crowds import MOST, MOST_GROUPED, crowds_of
from shared.model.ranking.song_group import SongGroup, UnknownSong


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
    return [crowd.seeds.tolist() for crowd in crowds_of(SongGroup(indices(seeds)), Directions(kinds))]


def indices(tracks):
    return np.array(tracks, dtype=np.int32)


def with_unknown(kinds, seeds, *unknown) -> list[tuple[list[int], list[str]]]:
    """Return the seeds of each crowd, and its unknown songs, called by the tracks that stand for them."""
    songs = tuple(UnknownSong(str(rows), tuple(map(indices, rows))) for rows in unknown)
    crowds = crowds_of(SongGroup(indices(seeds), songs), Directions(kinds))
    return [(crowd.seeds.tolist(), [song.source for song in crowd.unknown]) for crowd in crowds]


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


def test_unknown_songs_are_divided_by_those_that_stand_for_them():
    assert with_unknown([0, 0, 1, 1], [], [[0, 1]], [[2, 3]]) == [([], ["[[0, 1]]"]), ([], ["[[2, 3]]"])]
    assert with_unknown([0, 0, 0, 0], [], [[0, 1]], [[2, 3]]) == [([], ["[[0, 1]]", "[[2, 3]]"])]


def test_an_unknown_song_is_of_the_crowd_of_seeds_near_those_that_stand_for_it():
    found = with_unknown([0, 0, 1, 1, 1], [0, 1, 2], [[3, 4]])
    assert found == [([0, 1], []), ([2], ["[[3, 4]]"])]


def test_an_unknown_song_is_one_song_of_one_crowd_however_unlike_those_are_that_stand_for_it():
    assert with_unknown([0, 1], [], [[0], [1]]) == [([], ["[[0], [1]]"])]


def test_an_unknown_song_counts_as_one_song_however_many_stand_for_it():
    crowds = with_unknown([0] * 5 + [1, 1], [5, 6], [[0, 1], [2, 3, 4]])
    assert crowds == [([5, 6], []), ([], ["[[0, 1], [2, 3, 4]]"])]


def test_an_unknown_song_of_which_nothing_is_known_joins_a_crowd():
    assert with_unknown([0, 1, -1], [0, 1], [[2]]) == [([0], ["[[2]]"]), ([1], [])]


def test_an_unknown_song_is_where_most_of_those_are_that_stand_for_it():
    assert with_unknown([0, 1, 1, 1, 1, 0], [0, 1], [[5, 2, 3, 4]])[0] == ([1], ["[[5, 2, 3, 4]]"])
