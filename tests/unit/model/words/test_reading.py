"""Sentences and their parts."""

import pytest

from shared.domain.bounds import Range
from shared.model.words.meaning import sounding
from shared.model.words.reading import interpret, title_words


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("90s hip hop for running", [("years", "90s"), ("genre", "hip hop"), ("occasion", "for running")]),
        ("Traurige Lieder für einen Abend", [("mood", "Traurige"), ("occasion", "für einen Abend")]),
        ("musique calme pour dormir", [("mood", "calme"), ("occasion", "pour dormir")]),
        ("canciones alegres de los 80", [("mood", "alegres"), ("years", "de los 80")]),
        ("canzoni tristi anni 70", [("mood", "tristi"), ("years", "anni 70")]),
        ("músicas para treinar sem rock", [("occasion", "para treinar"), ("genre", "sem rock")]),
        ("vrolijke muziek voor een feestje", [("mood", "vrolijke"), ("occasion", "voor een feestje")]),
        ("🏃 🌧", [("occasion", "🏃"), ("occasion", "🌧")]),
        ("jazz that builds up, 12 songs", [("genre", "jazz"), ("order", "that builds up"), ("count", "12 songs")]),
        (
            "clean metal under 4 minutes",
            [("explicit", "clean"), ("genre", "metal"), ("length", "under 4 minutes")],
        ),
        (
            "hidden gems of folk, no covers",
            [("known", "hidden gems"), ("genre", "folk"), ("version", "no covers")],
        ),
    ],
)
def test_a_sentence_has_parts_in_any_language(kinds, sentence, parts):
    assert kinds(sentence) == parts


def test_words_that_mean_nothing_are_told(read):
    assert read("jazz with zxcvb and qwrty").unread == ("zxcvb", "qwrty")


@pytest.mark.parametrize("sentence", ["", "   ", "the of and", "!!! ... ---", "\x00\x01"])
def test_a_sentence_of_nothing_has_no_parts(read, sentence):
    assert (read(sentence).parts, read(sentence).unread) == ((), ())


def test_only_the_first_words_of_an_endless_sentence_are_read(read):
    assert len(read("sad " * 5_000).parts) < 200


@pytest.mark.parametrize("spelling", ["hiphop", "Hip-Hop", "hip hop", "HIPHOP", "hip-hops"])
def test_a_genre_is_found_in_any_spelling(effect, spelling):
    assert effect(spelling).bounds.genres == effect("hip hop").bounds.genres


@pytest.mark.parametrize(("slip", "meant"), [("elektronnic", "electronic"), ("reggeaton", "reggaeton")])
def test_a_slip_in_a_genre_is_understood(effect, slip, meant):
    assert effect(slip).bounds.genres == effect(meant).bounds.genres != ()


def test_a_slip_in_a_mood_is_understood(effect):
    assert effect("melancolic songs").levels == effect("melancholic songs").levels != {}


@pytest.mark.parametrize("sentence", ["no metal or jazz", "ohne Metal und Jazz", "jazz-free no metal, no jazz"])
def test_a_negation_goes_on_over_and(effect, sentence):
    assert {"metal", "jazz"} <= set(effect(sentence).bounds.not_genres)


def test_a_negation_ends_at_a_comma(effect):
    bounds = effect("no metal, jazz").bounds
    assert (bounds.not_genres[0], bounds.genres[0]) == ("metal", "jazz")


def test_several_decades_are_one_span(effect):
    assert effect("80s and 90s jazz").bounds.years == Range(1980, 1999)


def test_years_from_both_sides_are_one_span(effect):
    assert effect("jazz after 1970, before 1980").bounds.years == Range(1971, 1979)


def test_christmas_is_left_out_by_its_words(effect):
    assert "christmas" in effect("winter songs but no christmas").bounds.not_words


@pytest.mark.parametrize(
    ("sentence", "feature", "sign"),
    [
        ("warmer", "acousticness", 1),
        ("less electronic", "acousticness", 1),
        ("faster", "tempo", 1),
        ("less sad", "valence", 1),
        ("more energetic", "energy", 1),
        ("slower", "tempo", -1),
        ("weniger traurig", "valence", 1),
        ("plus calme", "energy", -1),
    ],
)
def test_more_and_less_shift_what_there_is(effect, sentence, feature, sign):
    assert effect(sentence).shifts[feature] * sign > 0


def test_a_shift_goes_from_the_seeds_own_level(read):
    assert read("faster").targets({"tempo": 0.1, "energy": 0.5})["tempo"] == pytest.approx(0.4)


def test_two_moods_are_met_halfway(effect):
    sad, happy, both = (effect(words).levels["valence"] for words in ("sad", "happy", "sad happy"))
    assert both == pytest.approx((sad + happy) / 2)


def test_an_ignored_part_is_left_out_in_any_case(model):
    assert [part.text for part in interpret("sad jazz", model, ["SAD"]).parts] == ["jazz"]


def test_a_genre_that_no_song_has_is_said_so_and_not_read_as_its_letters(read):
    (part,) = read("k-pop").parts
    assert part.kind == "genre"
    assert part.meaning.startswith("no song here is called k-pop")


def test_years_that_are_known_need_no_titles(effect):
    assert effect("90s").title == ()


@pytest.mark.parametrize(("title", "words"), [("Traurige Lieder 🏃", "sad running run workout"), ("zxcv", "")])
def test_moods_in_a_title_are_found_by_what_playlists_are_called(title, words):
    assert title_words(title) == words


@pytest.mark.parametrize("sentence", ["no live versions jazz", "keine Live-Aufnahmen Jazz", "no remixes jazz"])
def test_a_negation_ends_after_its_noun(effect, sentence):
    bounds = effect(sentence).bounds
    assert (bounds.not_genres, bounds.genres[0]) == ((), "jazz")


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("jazz, nothing before 1970", Range(1970, None)),
        ("jazz but not after 1970", Range(None, 1970)),
        ("Jazz, nichts vor 1970", Range(1970, None)),
        ("jazz, rien après 1970", Range(None, 1970)),
    ],
)
def test_years_that_are_not_wanted_leave_the_others(effect, sentence, years):
    assert effect(sentence).bounds.years == years


@pytest.mark.parametrize("sentence", ["no 80s", "not from the 80s", "nichts aus den 80ern", "less 80s"])
def test_a_decade_that_is_not_wanted_is_a_hole(effect, sentence):
    bounds = effect(sentence).bounds
    assert (bounds.years, bounds.not_years) == (Range(), (Range(1980, 1989),))


def test_what_cannot_be_left_out_is_said_and_not_asked_for(read):
    (part,) = read("not 120 bpm").parts
    assert "not heeded" in part.meaning
    assert part.effect.bounds.tempo == Range()


@pytest.mark.parametrize("sentence", ["nothing but jazz", "nichts als Jazz", "rien que du jazz", "niets dan jazz"])
def test_nothing_but_a_genre_is_that_genre(effect, sentence):
    assert effect(sentence).bounds.genres[:1] == ("jazz",)


def test_a_word_that_is_said_again_is_one_part(kinds):
    assert kinds("🔥🔥🔥 jazz") == [("mood", "🔥"), ("genre", "jazz")]


@pytest.mark.parametrize(("level", "words"), [(0.7, "danceable"), (0.3, "free in rhythm"), (0.6, "")])
def test_a_level_far_from_the_middle_is_told_on_both_sides(level, words):
    assert sounding({"danceability": level}) == words


@pytest.mark.parametrize(
    "sentence", ["nothing too zxcvb maybe some jazz", "no zxcvb, jazz", "nothing qwerty, just some jazz"]
)
def test_a_negation_ends_after_a_word_that_means_nothing(effect, sentence):
    assert effect(sentence).bounds.genres[:1] == ("jazz",)


@pytest.mark.parametrize("sentence", ["no zxcvb jazz", "no zxcvb or jazz"])
def test_a_negation_goes_on_over_a_word_that_means_nothing_to_what_it_belongs_to(effect, sentence):
    assert effect(sentence).bounds.not_genres[:1] == ("jazz",)


@pytest.mark.parametrize("word", ["grandmas", "boyfriend"])
def test_a_word_that_differs_by_much_is_no_slip(read, word):
    assert [part.kind for part in read(f"jazz for {word}").parts] == ["genre"]
