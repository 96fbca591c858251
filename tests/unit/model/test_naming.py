"""Names of songs by their genres, and words for their sound."""

from itertools import permutations

import numpy as np
import pytest

from shared.domain.track import FEATURES, Track
from shared.model.naming import genre_name, spoken, truest
from shared.model.sound_words import SOUND_WORDS, common_sounds, sounds


def song(*genres: str) -> Track:
    return Track("demo:track:1", "A", "X", genres=genres)


def test_a_name_is_the_genre_that_most_songs_have():
    assert genre_name([song("dub"), song("dub", "ska"), song("dub", "punk")]) == "Dub"


def test_songs_that_the_first_genre_leaves_out_add_the_next():
    assert genre_name([song("hip hop"), song("hip hop"), song("trap")]) == "Hip hop · trap"


def test_a_name_has_two_genres_at_most():
    assert genre_name([song("a"), song("b"), song("c"), song("d")]) == "A · b"


@pytest.mark.parametrize(
    ("names", "true"),
    [
        pytest.param(["Dub", "Ska"], "Dub", id="the first that fits half"),
        pytest.param(["Punk", "Ska · dub"], "Ska · dub", id="the next one, by any of its genres"),
        pytest.param(["Punk", None, "House"], "House", id="the one that fits most"),
        pytest.param(["Punk"], None, id="one that fits none"),
        pytest.param([None], None, id="none"),
    ],
)
def test_a_true_name_fits_half_of_the_songs_if_any_does(names, true):
    assert truest(names, [song("Dub", "ska"), song("dub"), song("House"), song()]) == true


@pytest.mark.parametrize("songs", [[], [song()]], ids=["no song", "no genre"])
def test_where_nothing_is_known_of_the_songs_the_first_name_is_true(songs):
    assert truest([None, "Ann, Bo and more", "Dub"], songs) == "Ann, Bo and more"


def test_a_genre_of_few_songs_is_not_named():
    assert genre_name([song("dub")] * 9 + [song("ska")]) == "Dub"


def test_a_more_specific_genre_of_almost_as_many_songs_stands_for_a_general_one():
    art = [song("rock", "art rock")] * 9
    assert genre_name([*art, song("rock")]) == "Art rock"
    assert genre_name([*art, song("rock"), song("rock")]) == "Rock"


def test_a_genre_that_stands_for_a_general_one_is_named_once():
    songs = [song("house", "electro house")] * 8 + [song("house")] * 3 + [song("electro house")] * 2
    assert genre_name(songs) == "Electro house"


def test_songs_around_choose_among_the_genres_of_the_songs():
    assert genre_name([song("dub", "ska")], [song("ska"), song("ska"), song("dub")]) == "Ska · dub"


def test_a_genre_that_none_of_the_songs_has_is_never_named():
    assert genre_name([song("dub")], [song("pop")] * 10) == "Dub"


def test_the_order_of_songs_does_not_matter():
    songs = [song("dub", "ska"), song("punk", "Ska"), song("house"), song("house", "dub")]
    assert len({genre_name(order) for order in permutations(songs)}) == 1


@pytest.mark.parametrize(("known", "name"), [(1, None), (2, "Dub")])
def test_songs_have_a_name_where_the_genres_of_half_of_them_are_known(known, name):
    assert genre_name([song("dub")] * known + [song()] * (4 - known)) == name


def test_without_songs_there_is_no_name():
    assert genre_name([]) is None


def test_genres_are_the_same_in_any_spelling_and_shown_as_written_with_capitals():
    assert genre_name([song("k-pop"), song("K-Pop")]) == "K-Pop"


def test_a_name_begins_with_a_capital_and_writes_abbreviations_in_capitals():
    assert spoken(["hip hop", "pop edm", "r&b"]) == "Hip hop · pop EDM · R&B"


def test_a_word_for_sound_fits_half_of_the_songs_or_more(toy_retrieval, toy):
    audio, tracks = toy_retrieval.audio, np.arange(len(toy.tracks), dtype=np.int32)
    fits = sounds(audio, tracks)
    for place, word in enumerate(SOUND_WORDS):
        fitting, other = tracks[fits[:, place]], tracks[~fits[:, place]]
        if len(fitting):
            assert word in common_sounds(audio, np.concatenate([fitting, other[: len(fitting)]]))
            assert word not in common_sounds(audio, np.concatenate([fitting, other])[: 2 * len(fitting) + 1])


def test_of_two_opposites_that_fit_a_half_each_neither_is_said(toy_retrieval, toy):
    audio, tracks = toy_retrieval.audio, np.arange(len(toy.tracks), dtype=np.int32)
    calm, energetic = (tracks[fits] for fits in sounds(audio, tracks)[:, :2].T)
    said = common_sounds(audio, np.concatenate([calm[:1], energetic[:1]]))
    assert not {*SOUND_WORDS[:2]} & {*said}


def test_songs_of_unknown_sound_have_no_words_for_it(toy_retrieval, toy):
    audio, tracks = toy_retrieval.audio, np.arange(len(toy.tracks), dtype=np.int32)
    unknown = tracks[np.isnan(audio.standardised(tracks)).all(axis=1)]
    assert common_sounds(audio, unknown) == common_sounds(audio, tracks[:0]) == []
    assert len(FEATURES) == audio.standardised(tracks).shape[1]
