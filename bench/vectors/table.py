"""The measurements as Markdown."""

from collections.abc import Mapping, Sequence

from bench.vectors.data import TOP
from bench.vectors.measure import TARGET_RECALL
from bench.vectors.methods import METHODS
from bench.vectors.worker import Answered, Beside, Built

_HEADER = (
    "method",
    "setting",
    f"recall@{TOP}",
    "median, µs",
    "p99, µs",
    "build, s",
    "memory, MiB",
    "load, s",
    "file, MiB",
)


def render(
    count: int,
    dimensions: int,
    measured: Mapping[str, tuple[Built, Answered]],
    beside: Beside | None,
) -> str:
    """Return a table of the measured methods, the ratio to faiss if measured, and the missing libraries."""
    lines = [
        f"{count:,} vectors of {dimensions} dimensions, inner product, one thread. Each method is at the least "
        f"effort whose recall@{TOP} on other queries is {TARGET_RECALL:g}.",
        "",
        _line(_HEADER),
        _line(["---"] * len(_HEADER)),
        *(_line(_row(key, *results)) for key, results in measured.items()),
        "",
    ]
    if beside is not None:
        lines.append(_ratio(beside))
    missing = [method.title for key, method in METHODS.items() if key not in measured]
    if missing:
        lines.append(f"Left out, as not installed: {', '.join(missing)}.")
    return "\n".join(lines).rstrip() + "\n"


def _row(key: str, built: Built, answered: Answered) -> Sequence[str]:
    method = METHODS[key]
    return (
        method.title,
        method.setting.format(effort=f"{answered.effort:,}", cells=f"{answered.cells:,}"),
        f"{answered.recall:.3f}",
        f"{answered.median_us:,.0f}",
        f"{answered.p99_us:,.0f}",
        f"{built.seconds:.1f}",
        f"{answered.memory_mib:.1f}",
        f"{answered.load_seconds:.3f}",
        f"{built.size_mib:.1f}",
    )


def _ratio(beside: Beside) -> str:
    middle = beside.ours_us / beside.faiss_us
    return (
        f"Asked in turn by one process: ours {beside.ours_us:,.0f} µs, faiss {beside.faiss_us:,.0f} µs, "
        f"ours/faiss {middle:.2f} ({min(beside.ratios):.2f} to {max(beside.ratios):.2f} over "
        f"{len(beside.ratios)} rounds)."
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
