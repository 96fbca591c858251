"""Songs given before: out of the list while likely others are left, the first of them back where these run out."""

import numpy as np
import pytest

from shared.model.candidates.tracks import TrackTable
from shared.model.ranking.given import LEAST_CHANCE, withheld
from shared.model.ranking.ranked import Ranked
from shared.model.ranking.selection import Rules

NONE = np.zeros(0, dtype=np.int32)


class Table(TrackTable):
    """Eight songs, by eight artists unless others are named."""

    def __init__(self, artists=range(8), songs=range(8)) -> None:
        self.ids = np.array([f"{place:022d}".encode() for place in range(8)])
        self.artists = np.array(artists, dtype=np.int32)
        self.songs = np.array(songs, dtype=np.int32)


def ranked(*chances: float) -> Ranked:
    """Rank the tracks 0, 1 ... with these probabilities."""
    odds = np.array(chances) / (1 - np.array(chances))
    return Ranked(np.arange(len(chances), dtype=np.int32), np.log(odds).astype(np.float32))


def out(candidates: Ranked, given: tuple[int, ...], seeds=NONE, table=None, **rules) -> set[int]:
    table = Table() if table is None else table
    return set(withheld(candidates, seeds, Rules(**{"n": 3, "given": given} | rules), table))


def test_nothing_is_kept_out_of_a_listener_who_was_given_nothing():
    assert out(ranked(0.5, 0.5), ()) == set()


def test_songs_given_before_are_kept_out_while_there_are_enough_others():
    assert out(ranked(*[0.5] * 6), (2, 0, 1)) == {0, 1, 2}


def test_the_first_of_them_come_back_where_others_run_out():
    assert out(ranked(*[0.5] * 5), (3, 0, 4, 1)) == {4, 1}


def test_they_come_back_before_songs_that_are_much_less_likely():
    least = LEAST_CHANCE * 0.4
    assert out(ranked(0.4, 0.4, 0.4, least * 0.99, least * 0.99), (1, 2, 0)) == set()
    assert out(ranked(0.4, 0.4, 0.4, *[least * 1.01] * 3), (1, 2, 0)) == {0, 1, 2}


@pytest.mark.parametrize("rules", [{"exclude": frozenset({0})}, {"seeds": np.array([0], dtype=np.int32)}])
def test_a_song_that_may_not_come_takes_no_place_of_one_that_may_come_back(rules):
    assert out(ranked(*[0.5] * 5), (0, 1, 2), **rules) == {0, 2}


def test_a_given_song_that_is_no_candidate_stays_out():
    assert out(ranked(0.5, 0.5, 0.5), (7, 1)) == {7}


def test_a_song_of_an_artist_who_has_enough_songs_does_not_come_back_in_place_of_one_who_has_not():
    table = Table(artists=[0, 0, 0, 1, 2, 3, 4, 5])
    assert out(ranked(*[0.5] * 5), (2, 4, 3), table=table, max_per_artist=2) == {2, 3}


def test_another_release_of_a_song_that_is_not_for_them_does_not_come_back():
    table = Table(songs=[0, 1, 2, 3, 0, 5, 6, 7])
    assert out(ranked(*[0.5] * 5), (4, 3, 2), table=table, exclude=frozenset({0})) == {4}


def test_of_two_releases_given_before_the_first_comes_back_alone():
    table = Table(songs=[0, 1, 2, 3, 2, 5, 6, 7])
    assert out(ranked(*[0.5] * 5), (4, 2, 3), table=table, n=4) == {2}


def test_a_song_by_an_artist_of_the_seeds_comes_back_only_within_their_share():
    table = Table(artists=[0, 1, 2, 3, 7, 7, 6, 7])
    given, seed = (4, 5, 3), np.array([7], dtype=np.int32)
    assert out(ranked(*[0.5] * 6), given, seed, table=table, n=5) == {5}
