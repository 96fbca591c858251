"""Words that count as similar in spelling, and the indexed forms of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from shared.model.catalogue.texts import indexed_words, respelt, texts_of
from shared.model.catalogue.vocabulary import MOST_COMPLETIONS, MOST_POSTINGS, Vocabulary, edits_allowed

COUNTS = {"harbour": 9, "harbours": 2, "arbour": 4, "light": 7, "lights": 3, "night": 8, "sea": 5, "tide": 1}
WORDS = st.text(alphabet="abcdeé", min_size=1, max_size=9)


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.of(COUNTS.items())


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("harbuor", "harbour"),
        ("habour", "harbour"),
        ("hharboour", "harbour"),
        ("xarbour", "harbour"),
        ("lihgt", "light"),
        ("tode", "tide"),
    ],
)
def test_a_misspelt_word_has_the_right_one_nearest(vocabulary, slip, meant):
    assert next(iter(vocabulary.near(slip, unfinished=False))) == meant


def test_of_equally_near_words_the_more_frequent_comes_first(vocabulary):
    assert list(vocabulary.near("xight", unfinished=False))[:2] == ["night", "light"]


def test_a_word_is_not_near_itself(vocabulary):
    assert "light" not in vocabulary.near("light", unfinished=False)


def test_words_below_four_letters_forgive_nothing(vocabulary):
    assert vocabulary.near("sae", unfinished=False) == {}


def test_a_finished_word_is_not_near_the_prefix_of_a_longer_one():
    vocabulary = Vocabulary.of([("soils", 1)])
    assert vocabulary.near("sail", unfinished=False) == {}
    assert vocabulary.near("sail", unfinished=True) == {"soils": 0.75}


def test_only_so_many_near_words_are_given_the_most_frequent_ones():
    vocabulary = Vocabulary.of((f"tid{letter}", 9 - place) for place, letter in enumerate("eabcf"))
    assert list(vocabulary.near("tidx", unfinished=False, most=2))[:2] == ["tide", "tida"]
    assert list(vocabulary.near("tide", unfinished=False, most=2)) == ["tida", "tidb"]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_of_many_words_those_with_most_letters_in_common_are_compared_then_the_frequent(monkeypatch, most):
    monkeypatch.setattr("shared.model.catalogue.vocabulary.MOST_COMPARED", most)
    vocabulary = Vocabulary.of([("abcxy", 900), ("abcdx", 1), ("abcdz", 7), ("edcba", 2), ("abced", 1)])
    assert list(vocabulary.near("abcde", unfinished=False)) == {1: [], 2: ["abced"], 3: ["abcdz", "abced"]}[most]


def test_an_unfinished_word_is_near_the_beginnings_of_words(vocabulary):
    assert "harbours" in vocabulary.near("hrab", unfinished=True)
    assert "harbours" not in vocabulary.near("hrab", unfinished=False)


@given(words=st.sets(WORDS, max_size=30), word=WORDS)
def test_every_word_within_the_allowed_edits_is_near_and_no_other(words, word):
    edits = edits_allowed(word)
    expected = {other for other in words - {word} if edits and OSA.distance(word, other) <= edits}
    near = Vocabulary.of((other, 1) for other in words).near(word, unfinished=False, most=100)
    assert set(near) == expected


@given(words=st.sets(WORDS, max_size=30), start=WORDS)
def test_completions_are_every_word_with_that_prefix(words, start):
    vocabulary = Vocabulary.of((word, 1) for word in words)
    expected = sorted(word for word in words if word.startswith(start))
    assert vocabulary.completions(start, 100) == expected
    assert vocabulary.is_prefix(start) == bool(expected)


def test_too_many_completions_are_cut_to_the_most_frequent(vocabulary):
    assert vocabulary.completions("harb", 1) == ["harbour"]
    ordered = Vocabulary.of([("ab", 1), ("ac", 9), ("ad", 5), ("ae", 7), ("af", 2), ("b", 8)])
    assert ordered.completions("a", 3) == ["ac", "ad", "ae"]


def test_a_prefix_of_few_words_has_them_all_in_a_large_vocabulary():
    words = [f"a{place:02}" for place in range(MOST_COMPLETIONS + 1)]
    vocabulary = Vocabulary.of((word, 1) for word in [*words, "bee", "beer"])
    assert vocabulary.completions("be") == ["bee", "beer"]
    assert len(vocabulary.completions("a")) == MOST_COMPLETIONS


def test_a_prefix_is_common_if_its_words_have_many_postings_in_all():
    vocabulary = Vocabulary.of([("bee", MOST_POSTINGS - 1), ("beer", 1), ("best", 1), ("cat", 9 * MOST_POSTINGS)])
    assert not vocabulary.is_common_prefix("bee")
    assert vocabulary.is_common_prefix("be")


def test_a_word_of_two_known_ones_is_split(vocabulary):
    assert vocabulary.splits("nightlights", unfinished=False) == [("night", "lights")]


def test_the_likelier_of_two_splits_comes_first_and_few_are_given():
    vocabulary = Vocabulary.of([("se", 5), ("aside", 5), ("sea", 9), ("side", 8), ("seas", 7), ("ide", 7)])
    assert vocabulary.splits("seaside", unfinished=False) == [("sea", "side"), ("seas", "ide")]
    assert len(vocabulary.splits("seaside", unfinished=False, most=3)) == 3


def test_the_shortest_word_that_is_split_has_five_letters():
    vocabulary = Vocabulary.of([("to", 1), ("se", 1), ("sea", 1)])
    assert vocabulary.splits("tosea", unfinished=False) == [("to", "sea")]
    assert vocabulary.splits("tose", unfinished=False) == []


def test_an_unfinished_right_half_may_go_on(vocabulary):
    assert ("night", "harb") in vocabulary.splits("nightharb", unfinished=True)
    assert vocabulary.splits("nightharb", unfinished=False) == []


def test_a_vocabulary_survives_storage(vocabulary):
    read = Vocabulary.from_blobs(*vocabulary.to_blobs())
    assert {word: read.count(word) for word in COUNTS} == COUNTS


def test_parts_of_different_lengths_are_no_vocabulary(vocabulary):
    words, counts, masks = vocabulary.to_blobs()
    with pytest.raises(ValueError, match="8 words, 7 counts, 8 masks"):
        Vocabulary.from_blobs(words, counts[:-4], masks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vo/Lt", ["volt"]),
        ("Z!nk", ["zink"]),
        ("Ca$h & Carry!", ["cash", "and", "carry"]),
        ("(Été)", ["ete"]),
        ("...", []),
    ],
)
def test_names_are_respelt_as_people_type_them(text, words):
    assert respelt(text) == words


def test_a_text_is_indexed_as_folded_and_as_respelt():
    assert indexed_words("Vo/Lt Vo") == ["vo", "lt", "volt"]


def test_unspaced_scripts_are_indexed_from_every_letter_on():
    assert indexed_words("夜の海") == ["夜の海", "の海", "海"]


def test_a_track_is_called_by_title_artist_or_both():
    assert texts_of("Sea", "Ida").names == {"sea", "ida", "sea ida", "ida sea"}
    assert texts_of("Sea", "Ida").plain_names == frozenset()
    assert "sea ida" in texts_of("Sea (Live)", "Ida").plain_names
