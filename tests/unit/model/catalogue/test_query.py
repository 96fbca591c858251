"""Parsed queries: spelling variants, spaces elsewhere, words left out."""

import pytest

from shared.model.catalogue.query import (
    MOST_LEFT_OUT,
    MOST_READINGS,
    MOST_WORDS,
    match_expression,
    parse_query,
    with_variants,
    without_one_word,
    without_variants_of_known,
)
from shared.model.catalogue.vocabulary import MOST_POSTINGS, Vocabulary

VOCABULARY = Vocabulary.of(
    {"amber": 3, "parade": 5, "night": 2, "lights": 4, "harbour": 9, "harbours": 1, "odd": 60, "oddly": 1}.items()
)


def readings(text, *, unfinished=False):
    return with_variants(parse_query(text, unfinished=unfinished), VOCABULARY, trusted=50).readings


def variants(text, *, unfinished=False, trusted=50):
    return with_variants(parse_query(text, unfinished=unfinished), VOCABULARY, trusted).variants


@pytest.mark.parametrize("text", ["", "  ", "?!", "..."])
def test_a_text_without_a_word_is_no_query(text):
    assert parse_query(text, unfinished=True) is None


def test_a_query_is_read_as_folded_and_as_respelt():
    query = parse_query("AC/DC Live", unfinished=True)
    assert (query.text, query.words) == ("ac dc live", ("ac", "dc", "live"))
    assert query.readings == (("ac", "dc", "live"), ("acdc", "live"))


def test_only_so_many_words_are_read():
    words = [f"w{place}" for place in range(MOST_WORDS + 1)]
    assert parse_query(" ".join(words), unfinished=False).readings == (tuple(words[:-1]),)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        pytest.param("night lights odd", ("night", "lights", "odd"), id="as written"),
        pytest.param("odd nightlights amber", ("odd", "night", "lights", "amber"), id="two words run together"),
        pytest.param("odd har bour amber", ("odd", "harbour", "amber"), id="a word torn apart"),
        pytest.param("odd ambe rparade night", ("odd", "amber", "parade", "night"), id="a space too early"),
        pytest.param("odd amberp arade night", ("odd", "amber", "parade", "night"), id="a space too late"),
    ],
)
def test_spaces_elsewhere_make_another_reading(text, reading):
    assert reading in readings(text)


def test_words_that_no_track_contains_are_no_reading():
    assert readings("ambe rparad") == (("ambe", "rparad"),)


def test_the_last_word_may_be_unfinished_in_a_reading_but_no_other():
    assert ("amber", "parad") in readings("ambe rparad", unfinished=True)
    assert ("amber", "parad", "odd") not in readings("ambe rparad odd", unfinished=True)
    assert ("night", "ligh") in readings("nightligh", unfinished=True)
    assert ("night", "ligh", "odd") not in readings("nightligh odd", unfinished=True)


def test_only_so_many_readings_are_tried():
    assert (
        len(readings("nightlights amberparade nightlights amberparade nightlights amberparade")) == MOST_READINGS
    )


def test_a_rare_word_has_variants_and_a_common_one_has_none():
    assert variants("harbour") == {"harbour": {"harbours": pytest.approx(6 / 7)}}
    assert variants("harbour", trusted=9) == {}


def test_only_the_last_word_of_an_unfinished_query_has_variants_that_go_on():
    assert variants("hrab", unfinished=True) == {"hrab": {"harbour": 0.75, "harbours": 0.75}}
    assert variants("hrab odd", unfinished=True) == {}
    assert variants("hrab") == {}


def test_variants_of_known_words_can_be_dropped():
    query = with_variants(parse_query("harbours lihgts", unfinished=False), VOCABULARY, trusted=50)
    assert query.variants.keys() == {"harbours", "lihgts"}
    assert without_variants_of_known(query, VOCABULARY).variants.keys() == {"lihgts"}


def test_the_rarest_words_are_left_out_first_one_at_a_time():
    query = parse_query("odd harbour zzz", unfinished=False)
    assert without_one_word(query, VOCABULARY) == [("odd", "harbour"), ("odd", "zzz"), ("harbour", "zzz")]


def test_only_so_many_words_are_left_out():
    words = " ".join(f"w{place}" for place in range(MOST_LEFT_OUT + 1))
    assert len(without_one_word(parse_query(words, unfinished=False), VOCABULARY)) == MOST_LEFT_OUT


def test_a_single_word_is_not_left_out():
    assert without_one_word(parse_query("odd", unfinished=False), VOCABULARY) == []


def test_an_expression_asks_for_all_words_of_a_reading_or_their_variants():
    query = with_variants(parse_query("lihgts odd", unfinished=False), VOCABULARY, trusted=50)
    assert match_expression(query, VOCABULARY, *query.readings) == '(("lihgts" OR "lights") AND ("odd"))'


def test_an_expression_asks_for_the_prefix_that_ends_an_unfinished_query():
    query = parse_query("odd harb", unfinished=True)
    assert match_expression(query, VOCABULARY, *query.readings) == '(("odd") AND ("harb"*))'


def test_an_expression_asks_for_the_completions_of_a_common_prefix():
    common = Vocabulary.of([("harbour", MOST_POSTINGS), ("harbours", 1), ("hard", 1)])
    query = parse_query("harb", unfinished=True)
    assert match_expression(query, common, *query.readings) == '(("harbour" OR "harbours"))'
