"""The rules of a list, and the effect of dials on scores."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.search import Tune
from shared.model.candidates.tracks import TrackTable
from shared.model.ranking.selection import Rules, most_by_given_artists, select, tuned


class Table(TrackTable):
    """Twelve tracks by four artists; 4 and 5 are releases of one song, 11 has no artist."""

    def __init__(self) -> None:
        self.ids = np.array([f"{place:022d}".encode() for place in range(12)])
        self.artists = np.array([0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3, -1], dtype=np.int32)
        self.songs = np.array([0, 1, 2, 3, 4, 4, 6, 7, 8, 9, 10, 11], dtype=np.int32)
        self.counts = np.array([90, 80, 70, 60, 50, 40, 30, 20, 10, 5, 2, 0], dtype=np.int32)


TABLE = Table()
NONE = np.zeros(0, dtype=np.int32)


def test_the_best_come_first_until_there_are_enough():
    assert select([6, 0, 8, 3], NONE, Rules(n=3), TABLE) == [6, 0, 8]


def test_a_list_has_ten_songs_where_no_number_is_asked_for():
    rules = Rules(max_per_artist=None, one_release_per_song=False)
    assert select(range(12), NONE, rules, TABLE) == list(range(10))


def test_once_the_list_is_full_no_further_candidate_is_looked_at():
    left = iter(list(range(12)) * 50)
    assert select(left, NONE, Rules(n=3), TABLE) == [0, 1, 3]
    assert list(left)


def test_an_artist_comes_no_oftener_than_allowed():
    assert select(range(12), NONE, Rules(n=5, max_per_artist=1), TABLE) == [0, 3, 6, 8, 11]


def test_a_song_by_an_artist_of_the_seeds_comes_once_in_ten():
    assert select(range(12), np.array([0]), Rules(n=10), TABLE) == [1, 3, 4, 6, 7, 8, 9, 11]


def test_seeds_that_repeat_an_artist_have_more_of_theirs():
    assert most_by_given_artists(np.array([0, 1, 3, 6]), 10, TABLE) == 5
    assert most_by_given_artists(np.array([0, 3, 6]), 10, TABLE) == 1
    assert most_by_given_artists(np.array([0, 3, 6]), 40, TABLE) == 6
    assert most_by_given_artists(np.array([11]), 1, TABLE) == 1


def test_without_a_limit_the_seeds_artists_have_none_either():
    rules = Rules(n=5, max_per_artist=None, one_release_per_song=False)
    assert select(range(12), np.array([0]), rules, TABLE) == [1, 2, 3, 4, 5]


def test_tracks_without_an_artist_are_not_one_artist():
    table = Table()
    table.artists = np.full(12, -1, dtype=np.int32)
    assert len(select(range(12), NONE, Rules(n=5, max_per_artist=1), table)) == 5


def test_another_release_of_a_song_is_left_out():
    assert select([4, 5, 6], NONE, Rules(n=3), TABLE) == [4, 6]


def test_another_release_of_a_seed_is_left_out():
    assert select([4, 6], np.array([5], dtype=np.int32), Rules(n=3), TABLE) == [6]


def test_releases_are_told_apart_when_asked():
    assert select([4, 5, 6], NONE, Rules(n=3, one_release_per_song=False), TABLE) == [4, 5, 6]


@given(
    st.permutations(range(12)),
    st.lists(st.integers(0, 11), max_size=4, unique=True),
    st.frozensets(st.integers(0, 11), max_size=4),
    st.integers(1, 12),
    st.none() | st.integers(1, 3),
)
def test_whatever_is_asked_the_rules_hold(order, seeds, exclude, n, cap):
    rules = Rules(n=n, exclude=exclude, max_per_artist=cap)
    chosen = select(order, np.array(seeds, dtype=np.int32), rules, TABLE)
    assert len(chosen) <= n
    assert not set(chosen) & (set(seeds) | exclude)
    assert len({int(TABLE.songs[track]) for track in chosen}) == len(chosen)
    per_artist = Counter(int(TABLE.artists[track]) for track in chosen if TABLE.artists[track] >= 0)
    assert cap is None or all(count <= cap for count in per_artist.values())


def test_no_wish_changes_no_score(toy_retrieval):
    scores = np.array([3.0, 1.0, 2.0], dtype=np.float32)
    tracks = np.array([0, 1, 2], dtype=np.int32)
    assert tuned(scores, tracks, Tune(), toy_retrieval.tracks, toy_retrieval.audio) is scores


@pytest.mark.parametrize("feature", ["energy", "tempo", "valence"])
def test_the_higher_the_target_the_higher_the_mean_of_the_best(toy_retrieval, toy, feature):
    tracks = np.arange(len(toy.tracks), dtype=np.int32)
    levels = toy_retrieval.audio.percentiles(tracks, feature)
    scores = np.linspace(1, 0, len(tracks), dtype=np.float32)
    means = []
    for target in (0.0, 0.5, 1.0):
        shifted = tuned(scores, tracks, Tune({feature: target}), toy_retrieval.tracks, toy_retrieval.audio)
        means.append(levels[np.argsort(-shifted)[:3]].mean())
    assert means[0] < means[2]
    assert means == sorted(means)


def test_the_dial_moves_between_the_known_and_the_unknown(toy_retrieval, toy):
    tracks = np.arange(len(toy.tracks), dtype=np.int32)
    scores = np.array([1, 0, 1, 0, 0, 1, 1, 0, 1], dtype=np.float32)
    known_by = []
    for adventurous in (-1.0, 0.0, 1.0):
        shifted = tuned(scores, tracks, Tune(adventurous=adventurous), toy_retrieval.tracks, toy_retrieval.audio)
        weights = np.exp(shifted - shifted.max())
        known_by.append((toy_retrieval.tracks.counts * weights).sum() / weights.sum())
    assert known_by[0] > known_by[1] > known_by[2]


class Levels:
    """The percentiles of tracks by any feature: track 0 has the least value of all, track 8 the greatest."""

    def percentiles(self, tracks, feature):
        return np.linspace(0, 1, 9, dtype=np.float32)[tracks]


def shifted(tune: Tune) -> list[float]:
    """Scores of 4 and 0, a deviation of 2, for the best known track and for one that few know."""
    scores, tracks = np.array([4, 0], dtype=np.float32), np.array([0, 8], dtype=np.int32)
    return tuned(scores, tracks, tune, TABLE, Levels()).tolist()


def test_missing_a_target_by_the_whole_range_costs_two_and_a_half_deviations():
    assert shifted(Tune({"energy": 1.0})) == pytest.approx([4 - 2.5 * 2, 0])
    assert shifted(Tune({"energy": 0.5})) == pytest.approx([4 - 1.25 * 2, -1.25 * 2])


def test_a_dial_turned_to_its_end_moves_a_score_by_four_tenths_for_each_deviation_of_popularity():
    assert shifted(Tune(adventurous=1.0)) == pytest.approx([4 - 0.4 * 2, 0.4 * 2])
    assert shifted(Tune(adventurous=-1.0)) == pytest.approx([4 + 0.4 * 2, -0.4 * 2])
