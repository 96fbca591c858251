"""Doors of the first page: known songs of neighbourhoods that are far from each other."""

import numpy as np
import pytest

from shared.intake import read_text
from shared.model.answer import answer
from shared.model.ranking.query import RecommendationQuery
from training.fit.doors import DOORS, SONGS, Songs, choose_doors

ARTISTS = 5
"""Of each neighbourhood; the first is the best known."""


def songs_of(neighbourhoods: int, *, artists: int = ARTISTS, axes: int = 8) -> Songs:
    """Songs of neighbourhoods at right angles: song i of neighbourhood k is track 100 k + i, by its own artist."""
    places = [(k, i) for k in range(neighbourhoods) for i in range(artists)]
    return Songs(
        tracks=np.array([100 * k + i for k, i in places], dtype=np.int32),
        artists=np.arange(len(places), dtype=np.int32),
        neighbourhoods=np.array([k for k, _ in places], dtype=np.int32),
        known=np.array([10 - k - i / 10 for k, i in places], dtype=np.float32),
        directions=np.eye(axes, dtype=np.float32)[[k % axes for k, _ in places]],
    )


def no_genres(tracks):
    return [frozenset()] * len(tracks)


def doors(songs: Songs, genres_of=no_genres, axes: int = 8) -> list[list[int]]:
    centres = np.eye(axes, dtype=np.float32)[np.arange(songs.neighbourhoods.max(initial=-1) + 1) % axes]
    return [each.tolist() for each in choose_doors(songs, centres, genres_of)]


def test_a_door_has_the_best_known_songs_of_a_neighbourhood():
    assert doors(songs_of(2)) == [[0, 1, 2], [100, 101, 102]]


def test_there_are_six_doors_of_six_neighbourhoods():
    found = doors(songs_of(8))
    assert len(found) == DOORS
    assert len({songs[0] // 100 for songs in found}) == DOORS


def test_a_neighbourhood_like_one_that_has_a_door_comes_after_another_that_is_less_known():
    """Neighbourhoods 0 and 2 lie in the same direction, and 2 is better known than 3."""
    found = doors(songs_of(4, axes=2), axes=2)
    assert [songs[0] // 100 for songs in found][:2] == [0, 1]


def test_an_artist_is_in_a_door_once():
    songs = songs_of(1)
    songs.artists[:3] = 0
    assert doors(songs) == [[0, 3, 4]]


def test_songs_off_the_centre_are_in_no_door_though_they_are_known():
    songs = songs_of(1)
    songs.directions[0] = np.eye(8)[7]
    assert doors(songs) == [[1, 2, 3]]


def test_songs_of_a_door_share_a_genre_where_songs_have_genres():
    genres = {0: {"rock"}, 1: {"jazz"}, 2: {"jazz"}, 3: {"rock"}, 4: {"jazz"}}
    assert doors(songs_of(1), lambda tracks: [frozenset(genres[track]) for track in tracks.tolist()]) == [
        [1, 2, 4]
    ]


@pytest.mark.parametrize("artists", [0, 1, 2])
def test_a_neighbourhood_of_fewer_than_three_artists_has_no_door(artists):
    assert doors(songs_of(1, artists=artists)) == []


def test_songs_of_no_known_artist_are_in_no_door():
    songs = songs_of(1)
    songs.artists[:] = -1
    assert doors(songs) == []


def test_a_trained_model_has_six_doors_of_three_artists_each(model):
    assert [len({track.artist for track in model.tracks(door.songs)}) for door in model.front.doors] == [
        SONGS
    ] * DOORS


def test_doors_of_a_trained_model_are_of_different_neighbourhoods(model):
    drawn = dict(zip(model.music_map.tracks.tolist(), model.music_map.clusters.tolist(), strict=True))
    assert len({drawn[song] for door in model.front.doors for song in door.songs}) == DOORS


def test_songs_of_doors_are_better_known_than_most(model):
    songs = [song for door in model.front.doors for song in door.songs]
    assert np.median(songs) < model.track_count / 4  # tracks are numbered from the best known on


def test_the_finished_list_is_the_answer_to_the_first_door(model):
    given = read_text("\n".join(track.id for track in model.tracks(model.front.doors[0].songs)))
    asked = answer(model, given, RecommendationQuery())
    ids = [track.id for track in model.tracks([each.track for each in model.front.finished])]
    assert ids == [each.track.id for each in asked.recommendations]
    assert [each.because for each in model.front.finished] == [
        tuple(reason.text for reason in each.reasons) for each in asked.recommendations
    ]


def test_a_door_has_the_name_of_its_answer(model):
    for door in model.front.doors:
        asked = answer(model, read_text("\n".join(t.id for t in model.tracks(door.songs))), RecommendationQuery())
        assert door.name == asked.name
