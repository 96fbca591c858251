"""The matrix of signals that describe candidates: measured by sources, and derived from those."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from shared.model.artefact.signal_names import MEASURED, RANKED, SIGNALS, STANDARDISED
from shared.model.candidates.sorting import best_first

Column = NDArray[np.float32]
"""One signal of every candidate: (m,) float32."""


def signal_matrix(columns: Mapping[str, Column], count: int) -> NDArray[np.float32]:
    """Lay out the measured columns of `count` candidates and derive the others: (count, len(SIGNALS)) float32.

    A missing column, for which nothing was found, is 0 for every candidate, and its rank the last.
    """
    nothing = np.zeros(count, dtype=np.float32)
    parts = [columns.get(name, nothing) for name in MEASURED]
    parts += [_standardised(columns.get(name, nothing)) for name in STANDARDISED]
    parts += [_log_place(columns.get(name), count) for name in RANKED]
    return np.stack(parts, dtype=np.float32).T  # laid out by column, which is written in a quarter of the time


def signal(matrix: NDArray[np.float32], name: str) -> Column:
    """Return one column of a (m, len(SIGNALS)) matrix by its name: (m,) float32."""
    return matrix[:, SIGNALS.index(name)]


def _standardised(column: Column) -> Column:
    if not len(column):
        return column
    return np.asarray((column - column.mean()) / (column.std() + 1e-9), dtype=np.float32)


def _log_place(column: Column | None, count: int) -> Column:
    if column is None:
        return np.full(count, np.log1p(count), dtype=np.float32)
    places = np.empty(count, dtype=np.float32)
    places[best_first(column)] = np.arange(count)
    return np.log1p(places)
