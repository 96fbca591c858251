"""Names of crowds, which a listener tells apart."""

from itertools import combinations

import numpy as np
import pytest

from shared.domain.track import Track
from shared.model.crowd_names import crowd_names
from shared.model.described_crowds import Crowd, crowds_fit
from shared.model.ranking.song_group import SongGroup

PAIR = np.array([0, 1], dtype=np.int32)


def test_a_crowd_is_named_by_genres_of_its_songs(model):
    (name,) = crowd_names([SongGroup(PAIR)], model)
    genres = {genre.casefold() for track in model.tracks(PAIR) for genre in track.genres}
    assert {part.casefold() for part in name.split(" · ")} <= genres


def test_crowds_of_one_name_are_told_apart_by_a_song_of_each(model):
    first, second = model.tracks(PAIR)
    names = crowd_names([SongGroup(PAIR), SongGroup(PAIR[::-1])], model)
    kinds, songs = zip(*(name.split(" such as ") for name in names), strict=True)
    assert len(set(kinds)) == 1
    assert songs == (f"“{first.name}”", f"“{second.name}”")


def of_two_kinds(model):
    """Return two crowds that are named by two genres each, of which the first is the same."""
    named = {}
    for pair in combinations(range(60), 2):
        group = SongGroup(np.array(pair, dtype=np.int32))
        around = model.tracks(model.retrieval.nearest(group.seeds, 20))
        first, _, second = (model.name_of(group.seeds, around) or "").partition(" · ")
        if second and second not in named.setdefault(first, {}):
            named[first][second] = group
            if len(named[first]) == 2:
                return first, named[first]
    raise AssertionError("no two pairs share the first genre")


def test_crowds_with_one_first_genre_are_told_apart_by_the_second(model):
    first, groups = of_two_kinds(model)
    assert crowd_names([*groups.values()], model) == [f"{first} · {second}" for second in groups]


def test_a_crowd_is_named_by_one_genre_where_it_fits_half_of_the_songs_around(model):
    for seed in range(30):
        group = SongGroup(np.array([seed], dtype=np.int32))
        (name,) = crowd_names([group], model)
        around = model.tracks(model.retrieval.nearest(group.seeds, 20))
        first = name.partition(" · ")[0].casefold()
        fits = sum(first in {genre.casefold() for genre in song.genres} for song in around) >= 10
        assert (" · " in name) <= (not fits)


@pytest.mark.parametrize(
    ("names", "fit"),
    [
        pytest.param(["Dub", "Ska"], True, id="half of the songs"),
        pytest.param(["Ska", "Punk"], False, id="fewer"),
    ],
)
def test_the_names_of_crowds_fit_half_of_the_songs_or_are_said_not_to(names, fit):
    songs = [Track("", "A", "X", genres=genres) for genres in (("dub",), ("ska",), ("house",), ())]
    assert crowds_fit([Crowd(name, 0.5, ()) for name in names], songs) == fit


def test_crowds_fit_songs_of_which_no_genre_is_known():
    assert crowds_fit([Crowd("Ann, Bo and more", 1.0, ())], [Track("", "A", "X")])


def test_no_crowds_have_no_names(model):
    assert crowd_names([], model) == []
