"""Run the tests on a sample of mutants, report the survivors: `python -m bench.mutants --help`, `make mutants`."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from bench.mutants.copies import PYTHON, Allowed, Copy, Verdict, copied
from bench.mutants.mutants import Mutant, sample
from bench.mutants.report import report, score
from bench.mutants.rooms import ROOT

WORKERS = 2

_KEPT_MODEL = "from kept_model import ensure_model, kept_model; ensure_model(kept_model()); print(kept_model())"


def main() -> None:
    """Run the tests on a sample of mutants, or on the survivors of a report, and write a report."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutants", description=main.__doc__)
    parser.add_argument("--seed", type=int, default=15, help="draws the sample (default: %(default)s)")
    parser.add_argument("--size", type=int, default=420, help="mutants in it (default: %(default)s)")
    parser.add_argument("--again", type=Path, help="a report whose survivors are judged instead of a sample")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "mutants.json", help="(default: %(default)s)")
    given = parser.parse_args()
    mutants = list(survivors(given.again)) if given.again else sample(given.size, given.seed)
    results = list(judged(mutants))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(report(results, seed=given.seed), encoding="utf-8")
    print(score(results))


def survivors(path: Path) -> Iterator[Mutant]:
    """Read the survivors of a report."""
    for each in json.loads(path.read_text(encoding="utf-8"))["mutants"]:
        if each["outcome"] == "survived":
            yield Mutant(**each["mutant"])


def judged(mutants: list[Mutant]) -> Iterator[tuple[Mutant, Verdict]]:
    """Yield mutants with their verdicts, from WORKERS copies of the tree in parallel."""
    with tempfile.TemporaryDirectory(prefix="segue-mutants-") as name, ExitStack() as stack:
        model = _trained_model()
        idle: SimpleQueue[Copy] = SimpleQueue()
        allowed: Allowed = {}
        for worker in range(WORKERS):
            idle.put(stack.enter_context(copied(Path(name) / str(worker), model, allowed)))

        def verdict(mutant: Mutant) -> tuple[Mutant, Verdict]:
            copy = idle.get()
            try:
                return mutant, copy.judge(mutant)
            finally:
                idle.put(copy)

        pool = stack.enter_context(ThreadPoolExecutor(WORKERS))
        for done in as_completed([pool.submit(verdict, mutant) for mutant in mutants]):
            mutant, found = done.result()
            print(f"{found.outcome:9} {found.seconds:5.1f} s  {mutant.module}:{mutant.line}", file=sys.stderr)
            yield mutant, found


def _trained_model() -> str:
    """Return the folder of the model trained by the original code, so that no mutant has to train one."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [str(PYTHON), "-c", _KEPT_MODEL]
    found = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return found.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    main()
