"""Similarity of names to queries and to titles with artists, computed by hand."""

import pytest

from shared.model.catalogue.keys import all_artist_forms, artist_forms, title_forms
from shared.model.catalogue.query import parse_query, with_variants
from shared.model.catalogue.similarity import (
    NEARLY_WHOLE,
    OTHER_VERSION,
    TITLE_ALONE,
    Names,
    may_be_near,
    names_confidence,
    similarity_to_query,
)
from shared.model.catalogue.texts import texts_of
from shared.model.catalogue.vocabulary import Vocabulary

HARBOUR = texts_of("Glass Harbour", "Odd Numbers")
LIVE = texts_of("Glass Harbour (Live)", "Odd Numbers")


def similarity(text, texts=HARBOUR, *, unfinished=False):
    return similarity_to_query(parse_query(text, unfinished=unfinished), texts)


def ratio(common, *lengths):
    """Return the normalised Indel similarity of two texts with a common subsequence of this length."""
    return 2 * common / sum(lengths)


@pytest.mark.parametrize(
    "text", ["glass harbour", "odd numbers", "glass harbour odd numbers", "Odd Numbers: Glass Harbour"]
)
def test_a_whole_name_is_fully_similar(text):
    assert similarity(text) == 1.0


@pytest.mark.parametrize("text", ["glass harbour", "odd numbers glass harbour"])
def test_a_whole_name_without_the_version_is_a_little_less_similar(text):
    assert similarity(text, LIVE) == OTHER_VERSION


def test_a_slip_in_a_whole_name_costs_its_share_of_the_letters():
    assert similarity("glas harbour") == pytest.approx(ratio(12, 12, 13))


def test_a_slip_in_a_long_name_is_less_similar_than_another_version():
    assert similarity("glass harbour odd number") == pytest.approx(OTHER_VERSION - 0.01)


def test_a_word_counts_by_its_letters_and_by_what_else_the_name_contains():
    found = similarity("glass harbour xx")
    assert found == pytest.approx((NEARLY_WHOLE - 0.01) * 12 / 14 * (0.6 + 0.4 * ratio(13, 16, 13)))


def test_an_unfinished_word_counts_nearly_as_a_whole_one():
    whole = 0.6 + 0.4 * ratio(10, 10, 13)
    assert similarity("glass harb", unfinished=True) == pytest.approx(
        (NEARLY_WHOLE - 0.01) * (5 + 0.97 * 4) / 9 * whole
    )
    assert similarity("glass harb") == pytest.approx((NEARLY_WHOLE - 0.01) * 5 / 9 * whole)


def test_an_unfinished_word_that_begins_no_word_counts_as_nothing():
    assert similarity("glass hxrb", unfinished=True) == similarity("glass hxrb")


def test_a_short_query_is_compared_with_the_beginnings_of_names_too():
    assert similarity("gla", unfinished=True) == pytest.approx((NEARLY_WHOLE - 0.01) * 0.97 * (0.6 + 0.4 * 0.85))


def test_a_variant_counts_by_its_similarity():
    vocabulary = Vocabulary.of([("harbour", 1), ("glass", 1)])
    query = with_variants(parse_query("haxbxur", unfinished=False), vocabulary, trusted=1)
    plain = similarity_to_query(parse_query("haxbxur", unfinished=False), texts_of("Harbour", "A B C D E F G H"))
    assert plain == 0
    found = similarity_to_query(query, texts_of("Harbour", "A B C D E F G H"))
    assert found == pytest.approx((NEARLY_WHOLE - 0.01) * 5 / 7 * (0.6 + 0.4 * ratio(5, 7, 7)))


def test_another_reading_counts_a_little_less():
    vocabulary = Vocabulary.of([("harbour", 1), ("glass", 1)])
    query = with_variants(parse_query("glassharbour zz", unfinished=False), vocabulary, trusted=1)
    assert similarity_to_query(query, HARBOUR) == pytest.approx(
        (NEARLY_WHOLE - 0.01) * 0.97 * 12 / 14 * (0.6 + 0.4 * ratio(12, 15, 13))
    )


def confidence(wanted, found):
    title, artist = wanted
    name, credit = found
    names = Names(title_forms(title), artist_forms(artist))
    return names_confidence(names, Names(title_forms(name), all_artist_forms(name, credit)))


SONG = ("Glass Harbour", "Odd Numbers")


@pytest.mark.parametrize(
    ("artist", "credit", "expected"),
    [
        pytest.param("Odd Numbers", "Odd Numbers", 1.0, id="the same"),
        pytest.param("Odd Numbers", "Odd Numbers feat. Mira Voss", 1.0, id="the leading artist"),
        pytest.param("Wind & Fire, Earth", "Wind, Fire Earth", 1.0, id="the same words in one credit"),
        pytest.param("Mira Voss", "Odd Numbers feat. Mira Voss", 0.98, id="a guest"),
        pytest.param("Odd Number", "Odd Numbers", 0.95 * ratio(9, 9, 10), id="a slip"),
        pytest.param("Kestrel", "Odd Numbers", 0.0, id="somebody else"),
        pytest.param("", "Odd Numbers", TITLE_ALONE, id="no artist"),
    ],
)
def test_artists_agree(artist, credit, expected):
    assert confidence(("Glass Harbour", artist), ("Glass Harbour", credit)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        pytest.param("Glass Harbour", "Glass Harbour - Live", OTHER_VERSION, id="another version"),
        pytest.param("Glas Harbour", "Glass Harbour", 0.95 * ratio(11, 11, 12), id="a slip"),
        pytest.param("Glas Harbour", "Glass Harbour - Live", 0.95 * ratio(11, 11, 12), id="a slip, a version"),
        pytest.param("Intro", "Glass Harbour", 0.0, id="another title"),
        pytest.param("", "", 0.0, id="no title"),
    ],
)
def test_titles_agree(title, name, expected):
    assert confidence((title, "Odd Numbers"), (name, "Odd Numbers")) == pytest.approx(expected)


def test_a_name_with_a_slip_and_other_words_beside_it_may_be_near() -> None:
    assert may_be_near("comeasyuoare", "Come As You Are (Live)")


def test_another_name_cannot_be_near() -> None:
    assert not may_be_near("comeasyouare", "Lithium")


def test_a_text_that_is_not_ascii_may_be_near_any_name() -> None:
    assert may_be_near("dejavu", "Ünd")
