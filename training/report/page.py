"""Write text, tables and charts as one HTML file that loads nothing; callers provide the contents."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Chart:
    """An image with its caption; `figures.chart` renders one from a matplotlib figure."""

    source: str
    """A `data:` URI."""
    caption: str
    """Describes the image and how to read it; also its alternative text for screen readers."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers; numbers are right-aligned, with thousands separators."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str | int | float]]
    caption: str = ""
    bars: bool = False
    """Draw the last column, all numbers of 0 or more, as bars too."""
    full: float = 0.0
    """The number whose bar fills the column; 0 for the largest of the rows."""

    def bar(self, row: Sequence[str | int | float]) -> float:
        """Compute the length of a row's bar in per cent of the column."""
        full = self.full or max(float(each[-1]) for each in self.rows)
        return round(100 * float(row[-1]) / full, 1) if full else 0.0


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report. Strings are escaped; only Markup is inserted as HTML."""

    title: str
    text: str | Markup = ""
    blocks: Sequence[Chart | Table | Markup] = field(default_factory=tuple)


def write_report(path: Path, sections: Sequence[Section], *, title: str = "Segue data report") -> None:
    """Write the sections as one self-contained page under a table of contents, replacing an existing file.

    The same sections give the same bytes.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cell"] = _cell
    environment.tests |= {
        "chart": lambda block: isinstance(block, Chart),
        "table": lambda block: isinstance(block, Table),
    }
    page = environment.get_template("page.html.j2").render(title=title, sections=sections)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def _cell(value: str | int | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"
