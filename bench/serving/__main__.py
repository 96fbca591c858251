"""How one instance answers: `python -m bench.serving MODEL`; from process start, warm, crowded, and swapping."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
from threadpoolctl import threadpool_limits

from bench.serving.another import another_version
from bench.serving.instance import Instance, instance
from bench.serving.load import Answers, at_once, at_rate, one_by_one
from bench.serving.requests import SEEDS, N, playlists_of
from shared.model.live import LOOK_EVERY_SECONDS
from shared.model.model import Model
from shared.model.selection import Rules

REQUESTS = 500
WARM_UP = 50
PER_SECOND = 20
AT_ONCE = 8

Requests = list[list[str]]


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--swap/--no-swap", default=True, help="Also publish another version under load (two minutes).")
def main(folder: Path, swap: bool) -> None:
    """Measure one instance on requests of 20 seeds and n=50."""
    model = Model.open(folder)
    requests = playlists_of(model, REQUESTS)
    size = sum(entry.size_bytes for entry in model.manifest.files.values())
    print(f"{model.manifest.counts['tracks']:,} tracks, {REQUESTS} requests of {SEEDS} seeds, n={N}")
    print("\n| | median | p99 | |\n|---|---|---|---|")
    with threadpool_limits(1, "blas"):
        _row("answer computed, one thread", _computed(model, requests))
    del model
    with tempfile.TemporaryDirectory() as name:
        state = Path(name)
        with instance(folder, requests[0], state) as served:
            _warm(served, requests, folder, state, swap=swap)
            stored = sum(path.stat().st_size for path in (state / "objects" / "models").glob("*/*.zst"))
        versions = 1 + swap
        print(f"\nartefact: {stored / versions / 2**20:.0f} MiB stored, {size / 2**20:.0f} MiB unpacked")


def _computed(model: Model, requests: Requests) -> Answers:
    table, rules = model.retrieval.tracks, Rules(n=N)

    def ask(ids: list[str]) -> str:
        model.recommender.recommend(table.indices(ids), rules)
        return model.version

    one_by_one(ask, requests[:WARM_UP])
    return one_by_one(ask, requests)


def _warm(served: Instance, requests: Requests, folder: Path, state: Path, *, swap: bool) -> None:
    """Measure an instance that has just given its first answer, and print a row for each way to ask."""
    one_by_one(served.ask, requests[:WARM_UP])
    used = served.processor_seconds()
    alone = one_by_one(served.ask, requests)
    used = served.processor_seconds() - used
    _row("whole request, one after another", alone, f"{1_000 * used / len(requests):.1f} ms of processor each")
    _row(f"whole request, {PER_SECOND} a second", at_rate(served.ask, requests, PER_SECOND))
    crowded = at_once(served.ask, requests, AT_ONCE)
    growth = crowded.percentile(99) / alone.percentile(99)
    _row(f"whole request, {AT_ONCE} at once", crowded, f"p99 {growth:.1f} times that of one after another")
    resident, peak = served.resident_mib(), served.peak_mib()
    if swap:
        _row(
            f"the same at {PER_SECOND} a second, another model published",
            *_swapped(served, requests, folder, state),
        )
    print(f"\nprocess start to first answer: {served.first_answer_ms:.0f} ms")
    print(f"memory of the process: {resident:.0f} MiB, peak {peak:.0f} MiB", end="")
    print(f", peak while swapping {served.peak_mib():.0f} MiB" if swap else "")


def _swapped(served: Instance, requests: Requests, folder: Path, state: Path) -> tuple[Answers, str]:
    """Publish another version while requests go on, until it must have been noticed."""
    lasting = int(PER_SECOND * (2 * LOOK_EVERY_SECONDS))
    many = (requests * (lasting // len(requests) + 1))[:lasting]
    other = another_version(folder, state / "other")
    with ThreadPoolExecutor(1) as thread:
        publishing = thread.submit(served.store.publish, other, force=True)
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
