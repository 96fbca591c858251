"""Time a start beside that of the original: `python -m bench.start MODEL`; ours until it has answered.

Theirs needs pandas, which nothing else here does. In a virtualenv of its own:

    python3 -m venv .venv-bench
    .venv-bench/bin/pip install --require-hashes -r requirements/dev.txt
    .venv-bench/bin/pip install --require-hashes -r requirements/bench.txt
    .venv-bench/bin/python -m bench.start MODEL
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from bench.serving.instance import Size, instance
from bench.serving.requests import playlists_of
from shared.model.model import Model

ROUNDS = 5


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def main(folder: Path) -> None:
    """Start both in turn, ROUNDS times, and print the medians and their ratio."""
    model = Model.open(folder)
    first, tracks = playlists_of(model, 1)[0], model.manifest.counts["tracks"]
    del model
    with tempfile.TemporaryDirectory() as pickles:
        _run("bench.start.pickles", str(folder), pickles)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(_our_start_ms(folder, first))
            theirs.append(_run("bench.start.unpickle", pickles))
        size = sum(path.stat().st_size for path in Path(pickles).iterdir()) / 2**20
    print(f"{tracks:,} tracks, {ROUNDS} starts of each in turn: median, all")
    for what, spans in (("process start to first answer", ours), (f"unpickling {size:.0f} MiB", theirs)):
        print(f"{what}: {statistics.median(spans):.0f} ms ({', '.join(f'{each:.0f}' for each in spans)})")
    print(f"ratio: {statistics.median(ours) / statistics.median(theirs):.3f}")


def _our_start_ms(folder: Path, first: list[str]) -> float:
    with tempfile.TemporaryDirectory() as state, instance(folder, first, Path(state), Size()) as served:
        return served.first_answer_ms


def _run(module: str, *arguments: str) -> float:
    """Run a module in a process of its own and give the milliseconds that took."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", module, *arguments], check=True, stdout=subprocess.DEVNULL)
    return 1_000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
