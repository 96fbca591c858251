"""Time a start until the first answer, beside the original's unpickling: `python -m bench.start MODEL`.

The original's pickles need pandas, which nothing else here does. In a virtualenv of its own:

    python3 -m venv .venv-bench
    .venv-bench/bin/pip install --require-hashes -r requirements/dev.txt
    .venv-bench/bin/pip install --require-hashes -r requirements/bench.txt
    .venv-bench/bin/python -m bench.start MODEL
"""

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import click
import msgspec

from bench.serving.instance import Size, instance
from bench.serving.requests import playlists_of
from bench.start.readings import AS_KEPT, LEAST, scaled_up
from shared.model.model import Model

ROUNDS = 5


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def main(folder: Path) -> None:
    """Measure all starts in turn, ROUNDS times, and print the medians and their ratios."""
    model = Model.open(folder)
    first, playlists = playlists_of(model, 1)[0], len(model.retrieval.playlists)
    print(f"{model.manifest.counts['tracks']:,} tracks, {ROUNDS} starts of each in turn: median, all")
    del model
    with tempfile.TemporaryDirectory() as name:
        pickles = Path(name)
        _run("bench.start.pickles", str(folder), name)
        ours, least, as_kept = [], [], []
        for _ in range(ROUNDS):
            ours.append(_our_start_ms(folder, first))
            least.append(sum(_unpickled_ms(pickles / LEAST).values()))
            as_kept.append(scaled_up(_unpickled_ms(pickles / AS_KEPT), playlists))
    for what, spans in {
        "process start to first answer": ours,
        "unpickling, least": least,
        f"unpickling as kept, lists and map scaled up to {playlists:,} playlists": as_kept,
    }.items():
        listed, median = ", ".join(f"{each:.0f}" for each in spans), statistics.median(spans)
        print(f"{what}: {median:.0f} ms ({listed}); ours takes {statistics.median(ours) / median:.3f} of it")


def _our_start_ms(folder: Path, first: list[str]) -> float:
    with tempfile.TemporaryDirectory() as state, instance(folder, first, Path(state), Size()) as served:
        return served.first_answer_ms


def _unpickled_ms(folder: Path) -> dict[str, float]:
    """Load a folder of pickles in a process of its own; return the milliseconds of each, and of the imports."""
    seconds = msgspec.json.decode(_run("bench.start.unpickle", str(folder)), type=dict[str, float])
    return {name: 1_000 * each for name, each in seconds.items()}


def _run(module: str, *arguments: str) -> str:
    """Run a module in a process of its own and return its output."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
