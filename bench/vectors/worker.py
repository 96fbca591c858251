"""One measurement in a process of its own: `python -m bench.vectors.worker build|answer|beside FOLDER …`.

Prints its result as one line of JSON. `bench.vectors` prepares the folder.
"""

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import psutil

from bench.vectors.data import Questions, load_questions
from bench.vectors.measure import least_effort, recall, timed
from bench.vectors.methods import METHODS, Size
from shared.model.arrays import ArrayFolder

ROUNDS = 3
ROUNDS_BESIDE = 7
_MIB = 2**20


class Built(msgspec.Struct, frozen=True):
    """The cost of building and saving an index."""

    seconds: float
    size_mib: float


class Answered(msgspec.Struct, frozen=True):
    """The measurements of a freshly opened index, on the queries that were not used to choose the effort."""

    effort: int
    cells: int
    recall: float
    median_us: float
    p99_us: float
    memory_mib: float
    """This process's own memory after all queries, less that before opening."""
    load_seconds: float
    """Time from opening to the first answer."""


class Beside(msgspec.Struct, frozen=True):
    """Ours and faiss measured in turn by one process."""

    ours_us: float
    faiss_us: float
    ratios: list[float]
    """Median of ours divided by median of faiss, for each round."""


def build(folder: Path, key: str) -> Built:
    """Build an index of the folder's vectors and save it beside them."""
    vectors = np.array(load_questions(folder).vectors)
    target = folder / key
    target.mkdir()
    started = time.perf_counter()
    METHODS[key].build(vectors, target)
    seconds = time.perf_counter() - started
    return Built(seconds, sum(path.stat().st_size for path in target.iterdir()) / _MIB)


def answer(folder: Path, key: str) -> Answered:
    """Open a saved index, choose its effort on half of the queries and measure it on the other half."""
    method, questions = METHODS[key], load_questions(folder)
    importlib.import_module(method.module)
    tuning, timing = _halves(questions)
    cells = len(ArrayFolder(folder / "ours")["factor_cell_centres"])
    growing = list(method.efforts(Size(len(questions.vectors), cells)))
    memory = psutil.Process().memory_full_info().uss
    started = time.perf_counter()
    opened = method.open(folder / key)
    opened(growing[0])(tuning.queries[0])
    load_seconds = time.perf_counter() - started
    effort = least_effort(growing, lambda effort: recall(opened(effort), tuning.queries, tuning.exact))
    ask = opened(effort)
    spans = np.concatenate([timed([ask], timing.queries) for _ in range(ROUNDS)])
    median, p99 = np.percentile(spans, [50, 99]).tolist()
    return Answered(
        effort=effort,
        cells=cells,
        recall=recall(ask, timing.queries, timing.exact),
        median_us=median,
        p99_us=p99,
        memory_mib=(psutil.Process().memory_full_info().uss - memory) / _MIB,
        load_seconds=load_seconds,
    )


def beside(folder: Path, scan: str, nprobe: str) -> Beside:
    """Measure ours and faiss on the same queries in turn, at the effort chosen for each."""
    _, timing = _halves(load_questions(folder))
    asks = [METHODS["ours"].open(folder / "ours")(int(scan)), METHODS["faiss"].open(folder / "faiss")(int(nprobe))]
    timed(asks, timing.queries)
    rounds = [np.median(timed(asks, timing.queries), axis=0) for _ in range(ROUNDS_BESIDE)]
    ours, faiss = np.median(rounds, axis=0).tolist()
    return Beside(ours, faiss, [float(medians[0] / medians[1]) for medians in rounds])


def _halves(questions: Questions) -> tuple[Questions, Questions]:
    """Return the questions of even rows and those of odd rows."""
    first, second = (
        Questions(questions.vectors, questions.queries[half::2], questions.exact[half::2]) for half in (0, 1)
    )
    return first, second


TASKS: dict[str, Callable[..., msgspec.Struct]] = {"build": build, "answer": answer, "beside": beside}


def main(task: str, folder: str, *rest: str) -> None:
    """Run one task and print its result."""
    print(msgspec.json.encode(TASKS[task](Path(folder), *rest)).decode())


if __name__ == "__main__":
    main(*sys.argv[1:])
