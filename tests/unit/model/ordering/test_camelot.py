"""Keys on the Camelot wheel."""

import numpy as np
import pytest

from shared.model.ordering.camelot import UNKNOWN, code, hours, steps

C, C_SHARP, D, G, A, B = 0, 1, 2, 7, 9, 11
PUBLISHED = [
    (C, True, "8B"),
    (G, True, "9B"),
    (D, True, "10B"),
    (B, True, "1B"),
    (C, False, "5A"),
    (A, False, "8A"),
    (C_SHARP, False, "12A"),
    (8, False, "1A"),
]


def hour(key: float, major: bool) -> int:
    return int(hours(np.array([key]), np.array([major]))[0])


def apart(one, other) -> int:
    keys, major = np.array([one[0], other[0]], dtype=float), np.array([one[1], other[1]])
    wheel = hours(keys, major)
    return int(steps(wheel[:1], major[:1], wheel[1:], major[1:])[0])


@pytest.mark.parametrize(("key", "major", "published"), PUBLISHED)
def test_keys_have_the_codes_of_the_published_wheel(key, major, published):
    assert code(hour(key, major), major=major) == published


def test_every_key_has_a_code_of_its_own():
    codes = {code(hour(key, major), major=major) for key in range(12) for major in (True, False)}
    assert len(codes) == 24


def test_an_unknown_key_has_no_code():
    assert hour(np.nan, True) == UNKNOWN
    assert code(UNKNOWN, major=True) is None


@pytest.mark.parametrize(
    ("one", "other", "moves"),
    [
        ((C, True), (C, True), 0),
        ((C, True), (A, False), 1),
        ((C, True), (G, True), 1),
        ((B, True), (4, True), 1),
        ((C, True), (C, False), 4),
        ((C, True), (6, True), 6),
        ((C, True), (3, False), 7),
    ],
    ids=["same", "relative", "a fifth", "over twelve", "parallel", "tritone", "farthest"],
)
def test_distance_counts_moves_to_adjoining_keys(one, other, moves):
    assert apart(one, other) == apart(other, one) == moves
