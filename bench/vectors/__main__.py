"""Compare our nearest-neighbour search with five libraries: `python -m bench.vectors MODEL`.

The libraries are needed for this alone. To install them, in a virtualenv of its own:

    python3 -m venv .venv-bench
    .venv-bench/bin/pip install --require-hashes -r requirements/dev.txt
    .venv-bench/bin/pip install --require-hashes -r requirements/bench.txt
    .venv-bench/bin/python -m bench.vectors --synthetic 200000

annoy and hnswlib are built from source and need a C++ compiler. Missing libraries are left out.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from bench.vectors.data import Vectors, ask_about, draw_vectors, model_vectors
from bench.vectors.methods import METHODS
from bench.vectors.table import render
from bench.vectors.worker import Answered, Beside, Built

_LONGEST_SECONDS = 3_600
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Result = TypeVar("Result")


@click.command()
@click.argument("model", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--synthetic", type=click.IntRange(min=100), help="Draw this many vectors instead of a model's.")
@click.option("--dimensions", default=32, show_default=True, type=click.IntRange(min=2), help="Of drawn vectors.")
@click.option("--seed", default=7, show_default=True, help="Draws the vectors and the queries.")
def main(model: Path | None, synthetic: int | None, dimensions: int, seed: int) -> None:
    """Print one table of all methods that are installed, on the factor vectors of MODEL or drawn ones."""
    if (model is None) == (synthetic is None):
        raise click.UsageError("Give either a MODEL folder or --synthetic.")
    vectors = draw_vectors(synthetic, dimensions, seed=seed) if synthetic else model_vectors(Path(model or "."))
    click.echo(compared(vectors, seed=seed), nl=False)


def compared(vectors: Vectors, *, seed: int) -> str:
    """Measure every installed method on (n, d) float32 vectors and return the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ask_about(vectors, seed=seed).save(folder)
        measured = {}
        for key, method in METHODS.items():
            if method.installed():
                click.echo(f"{key} …", err=True)
                measured[key] = (_run(Built, "build", folder, key), _run(Answered, "answer", folder, key))
        return render(vectors.shape[0], vectors.shape[1], measured, _beside(folder, measured))


def _beside(folder: Path, measured: dict[str, tuple[Built, Answered]]) -> Beside | None:
    """Measure ours and faiss in turn, each at the effort it needed, if both are there."""
    if "faiss" not in measured:
        return None
    efforts = [str(measured[key][1].effort) for key in ("ours", "faiss")]
    return _run(Beside, "beside", folder, *efforts)


def _run(kind: type[Result], task: str, folder: Path, *rest: str) -> Result:
    """Run one task of `bench.vectors.worker` in a fresh process of one thread."""
    command = [sys.executable, "-m", "bench.vectors.worker", task, str(folder), *rest]
    done = subprocess.run(
        command, env=os.environ | _ONE_THREAD, stdout=subprocess.PIPE, check=True, timeout=_LONGEST_SECONDS
    )
    return msgspec.json.decode(done.stdout, type=kind)


if __name__ == "__main__":
    main()
