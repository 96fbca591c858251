"""Quantised vectors: the error of the round trip."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from shared.model.candidates.vectors import VectorTable, unit, vector_arrays

VECTORS = arrays(np.float32, (5, 4), elements=st.floats(-60, 60, width=32))


@given(VECTORS)
def test_every_component_comes_back_to_a_hundredth_of_the_largest(vectors):
    table = VectorTable(vector_arrays("x", vectors), "x")
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    assert (np.abs(table.of(np.arange(5)) - vectors) <= largest / 100 + 1e-5).all()


def test_a_short_vector_is_kept_as_well_as_a_long_one():
    vectors = np.array([[0.001, -0.002], [100.0, -200.0]], dtype=np.float32)
    kept = VectorTable(vector_arrays("x", vectors), "x").of(np.arange(2))
    assert kept == pytest.approx(vectors, rel=0.01)


def test_nothing_comes_back_as_nothing():
    table = VectorTable(vector_arrays("x", np.zeros((1, 3), dtype=np.float32)), "x")
    assert table.of(np.array([0])).tolist() == [[0.0, 0.0, 0.0]]


def test_inner_products_go_over_the_slices_in_turn():
    vectors = np.array([[1, 0], [0, 1], [2, 0], [0, 3]], dtype=np.float32)
    table = VectorTable(vector_arrays("x", vectors), "x")
    products = table.products([slice(2, 4), slice(0, 1)], np.array([1, 10], dtype=np.float32))
    assert products == pytest.approx([2, 30, 1], rel=0.01)


def test_unit_vectors_have_length_one_and_nothing_stays_nothing():
    lengths = np.linalg.norm(unit(np.array([[3, 4], [0, 0]], dtype=np.float32)), axis=1)
    assert lengths == pytest.approx([1, 0])


def test_the_largest_component_of_each_takes_a_whole_byte():
    arrays_ = vector_arrays("x", np.array([[1, -2], [50, 0]], dtype=np.float32))
    assert np.abs(arrays_["x_vectors"]).max(axis=1).tolist() == [127, 127]
    assert arrays_["x_scales"].tolist() == pytest.approx([2 / 127, 50 / 127], rel=1e-3)


def test_a_vector_in_steps_is_bytes_and_what_one_stands_for():
    table = VectorTable(vector_arrays("x", np.array([[1, -2], [50, 0]], dtype=np.float32)), "x")
    steps, scales = table.in_steps(np.array([1, 0]))
    assert steps.tolist() == [[127, 0], [64, -127]] or steps.tolist() == [[127, 0], [63, -127]]
    assert scales == pytest.approx([50 / 127, 2 / 127], rel=1e-3)
    assert len(table) == 2
