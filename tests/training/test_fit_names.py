"""Names of clusters: by which genres, words and artists, in which order."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import world

from shared.domain.track import FEATURES
from training.fit import names
from training.fit.clusters import Clusters
from training.fit.names import (
    _beginning_apart,
    _distinct,
    _name,
    _shared_genres,
    _telling,
    _title_terms,
    _typical_of_many,
    _without_parts,
    name_clusters,
)


def titled(*titles: str, genres=((), (), ())):
    data = world([[0, 1, 2]] * len(titles), np.zeros((3, len(FEATURES))), list(titles))
    return replace(data, tracks=replace(data.tracks, genres=list(genres)))


def one_cluster(playlists: int) -> Clusters:
    return Clusters(np.zeros((1, 2), dtype=np.float32), np.zeros(playlists, dtype=np.int32), ())


IN_ONE = np.zeros(3, dtype=np.int32)


def silent(tracks):
    return []


def test_a_title_tells_its_words_but_no_numbers_letters_or_commonplaces():
    assert _title_terms(["My Rainy DJ playlist 2019 x"]) == [{"rainy", "dj"}]


def test_two_words_that_stand_side_by_side_in_three_titles_are_one_term():
    assert _title_terms(["90s hip hop", "hip hop", "best hip-hop"])[0] == {"90s", "hip hop"}
    assert _title_terms(["hip hop", "hip hop"])[0] == {"hip", "hop"}


def test_words_that_mostly_stand_apart_are_two_terms():
    titles = ["rainy day"] * 3 + ["rainy"] * 4 + ["day"] * 4
    assert _title_terms(titles)[0] == {"rainy", "day"}


def test_the_genres_of_a_playlist_are_those_that_two_of_its_tracks_share():
    assert _shared_genres(titled("a", genres=(("Dub", "Ska"), ("dub",), ())), 0) == {"dub"}


def test_terms_of_few_playlists_of_a_cluster_are_not_typical_of_it():
    assert _typical_of_many([[{"dub"}] * 28 + [{"ska"}] * 3, [{"punk"}] * 3]) == [["dub"], ["punk"]]
    assert _typical_of_many([[{"dub"}] * 27 + [{"ska"}] * 3, [{"punk"}] * 3]) == [["dub", "ska"], ["punk"]]


def test_a_cluster_of_few_playlists_with_terms_has_none():
    assert _typical_of_many([[{"dub"}] * 3 + [set()] * 4]) == [[]]


def test_words_that_hold_each_other_are_told_once():
    assert _without_parts(["rainy", "rain", "day", "road", "sea"]) == ["rainy", "day", "road", "sea"]


def test_a_name_is_of_genres_else_of_titles_else_of_artists_else_of_sounds():
    artists, sounds = ["Ann", "Bo", "Cy"], ["calm", "sad", "slow", "quiet"]
    assert _telling(["hip hop", "edm"], ["rain"]) == ["hip hop", "edm"]
    assert _telling([], ["rain", "sea"]) == ["rain", "sea"]
    assert _name(["hip hop", "edm", "dub"], artists, sounds) == "Hip hop · EDM"
    assert _name([], artists, sounds) == "Ann, Bo and more"
    assert _name([], ["Ann"], sounds) == "Ann and more"
    assert _name([], [], sounds) == "Calm, sad and slow"
    assert _name([], [], []) == "A bit of everything"


@pytest.mark.parametrize(
    ("titles", "name"), [(["rainy"] * 3, "Rainy"), (["", "rainy", ""], "Artist 0, Artist 1 and more")]
)
def test_titles_name_a_cluster_where_half_of_its_playlists_have_one(titles, name):
    (info,) = name_clusters(titled(*titles), one_cluster(3), IN_ONE, silent)
    assert (info.name, info.sound) == (name, [])


def test_genres_name_a_cluster_before_titles_do():
    data = titled(*["rainy"] * 3, genres=(("Dub",), ("dub", "ska"), ("dub",)))
    (info,) = name_clusters(data, one_cluster(3), IN_ONE, silent)
    assert (info.name, set(info.words)) == ("Dub", {"dub", "rainy"})


def test_a_cluster_without_words_has_its_artists_for_words():
    (info,) = name_clusters(titled("", "", ""), one_cluster(3), IN_ONE, silent)
    assert info.words == ["Artist 0", "Artist 1", "Artist 2"]


def test_a_name_begins_with_the_next_best_word_where_one_before_it_begins_with_the_best():
    found = _beginning_apart([["swing", "trap"], ["swing", "rap", "trap"], ["swing", "rap"], []])
    assert found == [["swing", "trap"], ["rap", "swing", "trap"], ["swing", "rap"], []]


def test_names_that_begin_alike_add_an_artist_or_a_number():
    names, artists = ["Swing · trap", "Rap", "Swing · rap", "Swing · trap"], [["Ann"], [], ["Bo"], []]
    assert _distinct(names, artists) == ["Swing · trap", "Rap", "Swing · Bo", "Swing (3)"]


def test_an_artist_tells_one_name_apart():
    assert _distinct(["Dub", "Dub", "Dub"], [["Ann"], ["Bo"], ["Bo", "Cy"]]) == ["Dub", "Dub · Bo", "Dub · Cy"]


def two_clusters():
    """Return three playlists called rainy, three called sunny, and one in no cluster."""
    data = titled(*["rainy"] * 3, *["sunny"] * 4)
    centres = np.zeros((2, 2), dtype=np.float32)
    return data, Clusters(centres, np.array([0, 0, 0, 1, 1, 1, -1], dtype=np.int32), ())


def test_a_cluster_has_its_words_its_size_and_the_sound_of_its_songs():
    first, second = name_clusters(*two_clusters(), IN_ONE, lambda tracks: [str(len(tracks))])
    assert (first.id, first.name, first.words, first.playlists, first.sound) == (0, "Rainy", ["rainy"], 3, ["9"])
    assert (second.id, second.name, second.words, second.playlists) == (1, "Sunny", ["sunny"], 3)


def test_words_are_read_of_a_draw_of_the_playlists(monkeypatch):
    monkeypatch.setattr(names, "_MOST_READ", 2)
    data, clusters = two_clusters()
    data = replace(data, tracks=replace(data.tracks, artists=[""] * 3))
    assert [info.words for info in name_clusters(data, clusters, IN_ONE, silent)] == [[], []]
