"""Songs by their genres: how genres are compared, and which songs are most like given ones."""

import pytest

from shared.model.catalogue.genres import GenreIndex

INDEX = GenreIndex([("Hip-Hop", "trap"), ("techno",), (), ("trap",), ("techno", "house", "acid")])


@pytest.mark.parametrize("genre", ["hip hop", "HIP-HOP", "Hiphop"])
def test_spellings_of_a_genre_are_one(genre):
    assert INDEX.known([genre]) == ["Hip-Hop"]


def test_a_genre_without_songs_is_taken_for_the_one_that_ends_its_name():
    assert INDEX.known(["melodic techno"]) == ["techno"]


def test_a_genre_of_which_no_word_is_known_is_left_out():
    assert INDEX.known(["polka", ""]) == []


def test_a_genre_is_named_once():
    assert INDEX.known(["techno", "melodic techno"]) == ["techno"]


def test_songs_of_just_the_given_genres_come_before_those_that_have_others_too():
    assert INDEX.songs_of(["trap"]).tolist() == [3, 0]


def test_of_songs_that_are_equally_alike_the_most_popular_comes_first():
    assert INDEX.songs_of(["trap", "techno"]).tolist() == [1, 3, 0, 4]


def test_no_genre_has_no_songs():
    assert INDEX.songs_of([]).tolist() == []


def test_genres_that_begin_with_a_text_come_before_those_of_which_a_word_does():
    index = GenreIndex([("acid house", "house"), ("acid house",), ("deep techno", "house techno")])
    assert index.beginning("House", most=9) == ["house", "house techno", "acid house"]


@pytest.mark.parametrize("text", ["ouse", "", " "], ids=["within a word", "empty", "blank"])
def test_what_begins_no_genre_finds_none(text):
    assert INDEX.beginning(text, most=9) == []
