"""Time of an answer, without HTTP, names and reasons: `python -m bench.answers MODEL [--tracks 2279721]`."""

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import numpy as np
from threadpoolctl import threadpool_limits

from bench.answers.arrays import laid_out
from bench.answers.requests import queries
from shared.model.arrays import ArrayFolder
from shared.model.candidates.retrieval import Retrieval
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.ranker import Ranker
from shared.model.ranking.recommender import Recommender

SIDE = "20 seeds"
"""The sort of query that the others are compared with."""

WARM_UP = 20
"""Rounds that are not counted, half of all at most."""

Times = dict[str, list[tuple[float, float]]]
"""Sort of query -> milliseconds of processor and by the clock of each answer."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--tracks", type=click.IntRange(min=20_000), help="Lay out arrays of so many tracks.")
@click.option("--queries", "count", default=200, show_default=True, help="Queries of each sort.")
def main(folder: Path, tracks: int | None, count: int) -> None:
    """Measure answers by one thread to 1 to 100 seeds of one to four kinds, and to titles."""
    arrays = ArrayFolder(folder)
    with threadpool_limits(1, "blas"):
        retrieval = Retrieval(laid_out(tracks, arrays, seed=7) if tracks else arrays)
        recommender = Recommender(retrieval, Ranker(arrays))
        times = measured(recommender, queries(recommender, count))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{len(retrieval.tracks):,} tracks, {count} queries of each sort, {os.cpu_count()} cores, load {load}\n")
    print("\n".join(table(times)))


def measured(recommender: Recommender, asked: Mapping[str, Sequence[RecommendationQuery]]) -> Times:
    """Answer a query of each sort in turn, so that other work on the machine slows all sorts alike."""
    times: Times = {sort: [] for sort in asked}
    warm_up = min(WARM_UP, len(asked[SIDE]) // 2)
    for place, round_ in enumerate(zip(*asked.values(), strict=True)):
        for sort, query in zip(asked, round_, strict=True):
            spent = _timed(recommender, query)
            if place >= warm_up:
                times[sort].append(spent)
    return times


def _timed(recommender: Recommender, query: RecommendationQuery) -> tuple[float, float]:
    processor, clock = time.thread_time(), time.perf_counter()
    recommender.recommend(query)
    return 1_000 * (time.thread_time() - processor), 1_000 * (time.perf_counter() - clock)


def table(times: Times) -> list[str]:
    """Return the lines of a table: median and p99 of each sort, and its median by that of SIDE."""
    side = np.median([processor for processor, _ in times[SIDE]])
    header = f"| query | processor, median | p99 | by the clock, median | p99 | by “{SIDE}” |"
    return [header, "|---|---:|---:|---:|---:|---:|", *(_row(sort, each, side) for sort, each in times.items())]


def _row(sort: str, spent: list[tuple[float, float]], side: float) -> str:
    processor, clock = np.array(spent).T
    cells = [f"{np.percentile(each, share):.1f} ms" for each in (processor, clock) for share in (50, 99)]
    return f"| {sort} | {' | '.join(cells)} | {np.median(processor) / side:.2f} |"


if __name__ == "__main__":
    main()
