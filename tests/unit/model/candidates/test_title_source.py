"""Titles as evidence: playlists called alike, and the genres and artists that a title names."""

import numpy as np
import pytest
from toy import rows

from shared.model.artefact.signal_names import SIGNALS
from shared.model.candidates.text_index import TextIndex, hashed_grams
from training.fit.text_index import text_index_arrays

NOTHING = np.zeros(0, dtype=np.int32)


def indexed(*texts):
    """Return the index of some texts."""
    return TextIndex(text_index_arrays("texts", texts), "texts")


def scored(pool, data, name):
    """Return the letters of the candidates that have a signal."""
    ids = [data.tracks.ids[track].decode()[-1] for track in pool.tracks]
    column = pool.signals[:, SIGNALS.index(name)]
    return {letter for letter, value in zip(ids, column.tolist(), strict=True) if value > 0}


def test_the_same_words_in_any_case_and_order_have_cosine_one():
    hits = indexed("Quiet Evening", "gym").search("evening, QUIET!")
    assert (hits.texts.tolist(), hits.cosines.tolist()) == ([0], [pytest.approx(1)])


def test_a_slip_is_still_much_like_the_word():
    hits = indexed("quiet evening", "gym").search("quiet evenning")
    assert hits.texts.tolist() == [0]
    assert 0.4 < hits.cosines[0] < 1


def test_unknown_words_lower_the_cosine():
    index = indexed("rock", "jazz")
    assert index.search("rock zzyzx").cosines[0] < index.search("rock").cosines[0]


def test_a_word_of_few_texts_says_more_than_one_of_many():
    hits = indexed("my rock", "my jazz", "my blues", "my pop").search("my rock")
    assert hits.cosines.argmax() == 0
    assert hits.cosines[1] < 0.2


@pytest.mark.parametrize("query", ["", "  ", "!?", "zzyzx"])
def test_nothing_is_like_a_text_without_known_grams(query):
    assert indexed("rock").search(query).texts.tolist() == []


def test_an_index_of_no_texts_finds_nothing():
    assert indexed().search("rock").texts.tolist() == []


def test_a_number_counts_only_if_it_may_be_a_year():
    assert hashed_grams("mix 7").tolist() == hashed_grams("mix").tolist()
    assert hashed_grams("mix 1999").tolist() != hashed_grams("mix").tolist()


def test_the_tracks_of_a_playlist_called_alike_are_found_by_its_title_alone(toy_retrieval, toy):
    pool = toy_retrieval.pool(NOTHING, 50, "a quiet evening")
    assert scored(pool, toy, "title_playlists") == set("abc")


def test_the_tracks_of_a_genre_that_is_named_are_found_though_no_playlist_has_them(toy_retrieval, toy):
    pool = toy_retrieval.without("popularity").pool(NOTHING, 50, "rock!")
    assert set(pool.tracks.tolist()) == set(rows(toy, "abz").tolist())
    assert scored(pool, toy, "title_named_genres") == set("abz")


def test_the_songs_of_an_artist_that_is_named_are_found(toy_retrieval, toy):
    assert scored(toy_retrieval.pool(NOTHING, 50, "ADA!"), toy, "title_artist") >= set("ab")


@pytest.mark.parametrize("title", ["", "zzyzx"])
def test_a_title_that_says_nothing_changes_no_signal(toy_retrieval, toy, title):
    seeds = rows(toy, "a")
    assert toy_retrieval.pool(seeds, 50, title).signals.tolist() == toy_retrieval.pool(seeds, 50).signals.tolist()


@pytest.mark.parametrize(("title", "tells"), [("rock", True), ("ada", True), ("gym", True), ("zzyzx", False)])
def test_a_title_tells_something_if_a_playlist_a_genre_or_an_artist_is_called_so(toy_retrieval, title, tells):
    assert toy_retrieval.titles.evidence(title).tells_something is tells
