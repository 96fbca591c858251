"""Terms typical of clusters: how they are ranked, and which artist is typical of which cluster."""

from dataclasses import replace

import numpy as np
from worlds import world

from shared.domain.track import FEATURES
from training.fit.typical import most_typical, typical_artists


def test_terms_are_ranked_by_class_based_tf_idf():
    """Twenty terms in two clusters are ten a cluster; "rain" is on more playlists, but everywhere."""
    here = [{"rain", "sun"}, {"rain", "sun"}, {"rain", "sun", "fog"}, {"rain"}]
    elsewhere = [{"rain", "else"}] * 5 + [{"else"}] * 2
    rain, sun = 4 / 4 * np.log1p(10 / 9), 3 / 4 * np.log1p(10 / 3)
    assert sun > rain
    assert most_typical([here, elsewhere])[0] == ["sun", "rain"]
    assert most_typical([here]) == [["rain", "sun"]]


def test_a_term_on_fewer_than_three_playlists_tells_nothing():
    assert most_typical([[{"rain", "sun"}, {"rain", "sun"}, {"rain"}]]) == [["rain"]]


def test_of_equal_terms_the_first_by_alphabet_comes_first_and_eight_are_told():
    assert most_typical([[set("abcdefghij")] * 3]) == [list("abcdefgh")]


def by_artists(*credits_: str, playlists: list[list[int]]):
    data = world(playlists, np.zeros((len(credits_), len(FEATURES))))
    return replace(data, tracks=replace(data.tracks, artists=list(credits_)))


def test_an_artist_is_typical_of_the_cluster_where_most_playlists_have_them():
    data = by_artists("Ann", "Bo", "Cy", playlists=[[0, 1]] * 4 + [[0, 2]] * 3 + [[2]])
    assert typical_artists(data, [[0, 1, 2, 3], [4, 5, 6, 7]]) == [["Bo", "Ann"], ["Cy"]]


def test_a_cluster_without_an_artist_of_its_own_has_those_of_others():
    data = by_artists("Ann", playlists=[[0]] * 7)
    assert typical_artists(data, [[0, 1, 2], [3, 4, 5, 6]]) == [["Ann"], ["Ann"]]


def test_an_artist_is_the_leading_one_as_first_spelled_and_counts_once_a_playlist():
    data = by_artists("Beyoncé feat. Ann", "BEYONCE", "", playlists=[[0, 1, 2]] * 3)
    assert typical_artists(data, [[0, 1, 2]]) == [["Beyoncé"]]


def test_songs_without_artists_have_none():
    assert typical_artists(by_artists("", playlists=[[0]] * 3), [[0, 1, 2]]) == [[]]
