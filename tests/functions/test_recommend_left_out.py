"""A title alone that fits none of the other songs: left out, told, and chosen from what it may name."""

import pytest
from left_out import stray


@pytest.fixture(scope="module")
def track(model):
    return stray(model)


def test_the_answer_tells_in_words_what_was_left_out_and_what_it_may_be(recommend, known_names, track):
    answer = recommend(text=f"{known_names[0]}\n{track.name}").body
    assert [each["line"] for each in answer["matched"]] == [1]
    (told,) = answer["unmatched"]
    assert (told["source"], told["line"]) == (track.name, 2)
    assert told["why"] == f"{track.title} fits none of your other songs, so we left it out"
    assert told["alternatives"][0] == {"uri": track.id, "name": track.name, "artist": track.artist}


def test_a_song_that_was_left_out_is_a_seed_once_it_is_chosen(recommend, known_names, track):
    choice = {"source": track.name, "line": 2, "track": track.id}
    answer = recommend(text=f"{known_names[0]}\n{track.name}", corrections=[choice]).body
    assert [each["uri"] for each in answer["matched"]][1:] == [track.id]
    assert answer["unmatched"] == []


def test_a_piece_that_was_left_out_may_be_dismissed(recommend, known_names, track):
    answer = recommend(
        text=f"{known_names[0]}\n{track.name}", corrections=[{"source": track.name, "line": 2}]
    ).body
    assert answer["unmatched"] == []
