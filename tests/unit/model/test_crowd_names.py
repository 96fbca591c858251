"""Names of crowds, which a listener tells apart."""

import numpy as np

from shared.model.crowd_names import crowd_names
from shared.model.ranking.song_group import SongGroup

PAIR = np.array([0, 1], dtype=np.int32)


def test_a_crowd_is_named_by_genres_of_its_songs(model):
    (name,) = crowd_names([SongGroup(PAIR)], model)
    genres = {genre.casefold() for track in model.tracks(PAIR) for genre in track.genres}
    assert {part.casefold() for part in name.split(" · ")} <= genres


def test_crowds_of_one_name_are_told_apart_by_a_song_of_each(model):
    (name,) = crowd_names([SongGroup(PAIR)], model)
    first, second = model.tracks(PAIR)
    told_apart = [f"{name} such as “{first.name}”", f"{name} such as “{second.name}”"]
    assert crowd_names([SongGroup(PAIR), SongGroup(PAIR[::-1])], model) == told_apart


def test_no_crowds_have_no_names(model):
    assert crowd_names([], model) == []
