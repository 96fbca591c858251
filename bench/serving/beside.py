"""Processor time of a request by two checkouts of the project, in turns against the same model and requests."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.serving.instance import ROOT, Instance, Size, instance
from bench.serving.load import one_by_one

ROUND = 25
"""Requests to one checkout before the other has its turn: short, so that both meet the same noise."""

Requests = Sequence[list[str]]


def side_by_side(
    folder: Path,
    requests: Requests,
    beside: Path,
    state: Path,
    *,
    size: Size,
    rounds: int,
    compute: Callable[[Requests], object],
) -> None:
    """Print the processor time of a request by the checkout `beside` and by this one, and of the answer itself.

    `compute` answers requests in this process, without HTTP. Raises RuntimeError if a request fails.
    """
    with ExitStack() as stack:
        served = {
            name: stack.enter_context(instance(folder, requests[0], _made(state / name), size, checkout))
            for name, checkout in (("beside", beside.resolve()), ("this", ROOT))
        }
        for each in served.values():
            _ask(each, requests[: 2 * ROUND])
        compute(requests[: 2 * ROUND])
        used = _used(served, requests, rounds, compute)
    _print(used, rounds * ROUND)


def _used(
    served: dict[str, Instance], requests: Requests, rounds: int, compute: Callable[[Requests], object]
) -> dict[str, float]:
    """Return the processor seconds of each instance, and of `compute`, for the requests of all rounds."""
    before = {name: each.processor_seconds() for name, each in served.items()}
    computed = 0.0
    for turn in range(rounds):
        start = turn * ROUND % max(len(requests) - ROUND, 1)
        part = requests[start : start + ROUND]
        for each in served.values():
            _ask(each, part)
        began = time.process_time()
        compute(part)
        computed += time.process_time() - began
    return {name: each.processor_seconds() - before[name] for name, each in served.items()} | {"answer": computed}


def _ask(served: Instance, requests: Requests) -> None:
    if failures := one_by_one(served.ask, requests).failures:
        raise RuntimeError(f"expected an answer to each request, found {failures[0]}")


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _print(used: dict[str, float], count: int) -> None:
    answer, *wholes = (1_000 * used[name] / count for name in ("answer", "beside", "this"))
    print(f"\n| processor, ms a request of {count:,} | whole | the answer itself | the rest | rest by answer |")
    print("|---|---|---|---|---|")
    for name, whole in zip(("the checkout beside", "this checkout"), wholes, strict=True):
        rest = whole - answer
        print(f"| {name} | {whole:.2f} | {answer:.2f} | {rest:.2f} | {rest / answer:.2f} |")
    print(f"\nwhole, this by the one beside: {wholes[1] / wholes[0]:.2f}", flush=True)
