"""Cells are probed by their products, the best first, until enough members are found."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.model.candidates.cells import _MOSTLY_PROBED, Cells

WIDTH = 4


def cells(sizes, seed=0) -> tuple[Cells, np.ndarray]:
    """Cells of these sizes around random centres, and the centres."""
    centres = np.random.default_rng(seed).normal(size=(len(sizes), WIDTH)).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    return Cells(centres, starts, np.arange(starts[-1], dtype=np.int32)), centres


def probed_by_sorting_all(centres, sizes, query, scan) -> list[tuple[int, int]]:
    starts = np.concatenate([[0], np.cumsum(sizes)])
    found, members = [], 0
    for cell in np.argsort(-(centres @ query)).tolist():
        found.append((int(starts[cell]), int(starts[cell + 1])))
        members += sizes[cell]
        if members >= scan:
            break
    return found


@given(st.integers(1, 3 * _MOSTLY_PROBED), st.integers(1, 400), st.integers(0, 10))
def test_the_same_cells_are_probed_as_if_all_were_sorted(count, scan, seed):
    sizes = np.random.default_rng(seed).integers(0, 5, count)
    some, centres = cells(sizes, seed)
    query = np.random.default_rng(seed + 1).normal(size=WIDTH).astype(np.float32)
    parts = [(part.start, part.stop) for part in some.probed(query, scan)]
    assert parts == probed_by_sorting_all(centres, sizes, query, scan)


def test_cells_are_probed_further_where_the_nearest_are_nearly_empty():
    sizes = np.ones(4 * _MOSTLY_PROBED, dtype=np.int64)
    some, _ = cells(sizes)
    assert len(some.probed(np.ones(WIDTH, dtype=np.float32), scan=3 * _MOSTLY_PROBED)) == 3 * _MOSTLY_PROBED


@pytest.mark.parametrize("scan", [1, 10_000])
def test_every_member_of_one_cell_is_found(scan):
    some, _ = cells([7])
    assert some.members(some.probed(np.ones(WIDTH, dtype=np.float32), scan)).tolist() == list(range(7))
