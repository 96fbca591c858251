"""Copies of the tree to apply mutants to, each with a process that runs the tests."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bench.mutants.rooms import JUDGES, ROOT, judges

if TYPE_CHECKING:
    from bench.mutants.mutants import Mutant

PYTHON = ROOT / ".venv" / "bin" / "python"

BASE_SECONDS = 120
"""CPU seconds allowed for the tests of one module on the original code."""

MORE_SECONDS = 3
"""A mutant times out after this multiple of the tests' CPU seconds on the original code, plus LEAST_SECONDS."""

LEAST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of the tests on a mutant."""

    outcome: str
    """"killed", "survived" or "timeout"."""
    noticed: str
    """The first test that failed."""
    seconds: float


Allowed = dict[tuple[str, ...], int]
"""Tests -> their limit of CPU seconds; shared by all copies."""


class Copy:
    """One copy of the tree and the process that runs the tests on it."""

    def __init__(self, folder: Path, process: "subprocess.Popen[str]", allowed: Allowed) -> None:
        self._folder = folder
        self._allowed = allowed
        self._asked, self._answers = _pipes(process)
        self._expect("ready")

    def check(self, tests: tuple[str, ...]) -> None:
        """Run tests on the original code to measure their CPU seconds. Raises RuntimeError if they fail."""
        if tests in self._allowed:
            return
        found = self._try(tests, BASE_SECONDS)
        if found.outcome != "survived":
            raise RuntimeError(f"These fail before anything is broken: {' '.join(tests)}\n{found.noticed}")
        self._allowed[tests] = LEAST_SECONDS + round(MORE_SECONDS * found.seconds)

    def judge(self, mutant: "Mutant") -> Verdict:
        """Apply a mutant to the copy, run the tests of its module, and restore the module."""
        source = mutant.source()
        if source is None:
            raise RuntimeError(f"Nothing to break: {mutant}")
        tests, path = judges(mutant.module), self._folder / mutant.module
        self.check(tests)
        path.write_text(source, encoding="utf-8")
        try:
            return self._try(tests, self._allowed[tests])
        finally:
            shutil.copy2(ROOT / mutant.module, path)

    def _try(self, tests: tuple[str, ...], seconds: int) -> Verdict:
        self._asked.write(json.dumps({"tests": tests, "seconds": seconds}) + "\n")
        self._asked.flush()
        return Verdict(**json.loads(self._answers.readline()))

    def _expect(self, word: str) -> None:
        tests = sorted({test for each in JUDGES.values() for test in each})
        self._asked.write(json.dumps(tests) + "\n")
        self._asked.flush()
        if (line := self._answers.readline().strip()) != word:
            raise RuntimeError(f"Expected {word!r} of the judge, found {line!r}")


def _pipes(process: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("The judge has no pipes")
    return process.stdin, process.stdout


@contextmanager
def copied(folder: Path, model: str, allowed: Allowed) -> Iterator[Copy]:
    """Copy the tree into a folder and start its test process; `model` is the trained model that tests open."""
    copy = folder / "main"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    if (ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(ROOT.parent / "shared")
    with _judge(copy, model) as process:
        yield Copy(copy, process, allowed)


@contextmanager
def _judge(copy: Path, model: str) -> Iterator["subprocess.Popen[str]"]:
    one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "POLARS_MAX_THREADS"), "1")
    environment = os.environ | one_thread | {"PYTHONPATH": str(copy), "TESTS_SHARED_MODEL": model}
    process = subprocess.Popen(
        [PYTHON, copy / "bench" / "mutants" / "judge.py", copy],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
