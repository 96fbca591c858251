"""Bounds that a catalogue cannot judge any song by are refused; other songs of unknown facts keep to none."""

import numpy as np
import pytest

from shared.domain.bounds import Bounds, Range
from shared.errors import InvalidInput
from shared.model.bounds.compiling import compiled
from shared.model.candidates.retrieval import Retrieval

UNJUDGED = {
    "the year": Bounds(years=Range(1990)),
    "the length": Bounds(seconds=Range(1)),
    "whether they are explicit": Bounds(explicit=False),
}


@pytest.fixture(scope="module")
def compile_for(model):
    return lambda retrieval, bounds: compiled(bounds, retrieval, model.catalogue)


@pytest.mark.parametrize("what", UNJUDGED)
def test_a_bound_that_no_song_can_be_judged_by_is_refused_with_the_reason(compile_for, toy_retrieval, what):
    with pytest.raises(InvalidInput, match=f"^Songs cannot be bounded by {what} here: .*leave “.*” out"):
        compile_for(toy_retrieval, UNJUDGED[what])


def test_genres_are_refused_where_none_are_known(compile_for, toy_arrays):
    without = Retrieval({**toy_arrays, "genre_labels": np.zeros(0, dtype=np.uint8)})
    with pytest.raises(InvalidInput, match="bounded by genres here"):
        compile_for(without, Bounds(genres=("rock",)))


KNOWN_OF_ONE = {
    "track_years": (Bounds(years=Range(1990)), 1999),
    "track_seconds": (Bounds(seconds=Range(1)), 200),
    "track_tempos": (Bounds(tempo=Range(1)), 1_200),
    "track_explicit": (Bounds(explicit=False), 0),
}


@pytest.mark.parametrize("array", KNOWN_OF_ONE)
def test_a_song_of_which_it_is_not_known_keeps_to_no_bound_on_it(compile_for, toy_arrays, array):
    bounds, value = KNOWN_OF_ONE[array]
    column = np.full(len(toy_arrays[array]), -1 if array == "track_explicit" else 0, toy_arrays[array].dtype)
    column[2] = value
    kept = compile_for(Retrieval({**toy_arrays, array: column}), bounds)
    everything = np.arange(len(column), dtype=np.int32)
    assert everything[kept.allows(everything)].tolist() == [2]


def test_a_song_of_unknown_genres_is_of_none_that_are_out(compile_for, toy, toy_retrieval):
    kept = compile_for(toy_retrieval, Bounds(not_genres=("rock",)))
    everything = np.arange(len(toy.tracks), dtype=np.int32)
    assert kept.allows(everything).tolist() == [not genres for genres in toy.tracks.genres]
