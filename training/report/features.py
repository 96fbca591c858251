"""Build the report's section on audio features: coverage, distributions and correlations."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from shared.domain.track import FEATURES

from .counts import correlations
from .figures import INK, OVERLAY, SOFT, chart, new_figure, shares
from .page import Chart, Section, Table

CATEGORIES: dict[str, tuple[str, ...]] = {
    "key": ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"),
    "mode": ("minor", "major"),
    "time_signature": tuple("01234567"),
}
"""Categorical features -> the names of their values, which count from 0 (Spotify's reference)."""

HEAT_MAP = (
    "Correlation of every pair of features (Pearson), over the tracks of which both are known. Red: they rise "
    "together; blue: one falls as the other rises; a dot: too little is known. Key, mode and time signature are "
    "categories, so read theirs with care."
)

UNITS = {"loudness": "dB", "tempo": "beats a minute", "duration_ms": "minutes"}
MS_PER_MINUTE = 60_000
_BINS = 40
_GRID = (5, 3)
_SHOWN = 0.005
_DARK = 0.6
"""Correlation above which a cell is too dark for dark text."""


def features_section(features: NDArray[np.float32], held: NDArray[np.int64]) -> Section:
    """Build the section on (n, f) features, NaN where unknown; `held` (n,) counts each track's playlists."""
    matrix = correlations(features)
    return Section(
        "Audio features",
        _strongest(matrix),
        [_distributions(features, held), _heat_map(matrix), _coverage(features, held)],
    )


def _strongest(matrix: NDArray[np.float64]) -> str:
    upper = np.triu(np.nan_to_num(matrix), k=1)
    first, second = np.unravel_index(np.argmax(np.abs(upper)), upper.shape)
    if upper[first, second] == 0:
        return "No two features correlate."
    return (
        f"Of all pairs, {FEATURES[first]} and {FEATURES[second]} go together most closely "
        f"(correlation {_signed(upper[first, second])})."
    )


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−") if abs(value) >= _SHOWN else "0.00"


def _distributions(features: NDArray[np.float32], held: NDArray[np.int64]) -> Chart:
    with new_figure(*_GRID, height=9.5) as (figure, grid):
        for axes, name, values in zip(grid, FEATURES, features.T, strict=False):
            known = np.isfinite(values)
            axes.set_title(f"{name} ({UNITS[name]})" if name in UNITS else name)
            if known.any():
                _distribution(axes, name, values[known].astype(np.float64), held[known])
            else:
                axes.text(0.5, 0.5, "unknown for every track", color=SOFT, ha="center", transform=axes.transAxes)
                axes.set(xticks=[], yticks=[])
        for axes in grid[len(FEATURES) :]:
            axes.remove()
        return chart(figure, f"How the features are spread. {OVERLAY} The outermost bars gather what lies beyond.")


def _distribution(axes: Axes, name: str, values: NDArray[np.float64], held: NDArray[np.int64]) -> None:
    if name in CATEGORIES:
        names = CATEGORIES[name]
        shares(axes, values, held, np.arange(len(names) + 1) - 0.5)
        axes.set_xticks(range(len(names)), names)
    elif name in UNITS:
        values = values / MS_PER_MINUTE if name == "duration_ms" else values
        low, high = np.percentile(values, (0.2, 99.5))
        shares(axes, values, held, np.linspace(low, max(high, low + 1e-3), _BINS + 1))
    else:
        shares(axes, values, held, np.linspace(0, 1, _BINS + 1))


def _heat_map(matrix: NDArray[np.float64]) -> Chart:
    with new_figure(height=6.2) as (figure, (axes,)):
        axes.imshow(matrix, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto")
        for row, column in np.ndindex(matrix.shape):
            value = float(matrix[row, column])
            text = "·" if np.isnan(value) else _signed(value)
            color = "white" if abs(value) > _DARK else INK
            axes.text(column, row, text, ha="center", va="center", color=color, size=8)
        axes.set_xticks(range(len(FEATURES)), FEATURES, rotation=40, ha="right")
        axes.set_yticks(range(len(FEATURES)), FEATURES)
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
        return chart(figure, HEAT_MAP)


def _coverage(features: NDArray[np.float32], held: NDArray[np.int64]) -> Table:
    known = np.isfinite(features)
    in_playlists = known[held > 0]
    rows = [
        (name, f"{in_playlists[:, column].mean():.1%}", int(known[:, column].sum()))
        for column, name in enumerate(FEATURES)
    ]
    headers = ("Feature", "Known of tracks in playlists", "Known of all tracks")
    return Table(headers, rows, "How many tracks each feature is known of", bars=True, full=len(features))
