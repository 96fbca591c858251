"""Distance between songs, by what is known of both."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_songs import drawn, songs

from shared.model.ordering.distance import NOTHING_KNOWN, WEIGHTS, distances, octaves, steps_of

NAN = float("nan")


def between(**columns) -> float:
    pair = songs(**columns)
    return float(distances(pair, pair)[0, 1])


def test_a_song_is_at_no_distance_from_itself():
    assert between(energy=[0.3, 0.3], tempo=[100, 100], hour=[8, 8], angle=[10, 10]) == pytest.approx(0, abs=1e-3)


def test_songs_by_factors_alone_are_as_far_apart_as_the_angle_between_them():
    assert between(energy=[NAN, NAN], angle=[0, 45]) == pytest.approx(0.5)
    assert between(energy=[NAN, NAN], angle=[0, 120]) == pytest.approx(1)


@pytest.mark.parametrize(
    "unknown", [{"energy": [0.5, NAN]}, {"energy": [0.5, 0.5], "tempo": [NAN, 100]}], ids=["energy", "tempo"]
)
def test_a_feature_unknown_of_either_does_not_count(unknown):
    known = {"energy": [NAN, NAN]} if "tempo" not in unknown else {"energy": [0.5, 0.5]}
    assert between(**unknown, angle=[0, 45]) == pytest.approx(between(**known, angle=[0, 45]))


def test_each_feature_counts_by_its_weight_among_the_known_ones():
    far = between(energy=[0, 1], angle=[0, 0])
    assert far == pytest.approx(WEIGHTS["energy"] / (WEIGHTS["energy"] + WEIGHTS["factors"]), abs=1e-3)


def test_songs_of_which_nothing_is_known_are_far_apart():
    assert between(energy=[NAN, NAN], angle=[NAN, NAN]) == NOTHING_KNOWN


@pytest.mark.parametrize(
    ("tempo", "other", "apart"),
    [(100, 100, 0), (60, 120, 0.1), (120, 60, 0.1), (100, 141.42, 0.5), (170, 86, 0.083 + 0.0331)],
    ids=["same", "double", "half", "between", "near half"],
)
def test_half_and_double_time_are_near(tempo, other, apart):
    assert octaves(np.array(float(tempo)), np.array(float(other))) == pytest.approx(apart, abs=0.02)


def test_half_time_is_never_nearer_than_the_same_tempo():
    assert octaves(np.array(100.0), np.array(100.0)) < octaves(np.array(100.0), np.array(50.0))


@given(st.integers(0, 10_000))
def test_distances_are_symmetric_and_from_0_to_1(seed):
    some = drawn(12, seed)
    found = distances(some, some)
    assert np.allclose(found, found.T)
    assert ((found >= 0) & (found <= 1)).all()


def test_steps_are_the_distances_of_each_song_to_the_next():
    some = songs(energy=[NAN] * 3, angle=[0, 45, 90])
    assert steps_of(some) == pytest.approx([0.5, 0.5], abs=1e-3)
    assert len(steps_of(songs())) == 0
