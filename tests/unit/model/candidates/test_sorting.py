"""Fast sorting, against numpy's stable sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from shared.model.candidates.sorting import best_first, distinct, grouped, located

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
