"""Validation that adapters share: each bound from both sides, and errors that say it."""

import pytest

from shared.adapters.memory import MemoryRecords
from shared.adapters.validation import (
    check_generation,
    check_key,
    check_message,
    check_range,
    checked_object_name,
    checked_prefix,
    checked_record,
)
from shared.errors import Conflict, InvalidInput, TooLarge
from shared.ports import Record, StoredObject

LONG = "/".join(["x" * 255] * 3 + ["x" * 253, ""])
"""1,022 bytes of a name."""


@pytest.mark.parametrize("name", ["x" * 255, "é" * 127, LONG + "xx", "...", ".a", "a.", "a b"])
def test_a_name_at_its_bounds_is_an_objects(name):
    assert checked_object_name(name) == name


@pytest.mark.parametrize("name", ["é" * 128, LONG + "xxx", "a/" * 512 + "bc", "a\u2028b"])
def test_a_name_beyond_them_is_not(name):
    with pytest.raises(InvalidInput, match=r"without empty, '\.', '\.\.' or over-long segments"):
        checked_object_name(name)


def test_of_a_name_that_cannot_be_two_hundred_characters_are_told():
    with pytest.raises(InvalidInput) as caught:
        checked_object_name("x" * 300)
    assert caught.value.found == repr("x" * 200)


@pytest.mark.parametrize("prefix", ["", "a", "a/", "a/b", "x" * 255 + "/"])
def test_a_prefix_may_end_with_a_slash_or_be_empty(prefix):
    assert checked_prefix(prefix) == prefix


@pytest.mark.parametrize("prefix", ["/", "a//", "..", "x" * 256])
def test_a_prefix_that_no_name_can_have_is_refused(prefix):
    with pytest.raises(InvalidInput):
        checked_prefix(prefix)


@pytest.mark.parametrize(("start", "length"), [(0, None), (0, 0), (5, 5)])
def test_a_range_begins_at_0_and_may_be_empty(start, length):
    check_range(start, length)


@pytest.mark.parametrize(("start", "length"), [(-1, None), (0, -1)])
def test_a_negative_range_is_refused_with_both_numbers(start, length):
    with pytest.raises(InvalidInput, match=f"found {start}, {length}"):
        check_range(start, length)


def test_any_generation_will_do_where_none_is_wanted():
    check_generation(StoredObject("a", 1, 7), "a", None)
    check_generation(None, "a", None)


def test_generation_0_is_a_missing_object():
    check_generation(None, "a", 0)
    with pytest.raises(Conflict, match="expected generation 0, found generation 7; read it again"):
        check_generation(StoredObject("a", 1, 7), "a", 0)


def test_a_missing_object_is_of_generation_0_in_an_error():
    with pytest.raises(Conflict, match="wrote a first: expected generation 7, found generation 0"):
        check_generation(None, "a", 7)


@pytest.mark.parametrize("key", ["x" * 1_000, "é" * 500, "...", "__x", "x__", "___", "a b"])
def test_a_key_at_its_bounds_is_one(key):
    check_key("songs", key)


@pytest.mark.parametrize("key", ["", "x" * 1_001, "é" * 501, ".", "..", "__x__", "a/b", "a\n"])
def test_a_key_beyond_them_is_not(key):
    with pytest.raises(InvalidInput, match="The key has an unusable name"):
        check_key("songs", key)


def test_a_collection_is_told_from_a_key():
    with pytest.raises(InvalidInput, match="The collection has an unusable name"):
        check_key("a/b", "..")


def test_a_record_is_stored_as_short_as_json_can_be_in_its_own_letters():
    assert checked_record("songs", Record("a", {"name": "é", "tags": [1, None]})) == '{"name":"é","tags":[1,null]}'


BODY = {"list": [""]}
"""A record that is found by nothing: its size is that of its JSON alone."""


def test_a_record_of_a_million_bytes_is_stored_and_of_one_more_not():
    room = 1_000_000 - len('{"list":[""]}')
    assert len(checked_record("songs", Record("a", {"list": ["x" * room]}))) == 1_000_000
    with pytest.raises(TooLarge, match="expected 1000000 bytes at most, found 1000001"):
        checked_record("songs", Record("a", {"list": ["x" * (room + 1)]}))


def test_bytes_are_counted_and_not_characters():
    with pytest.raises(TooLarge):
        checked_record("songs", Record("a", {"list": ["é" * 500_000]}))


def test_a_record_of_a_thousand_simple_fields_is_stored_and_of_one_more_not():
    fields = {f"f{number}": None for number in range(1_000)}
    assert MemoryRecords().create("songs", Record("a", fields))
    with pytest.raises(TooLarge, match="expected 1000 simple fields at most, found 1001"):
        checked_record("songs", Record("a", fields | {"one": None}))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"], ids=ascii)
def test_what_json_cannot_hold_is_told_so(value):
    with pytest.raises(InvalidInput, match="expected finite numbers and valid text"):
        checked_record("songs", Record("a", {"list": [value]}))


def test_a_message_needs_data_or_an_attribute():
    check_message(b"", {"a": ""}, "")
    with pytest.raises(InvalidInput, match="expected data or an attribute, found neither"):
        check_message(b"", {}, "key")


def test_attributes_count_toward_the_size_of_a_message():
    check_message(b"x" * 9_899_998, {"a": "b"}, "")
    with pytest.raises(TooLarge, match="expected 9900000 bytes at most, found 9900001"):
        check_message(b"x" * 9_899_998, {"a": "bc"}, "")


def test_an_ordering_key_is_bounded_in_bytes():
    check_message(b"x", {}, "é" * 512)
    with pytest.raises(InvalidInput):
        check_message(b"x", {}, "é" * 512 + "x")
