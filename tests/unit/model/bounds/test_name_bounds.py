"""Bounds on names read each track once, and no more of them than is stated."""

import numpy as np
import pytest

from shared.domain.bounds import Bounds
from shared.model.bounds import names
from shared.model.bounds.names import name_bounds
from shared.model.catalogue.catalogue import Names

SONGS = [
    Names("Tide", "Ada", "Sea"),
    Names("Tide (feat. Ada)", "Bo", "Sea"),
    Names("Lake", "Bo & Ada", "Lake"),
    Names("Adamant", "Adam", "Ada"),
    Names("Rain", "Ádá", "A Very Merry Christmas"),
    Names("Christmastide", "Bo", "Snow"),
]


class Shelf:
    """A catalogue of these songs that counts its readings."""

    def __init__(self):
        self.read = []

    def names_of(self, indices):
        self.read += indices
        return {index: SONGS[index] for index in indices}


@pytest.fixture
def shelf():
    return Shelf()


def kept(shelf, bounds):
    (bound,) = name_bounds(bounds, shelf)
    return np.flatnonzero(bound.allows(np.arange(len(SONGS), dtype=np.int32))).tolist()


def test_an_artist_is_out_alone_as_a_guest_and_beside_others_however_spelled(shelf):
    assert kept(shelf, Bounds(not_artists=("ADA",))) == [3, 5]


def test_a_word_is_out_in_title_and_album_as_a_whole_word(shelf):
    assert kept(shelf, Bounds(not_words=("christmas",))) == [0, 1, 2, 3, 5]


def test_several_words_together_are_out_only_together(shelf):
    assert kept(shelf, Bounds(not_words=("merry christmas", "very sea"))) == [0, 1, 2, 3, 5]


def test_a_title_and_an_album_side_by_side_are_no_phrase(shelf):
    assert kept(shelf, Bounds(not_words=("tide sea",))) == [0, 1, 2, 3, 4, 5]


def test_each_track_is_read_once(shelf):
    (bound,) = name_bounds(Bounds(not_words=("x",)), shelf)
    for tracks in ([0, 1], [1, 2], [0, 1, 2]):
        bound.allows(np.array(tracks, dtype=np.int32))
    assert shelf.read == [0, 1, 2]


def test_tracks_beyond_the_most_that_are_read_are_out(shelf, monkeypatch):
    monkeypatch.setattr(names, "MOST_READ", 3)
    assert kept(shelf, Bounds(not_words=("x",))) == [0, 1, 2]
    assert shelf.read == [0, 1, 2]


def test_words_of_many_names_are_counted(shelf):
    (bound,) = name_bounds(Bounds(not_artists=("A", "B", "C", "D", "E")), shelf)
    assert bound.words == "not by A, B, C or 2 others"
