"""Names of clusters: which words and which sounds are told, in which order."""

from dataclasses import replace

import numpy as np
import pytest
from worlds import world

from shared.domain.track import FEATURES
from shared.model.sound_words import SOUND
from training.fit import names
from training.fit.clusters import Clusters
from training.fit.names import _distinct, _joined, _name, _sounds, _words, name_clusters


def titled(*titles: str, genres=((), (), ())):
    data = world([[0, 1, 2]] * len(titles), np.zeros((3, len(FEATURES))), list(titles))
    return replace(data, tracks=replace(data.tracks, genres=list(genres)))


def test_a_title_tells_its_words_but_no_numbers_letters_or_commonplaces():
    assert _words(titled("My Rainy DJ playlist 2019 x"), 0) == {"rainy", "dj"}


def test_genres_that_two_tracks_share_are_words_too():
    assert _words(titled("a", genres=(("Dub", "Ska"), ("dub",), ())), 0) == {"dub"}


def deviating(**by: float) -> np.ndarray:
    values = np.zeros(len(FEATURES), dtype=np.float32)
    for feature, value in by.items():
        values[FEATURES.index(feature)] = value
    return values


def test_sounds_out_of_the_ordinary_are_told_from_the_most_telling_on():
    assert _sounds(deviating(energy=0.5, valence=-2.0, tempo=0.24)) == [SOUND["valence"][0], SOUND["energy"][1]]
    assert _sounds(deviating(energy=-0.25)) == [SOUND["energy"][0]]
    assert _sounds(deviating()) == []


def test_a_title_joins_three_words_that_do_not_hold_each_other():
    assert _joined(["rainy", "rain", "day", "road", "sea"]) == "rainy · day · road"


def test_a_name_is_of_titles_else_of_artists_else_of_genres_else_of_sounds():
    artists, sounds = ["Ann", "Bo", "Cy"], ["calm", "sad", "slow", "quiet"]
    assert _name(True, ["rain"], artists, sounds) == "rain"
    assert _name(False, ["dub"], artists, sounds) == "Ann, Bo and more"
    assert _name(True, [], ["Ann"], sounds) == "Ann and more"
    assert _name(False, ["dub"], [], sounds) == "dub"
    assert _name(False, [], [], sounds) == "Calm, sad and slow"
    assert _name(True, [], [], []) == "A bit of everything"


@pytest.mark.parametrize(
    ("titles", "name"), [(["rainy"] * 3, "rainy"), (["", "rainy", ""], "Artist 0, Artist 1 and more")]
)
def test_titles_name_a_cluster_where_half_of_its_playlists_have_one(titles, name):
    data = titled(*titles)
    clusters = Clusters(np.zeros((1, 2), dtype=np.float32), np.zeros(3, dtype=np.int32), ())
    (info,) = name_clusters(data, clusters, np.full((3, len(FEATURES)), np.nan, dtype=np.float32))
    assert (info.name, info.sound) == (name, [])


def test_a_cluster_without_words_has_its_artists_for_words():
    data = titled("", "", "")
    clusters = Clusters(np.zeros((1, 2), dtype=np.float32), np.zeros(3, dtype=np.int32), ())
    (info,) = name_clusters(data, clusters, np.full((3, len(FEATURES)), np.nan, dtype=np.float32))
    assert info.words == ["Artist 0", "Artist 1", "Artist 2"]


def test_titles_that_come_again_are_numbered():
    assert _distinct(["a", "b", "a", "a"]) == ["a", "b", "a (2)", "a (3)"]


def two_clusters():
    """Three loud playlists, called rainy, and four others, one of no known sound; the deviation is 2."""
    means = np.zeros((7, len(FEATURES)), dtype=np.float32)
    means[:, FEATURES.index("energy")] = [2.4, 2.4, 2.4, -1.6, -1.6, -1.6, np.nan]
    centres = np.zeros((2, len(FEATURES)), dtype=np.float32)
    centres[:, FEATURES.index("energy")] = [2.4, -1.6]
    data = titled(*["rainy"] * 3, *["sunny"] * 4)
    return data, Clusters(centres, np.array([0, 0, 0, 1, 1, 1, -1], dtype=np.int32), ()), means


def test_a_cluster_has_its_words_its_sounds_and_its_size():
    data, clusters, means = two_clusters()
    loud, calm = name_clusters(data, clusters, means)
    assert (loud.id, loud.name, loud.words, loud.playlists) == (0, "rainy", ["rainy"], 3)
    assert (calm.id, calm.name, calm.words, calm.playlists) == (1, "sunny", ["sunny"], 3)
    assert (loud.sound, calm.sound) == ([SOUND["energy"][1]], [SOUND["energy"][0]])


def test_a_cluster_stands_out_by_deviations_from_the_mean_of_all_playlists():
    """The mean is 0 and the deviation 1: playlists at .26 on average are above it, at .24 they are ordinary."""
    data, clusters, means = two_clusters()
    energy = FEATURES.index("energy")
    for level, sounds in ((0.26, [SOUND["energy"][1]]), (0.24, [])):
        spread = np.sqrt(1.0 - level**2) * np.sqrt(1.5)
        ours, theirs = level + spread * np.array([-1, 0, 1]), -level + spread * np.array([-1, 0, 1])
        means[:, energy] = [*ours, *theirs, np.nan]
        assert name_clusters(data, clusters, means)[0].sound == sounds


def test_words_are_read_of_a_draw_of_the_playlists(monkeypatch):
    monkeypatch.setattr(names, "_MOST_READ", 2)
    data, clusters, means = two_clusters()
    data = replace(data, tracks=replace(data.tracks, artists=[""] * 3))
    assert [info.words for info in name_clusters(data, clusters, means)] == [[], []]


@pytest.mark.parametrize("known", [[], [0], [0, 1]])
def test_a_mean_is_over_the_rows_that_know_the_column(known):
    values = np.full((3, 1), np.nan)
    values[known, 0] = [4.0, 8.0][: len(known)]
    assert names._mean_of_known(values).tolist() == [[0.0], [4.0], [6.0]][len(known)]
