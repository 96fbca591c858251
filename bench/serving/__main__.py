"""Response times of one instance, cold, warm, under load and during a swap: `python -m bench.serving MODEL`."""

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
from threadpoolctl import threadpool_limits

from bench.serving.another import another_version
from bench.serving.beside import side_by_side
from bench.serving.instance import Instance, Size, instance
from bench.serving.load import Answers, at_once, at_rate, one_by_one
from bench.serving.requests import SEEDS, Ask, N, playlists_of
from shared.model.artefact.store import ModelStore
from shared.model.live import LOOK_EVERY_SECONDS
from shared.model.model import Model
from shared.model.ranking.query import RecommendationQuery
from shared.model.ranking.selection import Rules

REQUESTS = 500
WARM_UP = 50
PER_SECOND = 20
AT_ONCE = 8

Requests = list[list[str]]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--swap/--no-swap", default=True, help="Also publish another version under load (two minutes).")
@click.option("--workers", default=2, show_default=True, help="Processes of the instance.")
@click.option("--threads", default=4, show_default=True, help="Threads of each process.")
@click.option(
    "--beside",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Only compare the processor time with that of another checkout, such as a git worktree.",
)
@click.option("--rounds", default=40, show_default=True, help="Turns of each checkout, with --beside.")
def main(folder: Path, swap: bool, workers: int, threads: int, beside: Path | None, rounds: int) -> None:
    """Measure one instance on requests of 20 seeds and n=50."""
    model = Model.open(folder)
    requests = playlists_of(model, REQUESTS)
    if beside:
        _compare(folder, model, requests, beside, Size(workers, threads), rounds)
        return
    unpacked = sum(entry.size_bytes for entry in model.manifest.files.values()) / 2**20
    print(f"{model.manifest.counts['tracks']:,} tracks, {REQUESTS} requests of {SEEDS} seeds, n={N}, ", end="")
    print(f"{workers} processes of {threads} threads")
    print("\n| | median | p99 | |\n|---|---|---|---|")
    with threadpool_limits(1, "blas"):
        _row("answer computed, one thread", _computed(model, requests))
    del model
    with tempfile.TemporaryDirectory() as name:
        state = Path(name)
        with instance(folder, requests[0], state, Size(workers, threads)) as served:
            stored = sum(each.size_bytes for each in served.objects.list("models/")) / 2**20
            _warm(served, requests, folder, state, swap=swap)
            own = served.own_mib()
        print(f"\nmemory: {own:.0f} MiB of the process and {unpacked:.0f} MiB of the model's files")
        print(f"artefact: {stored:.0f} MiB stored, {unpacked:.0f} MiB unpacked")


def _compare(folder: Path, model: Model, requests: Requests, beside: Path, size: Size, rounds: int) -> None:
    def compute(part: Sequence[list[str]]) -> None:
        one_by_one(_asking(model), part)

    with tempfile.TemporaryDirectory() as state, threadpool_limits(1, "blas"):
        side_by_side(folder, requests, beside, Path(state), size=size, rounds=rounds, compute=compute)


def _computed(model: Model, requests: Requests) -> Answers:
    one_by_one(_asking(model), requests[:WARM_UP])
    return one_by_one(_asking(model), requests)


def _asking(model: Model) -> Ask:
    """Return a client of the model itself, without HTTP, look-ups and reasons."""
    rules = Rules(n=N)

    def ask(ids: list[str]) -> str:
        model.recommend(RecommendationQuery(model.index_of_each(ids), rules))
        return model.version

    return ask


def _warm(served: Instance, requests: Requests, folder: Path, state: Path, *, swap: bool) -> None:
    """Measure an instance after its first answer, and print a row for each load pattern."""
    os.sync()  # earlier writes must not be flushed during the measurement
    at_once(served.ask, requests[:WARM_UP], AT_ONCE)  # until each process has loaded its model
    used = served.processor_seconds()
    alone = one_by_one(served.ask, requests)
    used = served.processor_seconds() - used
    _row("whole request, one after another", alone, f"{1_000 * used / len(requests):.1f} ms of processor each")
    rated = at_rate(served.ask, requests, PER_SECOND)
    _row(f"whole request, {PER_SECOND} a second", rated)
    crowded = at_once(served.ask, requests, AT_ONCE)
    times = [f"{crowded.percentile(99) / each.percentile(99):.1f} times" for each in (rated, alone)]
    _row(
        f"whole request, {AT_ONCE} at once",
        crowded,
        f"p99 {times[0]} that at {PER_SECOND} a second, {times[1]} alone",
    )
    if swap:
        _row(
            f"the same at {PER_SECOND} a second, another model published",
            *_swapped(served, requests, folder, state),
        )
    print(f"\nprocess start to first answer: {served.first_answer_ms:.0f} ms")


def _swapped(served: Instance, requests: Requests, folder: Path, state: Path) -> tuple[Answers, str]:
    """Publish another version under load, and go on until every process must have loaded it."""
    lasting = int(PER_SECOND * (2 * LOOK_EVERY_SECONDS))
    many = (requests * (lasting // len(requests) + 1))[:lasting]
    other = another_version(folder, state / "other")
    with ThreadPoolExecutor(1) as thread:
        publishing = thread.submit(ModelStore(served.objects).publish, other, force=True)
        answers = at_rate(served.ask, many, PER_SECOND)
        publishing.result()
    by_model = ", ".join(f"{count} by {version}" for version, count in answers.models.items())
    return answers, f"{len(answers.failures)} failed; {by_model}"


def _row(what: str, answers: Answers, remark: str = "") -> None:
    failed = f"{len(answers.failures)} FAILED: {answers.failures[0]}" if answers.failures else ""
    cells = (f"{answers.percentile(50):.1f} ms", f"{answers.percentile(99):.1f} ms", remark or failed)
    print(f"| {what} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
