"""Fast sorting, against numpy's stable sort."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from shared.model.candidates.sorting import best_first, distinct, grouped, located, placed

SCORES = arrays(
    np.float32,
    array_shapes(max_dims=1, min_side=0, max_side=60),
    elements=st.floats(-4, 4, width=32) | st.sampled_from([0.0, -0.0, 1e-40, -1e-40, 3e38, -3e38]),
)


@given(SCORES)
def test_scores_come_from_the_greatest_on_and_equal_ones_in_their_order(scores):
    scores = scores + np.float32(0)  # of 0 and -0, which are equal, numpy makes no difference
    assert best_first(scores).tolist() == np.argsort(-scores, kind="stable").tolist()


PAIRS = st.lists(st.tuples(st.integers(0, 9) | st.just(2**31 - 1), st.integers(0, 5)), max_size=60)


@given(PAIRS)
def test_companions_of_equal_values_stand_together_in_order(pairs):
    values = np.array([value for value, _ in pairs], dtype=np.int32)
    companions = np.array([companion for _, companion in pairs], dtype=np.int64)
    distinct, firsts, ordered = grouped(values, companions)
    runs = np.split(ordered, firsts[1:]) if len(firsts) else []
    assert distinct.tolist() == sorted(set(values.tolist()))
    assert [run.tolist() for run in runs] == [
        sorted(companion for value, companion in pairs if value == each) for each in distinct
    ]


@given(st.lists(st.integers(-5, 5), max_size=30))
def test_distinct_values_come_ascending(values):
    assert distinct(np.array(values, dtype=np.int32)).tolist() == sorted(set(values))


def test_values_are_located_among_ascending_ones_and_missing_ones_told():
    place, found = located(np.array([2, 5, 9]), np.array([9, 1, 5, 6, 10]))
    assert found.tolist() == [True, False, True, False, False]
    assert place[found].tolist() == [2, 1]
    assert (place < 3).all()


@pytest.mark.parametrize("largest", [2**15 - 1, 2**15, 2**16 - 1, 2**16, 2**31 - 1])
@pytest.mark.parametrize("companion", [0, 1, 2**15, 2**16 - 1, 2**16, 2**31, 2**32 - 1])
def test_large_values_and_companions_are_grouped_whether_or_not_both_fit_in_half_a_key(largest, companion):
    if largest.bit_length() + companion.bit_length() > 63:
        pytest.skip("no key has room for both")
    values = np.array([largest, 0, largest, 1], dtype=np.int32)
    distinct_, firsts, ordered = grouped(values, np.array([companion, companion, 0, companion], dtype=np.int64))
    assert distinct_.tolist() == [0, 1, largest]
    assert firsts.tolist() == [0, 1, 2]
    assert ordered.tolist() == [companion, companion, 0, companion]


def test_columns_are_put_in_another_order_with_nothing_for_the_missing():
    found = placed(np.array([2, 5, 9]), {"x": np.array([0.2, 0.5, 0.9], dtype=np.float32)}, np.array([9, 1, 2]))
    assert found["x"].tolist() == [np.float32(0.9), 0.0, np.float32(0.2)]
    assert placed(np.zeros(0, dtype=np.int32), {"x": np.zeros(0, dtype=np.float32)}, np.array([9])) == {}


@pytest.mark.parametrize("score", [0.5, -0.5, 1.5, -1.5, 3.0, -3.0, 1e30, -1e30])
def test_scores_that_differ_in_the_last_bit_are_told_apart(score):
    greater = np.nextafter(np.float32(score), np.float32(np.inf))
    assert best_first(np.array([score, greater, score], dtype=np.float32)).tolist() == [1, 0, 2]
