"""Lists that flow, and their curves."""

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_songs import drawn, songs

from shared.domain.song_order import CURVES, Curve
from shared.model.ordering.curves import can_follow, levels, wanted
from shared.model.ordering.distance import steps_of
from shared.model.ordering.flow import flowing

NAN = float("nan")


def correlation(one, other) -> float:
    return float(np.corrcoef(one, other)[0, 1])


@given(st.integers(0, 40), st.integers(0, 10_000), st.sampled_from([None, *CURVES]))
def test_a_flow_is_a_permutation_of_the_songs_and_always_the_same(m, seed, curve):
    order = flowing(drawn(m, seed), curve)
    assert sorted(order.tolist()) == list(range(m))
    assert order.tolist() == flowing(drawn(m, seed), curve).tolist()


@given(st.integers(3, 30), st.integers(0, 10_000))
def test_a_flow_begins_with_the_best_song_and_has_no_greater_mean_jump(m, seed):
    ranked = drawn(m, seed)
    order = flowing(ranked)
    assert order[0] == 0
    assert steps_of(ranked.take(order)).mean() <= steps_of(ranked).mean() + 1e-9


@pytest.mark.parametrize(("curve", "sign"), [("rising", 1), ("falling", -1)])
@pytest.mark.parametrize("seed", range(4))
def test_energy_follows_a_rising_and_a_falling_curve(curve, sign, seed):
    energy = drawn(30, seed, unknown=0).energy
    order = flowing(drawn(30, seed, unknown=0), curve)
    assert sign * correlation(levels(energy)[order], np.arange(30)) > 0.85


@pytest.mark.parametrize("seed", range(4))
def test_an_arch_rises_to_its_middle_and_falls_again(seed):
    energy = levels(drawn(30, seed, unknown=0).energy)[flowing(drawn(30, seed, unknown=0), "arch")]
    assert correlation(energy[:15], np.arange(15)) > 0.7
    assert correlation(energy[15:], np.arange(15)) < -0.7


@pytest.mark.parametrize("seed", range(4))
def test_a_calm_ending_has_the_calmest_songs_last(seed):
    energy = levels(drawn(30, seed, unknown=0).energy)[flowing(drawn(30, seed, unknown=0), "calm_ending")]
    assert energy[-10:].mean() < 0.25 < energy[:20].mean()
    assert correlation(energy[-10:], np.arange(10)) < -0.5


@pytest.mark.parametrize("seed", range(4))
def test_a_curve_is_smoother_than_the_songs_sorted_by_energy(seed):
    some = drawn(30, seed, unknown=0)
    sorted_songs = some.take(np.argsort(some.energy, kind="stable"))
    assert steps_of(some.take(flowing(some, "rising"))).mean() < steps_of(sorted_songs).mean()


def test_songs_of_unknown_energy_go_where_they_fit():
    some = songs(energy=[NAN, 0.9, 0.1, 0.5], angle=[40, 80, 0, 45])
    assert flowing(some, "rising").tolist() in ([2, 0, 3, 1], [2, 3, 0, 1])


@pytest.mark.parametrize(
    ("energy", "follows"),
    [([0.1, 0.2], True), ([0.1, NAN, NAN], False), ([0.1, 0.2, NAN, NAN], True), ([], False)],
)
def test_a_curve_takes_the_energy_of_half_of_the_songs(energy, follows):
    assert can_follow(np.array(energy)) is follows


def test_without_known_energy_a_list_flows_without_a_curve():
    some = songs(energy=[NAN] * 5, angle=[0, 80, 20, 60, 40])
    assert flowing(some, "falling").tolist() == flowing(some).tolist() == [0, 2, 4, 3, 1]


@pytest.mark.parametrize("curve", get_args(Curve))
def test_each_curve_wants_energies_from_0_to_1(curve):
    found = wanted(curve, 9)
    assert len(found) == 9
    assert np.nanmin(found) >= 0
    assert np.nanmax(found) <= 1


def test_a_calm_ending_begins_with_the_best_song_unless_that_is_calm():
    energy = [0.6, 0.1, 0.9, 0.7, 0.2, 0.8]
    assert flowing(songs(energy=energy), "calm_ending")[0] == 0
    assert flowing(songs(energy=[0.1, 0.6, *energy[2:]]), "calm_ending")[0] != 0
