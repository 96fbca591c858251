"""The comparison of starts, given its measured seconds."""

import pytest

from bench.start.readings import LISTED, PLACED, scaled_up


def test_lists_and_map_count_for_as_many_playlists_as_there_are():
    seconds = {"imports": 1.0, "tracks": 2.0, "lists": 0.5, "map": 0.25}
    assert scaled_up(seconds, 10 * LISTED) == pytest.approx(3.0 + 0.5 * 10 + 0.25 * 10 * LISTED / PLACED)


def test_of_fewer_playlists_than_they_are_made_for_nothing_is_scaled():
    assert scaled_up({"lists": 0.5, "map": 0.25}, 10) == 0.75


def test_what_does_not_grow_with_the_playlists_is_taken_as_it_is():
    assert scaled_up({"kmeans": 0.5, "entries": 1.0}, 10 * LISTED) == 1.5
