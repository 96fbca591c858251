"""Turns of the seeds of one answer."""

from shared.model.rotation import Rotation


def test_the_least_named_come_next_and_of_equals_the_first():
    rotation = Rotation(["a", "b", "c"])
    assert rotation.next([1], most=2) == [1]
    assert rotation.next([1, 2, 0], most=1) == [2]
    assert rotation.next([1, 2, 0], most=1) == [0]
    assert rotation.next([1, 2, 0], most=1) == [1]


def test_another_is_named_along_only_if_it_was_named_as_seldom():
    rotation = Rotation(["a", "b", "c"])
    assert rotation.next([0, 1, 2], most=2) == [0, 1]
    assert rotation.next([0, 1, 2], most=2) == [2]


def test_seeds_that_share_a_name_are_one():
    rotation = Rotation(["a", "a", "b"])
    assert rotation.next([1, 0], most=2) == [1]
    assert rotation.next([0, 2], most=1) == [2]


def test_of_nobody_nobody_is_next():
    assert Rotation([]).next([], most=2) == []
