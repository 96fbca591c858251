"""The contract of ObjectStore on single objects, for every adapter."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.errors import Conflict, InvalidInput, NotFound


def test_what_was_put_is_read_back(objects):
    objects.put("models/v1/manifest.json", b"{}")
    assert objects.get("models/v1/manifest.json") == b"{}"


def test_an_object_may_be_empty(objects):
    objects.put("empty", b"")
    assert objects.get("empty") == b""


def test_a_second_put_replaces_the_first(objects):
    objects.put("name", b"long before")
    objects.put("name", b"after")
    assert objects.get("name") == b"after"


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (0, 4, b"0123"),
        (3, 4, b"3456"),
        (7, None, b"789"),
        (7, 100, b"789"),
        (5, 0, b""),
        (10, 5, b""),
        (99, None, b""),
    ],
)
def test_a_range_gives_the_bytes_that_are_there(objects, start, length, expected):
    objects.put("digits", b"0123456789")
    assert objects.get("digits", start, length) == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=40), start=st.integers(0, 50), length=st.none() | st.integers(0, 50))
def test_a_range_is_a_slice(objects, data, start, length):
    objects.put("bytes", data)
    assert objects.get("bytes", start, length) == data[start:][:length]


@pytest.mark.parametrize(("start", "length"), [(-1, None), (0, -1)])
def test_a_negative_range_is_refused(objects, start, length):
    objects.put("digits", b"0123456789")
    with pytest.raises(InvalidInput, match="range"):
        objects.get("digits", start, length)


def test_an_absent_object_has_no_bytes(objects):
    with pytest.raises(NotFound, match="absent"):
        objects.get("absent")


def test_an_absent_object_has_no_description(objects):
    assert objects.stat("absent") is None


def test_a_folder_of_names_is_no_object(objects):
    objects.put("models/current.json", b"{}")
    assert objects.stat("models") is None


def test_put_and_stat_describe_the_object_alike(objects):
    stored = objects.put("name", b"12345")
    assert (stored, stored.name, stored.size_bytes) == (objects.stat("name"), "name", 5)


def test_a_generation_is_positive_and_changes_with_every_put(objects):
    generations = {objects.put("name", b"same").generation for _ in range(5)}
    assert (len(generations), min(generations) > 0) == (5, True)


def test_generation_0_creates_what_is_not_there(objects):
    objects.put("name", b"first", if_generation=0)
    assert objects.get("name") == b"first"


def test_generation_0_does_not_overwrite(objects):
    objects.put("name", b"first")
    with pytest.raises(Conflict):
        objects.put("name", b"second", if_generation=0)
    assert objects.get("name") == b"first"


def test_a_put_over_the_present_generation_succeeds(objects):
    stored = objects.put("name", b"first")
    objects.put("name", b"second", if_generation=stored.generation)
    assert objects.get("name") == b"second"


def test_a_put_over_an_old_generation_changes_nothing(objects):
    old = objects.put("name", b"first")
    present = objects.put("name", b"second")
    with pytest.raises(Conflict, match=str(old.generation)):
        objects.put("name", b"third", if_generation=old.generation)
    assert (objects.stat("name"), objects.get("name")) == (present, b"second")


def test_a_generation_does_not_come_back_after_a_delete(objects):
    old = objects.put("name", b"same")
    objects.delete("name")
    objects.put("name", b"same")
    with pytest.raises(Conflict):
        objects.put("name", b"other", if_generation=old.generation)


def test_a_put_over_a_deleted_generation_conflicts(objects):
    old = objects.put("name", b"first")
    objects.delete("name")
    with pytest.raises(Conflict):
        objects.put("name", b"second", if_generation=old.generation)


def test_a_deleted_object_is_gone(objects):
    objects.put("name", b"x")
    objects.delete("name")
    assert (objects.stat("name"), list(objects.list(""))) == (None, [])


def test_deleting_what_is_not_there_is_no_error(objects):
    objects.delete("absent")
