"""The order of values, and cursors and queries over them, as every adapter shares them."""

import itertools

import pytest

from shared.adapters.ordering import FIELD, found_by, level, scalar
from shared.adapters.paging import Query
from shared.errors import InvalidInput
from shared.ports import Record

IN_ORDER = [None, False, True, -(2**63), -1.5, 0, 0.5, 1, 2**63 - 1, 1e300, "", "A", "a", "a" * 1_000, "é"]


def test_nulls_come_before_booleans_numbers_and_strings():
    levels = [level(value) for value in IN_ORDER]
    assert levels == sorted(levels)
    assert len(set(levels)) == len(IN_ORDER)


def test_a_value_is_read_back_from_its_level():
    assert [scalar(*level(value)) for value in IN_ORDER] == IN_ORDER


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), (0.0, -0.0), (-(2**63), -(2.0**63))])
def test_equal_numbers_are_equal_however_they_are_written(one, other):
    assert str(level(one)) == str(level(other))


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), (0, None), (1, "1"), (False, None)])
def test_values_of_two_types_are_never_equal(one, other):
    assert level(one) != level(other)


def test_a_whole_number_beyond_64_bits_stays_a_float():
    assert isinstance(level(2.0**63)[1], float)


@pytest.mark.parametrize(
    "value", [2**63, -(2**63) - 1, "a" * 1_001, "é" * 501, "\ud800", "a\udfff", [], [1], {}], ids=ascii
)
def test_what_no_store_could_index_exactly_has_no_place(value):
    assert level(value) is None


@pytest.mark.parametrize("value", ["é" * 500, "\ud7ff", "\ue000"], ids=ascii)
def test_what_is_just_within_the_bounds_has_one(value):
    assert level(value) == (3, value)


@pytest.mark.parametrize("name", ["a", "_a", "__a", "a__", "A9_", "___"])
def test_a_field_is_named_by_letters_digits_and_underscores(name):
    assert FIELD.fullmatch(name)


@pytest.mark.parametrize("name", ["", "9a", "a-b", "a.b", "é", "a\n", "__a__", "____"])
def test_no_field_has_another_name_or_one_that_firestore_reserves(name):
    assert not FIELD.fullmatch(name)


def test_a_record_is_found_by_its_simple_values_under_plain_names():
    fields = {"n": 2.0, "b": True, "none": None, "list": [1], "9": 1, "__x__": 1, "text": "x" * 1_001}
    assert str(found_by(fields)) == "{'n': 2, 'b': True, 'none': None}"


def records(count):
    return [Record(f"{number}", {"n": number}) for number in range(count)]


def test_a_page_that_is_not_followed_by_another_has_no_cursor():
    page = Query("songs", limit=2).page(records(2))
    assert (len(page.records), page.cursor) == (2, None)


def test_the_cursor_of_a_page_stands_on_its_last_record():
    query = Query("songs", order_by="n", limit=2)
    assert query.after(query.page(records(3)).cursor).key == "1"


def test_an_empty_page_is_the_last():
    assert Query("songs").page([]).cursor is None


def test_a_page_has_room_for_one_record_or_more():
    assert Query("songs", limit=1).limit == 1
    with pytest.raises(InvalidInput, match="expected a limit of 1 or more, found 0"):
        Query("songs", limit=0)


def test_a_wanted_value_that_has_no_place_is_told_by_its_field():
    with pytest.raises(InvalidInput, match="no list, object or text over 1000 bytes, found mood"):
        Query("songs", {"n": 1, "mood": "x" * 1_001})


def test_of_a_field_that_cannot_be_two_hundred_characters_are_told():
    with pytest.raises(InvalidInput) as caught:
        Query("songs", order_by="-" * 201)
    assert caught.value.found == repr("-" * 200)


def test_a_record_without_a_wanted_field_does_not_match_even_none():
    assert not Query("songs", {"mood": None}).matches(Record("a", {}))
    assert Query("songs", {"mood": None}).matches(Record("a", {"mood": None}))


def test_a_record_without_the_field_of_the_order_has_no_position():
    assert Query("songs", order_by="n").position(Record("a", {"m": 1})) is None


def test_a_cursor_does_not_depend_on_how_the_same_conditions_are_written():
    cursors = {
        Query("songs", where, limit=limit).page(records(9)).cursor
        for where, limit in (({"a": 1, "b": 2}, 2), ({"b": 2, "a": 1}, 2), ({"a": 1.0, "b": 2.0}, 2))
    }
    assert len(cursors) == 1


def test_no_two_requests_share_a_cursor():
    queries = [
        Query(collection, where, order_by, descending)
        for collection, where, order_by, descending in itertools.product(
            ("songs", "lists"), ({}, {"n": 1}, {"n": True}), ("", "n"), (False, True)
        )
    ]
    place = queries[0].position(Record("a", {}))
    assert len({query.cursor(place) for query in queries}) == 24


@pytest.mark.parametrize("change", [lambda text: text + "=", lambda text: text + "\n", lambda text: " " + text])
def test_a_cursor_that_was_written_otherwise_is_foreign(change):
    query = Query("songs", limit=1)
    with pytest.raises(InvalidInput, match="start again without a cursor"):
        query.after(change(query.page(records(2)).cursor))
