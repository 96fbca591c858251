"""Style the report's figures and render them as charts; callers draw the contents.

Figures use matplotlib's object API, so no window opens and no figure stays registered in pyplot.
"""

import base64
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter
from numpy.typing import ArrayLike, NDArray

from .page import Chart

OVERLAY = (
    "Filled: share of the tracks. Line: share of the entries in playlists, each track as often as it is listed."
)
"""Legend of the plots that `shares` draws."""

INK = "#1f2933"
SOFT = "#52606d"
ACCENT = "#0b7285"
TINT = "#9fd3dc"
CONTRAST = "#d9480f"

_FONT = "DejaVu Sans"
_STYLE: Any = {  # rc_context wants each name as a literal type
    "font.family": _FONT,
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": "#9aa5b1",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#e4e7eb",
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "ytick.left": False,
    "legend.frameon": False,
    # Names of shapes within the SVG are random without it, and the report would differ from run to run.
    "svg.hashsalt": "segue",
}

THOUSANDS = FuncFormatter(lambda value, _: f"{value:,.0f}")
PERCENT = FuncFormatter(lambda value, _: f"{round(100 * value, 2):g}%")


@contextmanager
def new_figure(
    rows: int = 1, columns: int = 1, *, width: float = 9.0, height: float = 3.2
) -> Iterator[tuple[Figure, list[Axes]]]:
    """Yield an empty figure, `width` by `height` inches, and its axes row by row.

    Draw and call `chart` within the `with`: the style holds only there, and matplotlib reads it while drawing.
    """
    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(rows, columns, squeeze=False)
        yield figure, list(axes.flat)


def chart(figure: Figure, caption: str) -> Chart:
    """Render a figure as SVG; the same figure gives the same bytes."""
    drawn = io.BytesIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None})
    return Chart(f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}", caption)


def label(text: str) -> str:
    """Return a text that a figure can show: `$` escaped, without characters missing in the font, such as emoji."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    shown = "".join(sign for sign in composed if ord(sign) in _drawable())
    # matplotlib reads the text between two dollars as a formula.
    return " ".join(shown.split()).replace("$", r"\$")


def logarithmic(axis: Axis) -> None:
    """Label a logarithmic axis of counts at 1, 2, 5, 10, 20 and so on, in plain numbers."""
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter(THOUSANDS)
    axis.set_minor_formatter(NullFormatter())


def shares(axes: Axes, values: NDArray[np.floating[Any]], weights: ArrayLike, bins: ArrayLike) -> None:
    """Draw the share of values in each bin as a filled histogram, and the share of weights as a line over it.

    Values are (n,) without NaN, weights (n,) non-negative; values beyond the bins count in the outermost.
    """
    edges = np.asarray(bins, dtype=np.float64)
    inside = np.clip(values, edges[0], edges[-1])
    plain, _ = np.histogram(inside, edges)
    weighted, _ = np.histogram(inside, edges, weights=np.asarray(weights, dtype=np.float64))
    axes.stairs(plain / max(plain.sum(), 1), edges, fill=True, color=TINT)
    if weighted.sum():
        axes.stairs(weighted / weighted.sum(), edges, color=ACCENT, linewidth=1.3)
    axes.set_xlim(edges[0], edges[-1])
    axes.set_ylim(0)
    axes.yaxis.set_major_formatter(PERCENT)


@cache
def _drawable() -> frozenset[int]:
    """Return the code points with a glyph in the font, without control characters and variation selectors."""
    selectors = range(0xFE00, 0xFE10)
    return frozenset(
        code
        for code in get_font(findfont(_FONT)).get_charmap()
        if code not in selectors and not unicodedata.category(chr(code)).startswith("C")
    )
