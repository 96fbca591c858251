"""The contract of ObjectStore on names: valid ones, and listing by prefix, for every adapter."""

import pytest

from shared.errors import InvalidInput
from shared.ports import ObjectStore

OUTSIDE = [
    "",
    "/etc/passwd",
    "../x",
    "a/../../x",
    "a/..",
    "./a",
    "a//b",
    "a/",
    "a\0b",
    "a\nb",
    "x" * 256,
    "\ud800",
]


def names(objects: ObjectStore, prefix: str) -> list[str]:
    return [stored.name for stored in objects.list(prefix)]


def test_names_are_not_confined_to_ascii(objects):
    objects.put("uploads/Déjà vu ♫.csv", b"x")
    assert names(objects, "uploads/") == ["uploads/Déjà vu ♫.csv"]


def test_a_list_is_in_the_order_of_names_and_of_the_prefix_only(objects):
    for name in ["b/2", "b/10", "b-c", "a", "b/1/z", "bc", "c"]:
        objects.put(name, b"")
    assert names(objects, "b") == ["b-c", "b/1/z", "b/10", "b/2", "bc"]


def test_an_empty_prefix_lists_everything(objects):
    for name in ["x/y", "a"]:
        objects.put(name, b"")
    assert names(objects, "") == ["a", "x/y"]


def test_a_list_describes_as_stat_does(objects):
    objects.put("x/y", b"123")
    assert list(objects.list("x/")) == [objects.stat("x/y")]


@pytest.mark.parametrize("prefix", ["", "nothing/", "nothing", "nothing/at/all"])
def test_an_empty_store_lists_nothing(objects, prefix):
    assert names(objects, prefix) == []


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("call", ["stat", "get", "delete"])
def test_a_name_that_leaves_the_store_is_refused(objects, name, call):
    with pytest.raises(InvalidInput, match="relative path"):
        getattr(objects, call)(name)


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_is_put_under_such_a_name(objects, name):
    with pytest.raises(InvalidInput, match="relative path"):
        objects.put(name, b"x")


@pytest.mark.parametrize("prefix", ["../", "/", "a/../"])
def test_a_prefix_that_leaves_the_store_is_refused(objects, prefix):
    with pytest.raises(InvalidInput, match="relative path"):
        list(objects.list(prefix))
