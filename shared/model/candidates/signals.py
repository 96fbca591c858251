"""The signals that describe a candidate: their names, their order, and those derived from others."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from shared.model.candidates.sorting import best_first

Column = NDArray[np.float32]
"""One signal of every candidate: (m,) float32."""

MEASURED: tuple[str, ...] = (
    "playlist_cosine",
    "playlist_knn",
    "playlist_knn_rare",
    "conditional",
    "item_cosine",
    "factor_score",
    "factor_cosine",
    "similar_playlists",
    "coarse_factor_score",
    "coarse_factor_cosine",
    "same_artist",
    "near_artist",
    "audio_mean",
    "audio_least",
    "popularity",
    "artist_popularity",
    "listed",
    "seeds",
)
"""The signals that sources compute, and the logarithm of the number of seeds."""

STANDARDISED: tuple[str, ...] = ("playlist_knn", "conditional", "factor_score")
"""Signals that are also standardised over the request's candidates, as `pool_*`."""

RANKED: tuple[str, ...] = ("playlist_knn", "conditional", "factor_score", "similar_playlists", "near_artist")
"""Signals of which there is also log(1 + place among the candidates), as `rank_*`."""

SIGNALS: tuple[str, ...] = (
    *MEASURED,
    *(f"pool_{name}" for name in STANDARDISED),
    *(f"rank_{name}" for name in RANKED),
)
"""The columns of every signal matrix, in order. An artefact names them, see `artefact.columns`."""


def signal_matrix(columns: Mapping[str, Column], count: int) -> NDArray[np.float32]:
    """Lay out the measured columns of `count` candidates and derive the others: (count, len(SIGNALS)) float32.

    A missing column, for which nothing was found, is 0 for every candidate, and its rank the last.
    """
    nothing = np.zeros(count, dtype=np.float32)
    parts = [columns.get(name, nothing) for name in MEASURED]
    parts += [_standardised(columns.get(name, nothing)) for name in STANDARDISED]
    parts += [_log_place(columns.get(name), count) for name in RANKED]
    return np.stack(parts, dtype=np.float32).T  # laid out by column, which is written in a quarter of the time


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
