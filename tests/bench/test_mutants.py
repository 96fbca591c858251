"""Mutation testing: which tests judge, how a judge tells killed from survived, and how the score is told."""

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from bench.mutants.copies import Verdict
from bench.mutants.report import report, score
from bench.mutants.rooms import JUDGES, ROOMS, ROOT, judges, modules

JUDGE = ROOT / "bench" / "mutants" / "judge.py"


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_of_a_room_has_tests_that_judge_it(room):
    found = modules(room)
    assert found
    for module in found:
        assert all((ROOT / test).exists() for test in judges(module)), module


def test_a_modules_own_judges_come_before_those_of_its_folder():
    assert judges("training/fit/names.py") == JUDGES["training/fit/names.py"]
    assert judges("training/fit/order.py") == JUDGES["training/fit"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return tmp_path_factory.mktemp("copy")


@pytest.fixture(scope="module")
def judge(copy):
    """A judge of three tests, asked as `copies` asks."""
    pytest.importorskip("resource")
    for name, body in {"passes": "pass", "fails": "assert False", "never_ends": "while True: pass"}.items():
        (copy / f"test_{name}.py").write_text(f"def test_{name}():\n    {body}\n")
    process = subprocess.Popen(
        [sys.executable, JUDGE, copy], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def ask(message: object) -> str:
        process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()
        return process.stdout.readline()

    assert ask(["test_passes.py"]) == "ready\n"
    yield lambda *tests: json.loads(ask({"tests": tests, "seconds": 3}))
    process.stdin.close()
    process.wait()
    process.stdout.close()


def test_a_mutant_is_killed_by_the_first_test_that_fails_survives_them_all_or_takes_too_long(judge):
    assert judge("test_passes.py")["outcome"] == "survived"
    failed = judge("test_passes.py", "test_fails.py", "test_never_ends.py")
    assert failed["outcome"] == "killed"
    assert "test_fails.py::test_fails" in failed["noticed"]
    assert judge("test_never_ends.py")["outcome"] == "timeout"


def test_each_try_sees_the_code_as_it_is_then(judge, copy):
    (copy / "test_code.py").write_text("import code_\n\ndef test_code():\n    assert code_.VALUE == 1\n")
    code = copy / "code_.py"
    for value, outcome in ((1, "survived"), (2, "killed"), (1, "survived")):
        code.write_text(f"VALUE = {value}\n")
        assert judge("test_code.py")["outcome"] == outcome


@dataclass(frozen=True, order=True)
class Broken:
    module: str
    line: int

    def change(self):
        return "a < b", "a <= b"

    def key(self):
        return {"module": self.module, "line": self.line}


def test_the_score_counts_a_timeout_as_killed_and_names_the_survivors():
    outcomes = ["killed", "timeout", "survived", "killed"]
    results = [
        (Broken("training/fit/names.py", line), Verdict(each, "", 1.0)) for line, each in enumerate(outcomes)
    ]
    results.append((Broken("functions/tally/handler.py", 9), Verdict("killed", "", 1.0)))
    told = score(results)
    assert "| fit | 4 | 3 | 1 | 1 | 75.0 % |" in told
    assert "| handlers | 1 | 1 | 0 | 0 | 100.0 % |" in told
    assert "| all | 5 | 4 | 1 | 1 | 80.0 % |" in told
    assert told.splitlines()[-1] == "training/fit/names.py:2: `a < b` -> `a <= b`"
    kept = json.loads(report(results, seed=3))
    assert (kept["seed"], len(kept["mutants"])) == (3, 5)
    assert kept["mutants"][2]["mutant"] == {"module": "training/fit/names.py", "line": 2}
