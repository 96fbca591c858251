"""Fast sorting, against numpy's stable sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from shared.model.ordering import best_first, grouped

SCORES = arrays(
    np.float32,
    array_shapes(max_dims=1, min_side=0, max_side=60),
    elements=st.floats(-4, 4, width=32) | st.sampled_from([0.0, -0.0, 1e-40, -1e-40, 3e38, -3e38]),
)
VALUES = arrays(np.int32, array_shapes(max_dims=1, min_side=0, max_side=60), elements=st.integers(0, 9))


@given(SCORES)
def test_scores_come_from_the_greatest_on_and_equal_ones_in_their_order(scores):
    scores = scores + np.float32(0)  # of 0 and -0, which are equal, numpy makes no difference
    assert best_first(scores).tolist() == np.argsort(-scores, kind="stable").tolist()


@given(VALUES)
def test_equal_values_are_grouped_and_can_be_found_where_they_were(values):
    distinct, firsts, where = grouped(values)
    assert distinct.tolist() == np.unique(values).tolist()
    assert values[where].tolist() == np.sort(values).tolist()
    assert values[where][firsts].tolist() == distinct.tolist()
    assert where.tolist() == np.argsort(values, kind="stable").tolist()
