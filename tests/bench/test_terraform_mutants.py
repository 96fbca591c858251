"""Changes of Terraform: one attribute each, of every kind that matters."""

import sys
from pathlib import Path

import pytest
import yaml

from bench.terraform_mutants.__main__ import SAME, reasons, summary
from bench.terraform_mutants.checks import Check, checks, users
from bench.terraform_mutants.mutations import KINDS, TERRAFORM, Mutant, mutants, sample

ROOT = Path(__file__).parents[2]
FOUND = mutants(ROOT)


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ('  role   = "roles/run.invoker"', '  role   = "roles/viewer"'),
        ("  member = google_service_account.build.member", '  member = "allAuthenticatedUsers"'),
        ("    max_retries     = 0", "    max_retries     = 7"),
        ("    available_memory = var.memory", "    available_memory = null"),
        ('  ttl = "604800s"', '  ttl = "77s"'),
        ("  enable_message_ordering = true", "  enable_message_ordering = false"),
        ("    google_firestore_index.main,", ""),
        ('    "run.googleapis.com",', ""),
        ("  memory: 2Gi", "  memory: 512Mi"),
        ("  timeout_seconds: 300", "  timeout_seconds: 2"),
        ('  kept_warm = ["recommend"]', "  kept_warm = []"),
        ('    runtime = "python313"', '    runtime = "1"'),
        ('  name = "segue"', None),
    ],
)
def test_an_attribute_that_matters_is_changed(line, changed):
    changes = [change for kind in KINDS if (change := kind.change(line)) is not None]
    assert changes[:1] == ([] if changed is None else [changed])


def test_every_kind_of_attribute_is_found():
    assert {mutant.kind for mutant in FOUND} == {kind.name for kind in KINDS}


def test_a_mutant_changes_its_line_alone():
    for mutant in FOUND:
        text = (ROOT / mutant.file).read_text()
        before, after = text.splitlines(), mutant.applied(text).splitlines()
        rest = before[: mutant.line - 1], before[mutant.line :]
        assert (after[: mutant.line - 1], after[-len(rest[1]) :] if rest[1] else []) == rest


def test_a_sample_has_some_of_every_kind_and_folder_and_is_the_same_again():
    drawn = sample(FOUND, 60, seed=1)
    assert len(drawn) == len(set(drawn)) == 60
    assert {mutant.kind for mutant in drawn} == {kind.name for kind in KINDS}
    assert {mutant.folder for mutant in drawn} == {
        path.relative_to(ROOT / TERRAFORM).as_posix()
        for pattern in ("modules/*", "environments/*")
        for path in (ROOT / TERRAFORM).glob(pattern)
    }
    assert drawn == sample(FOUND, 60, seed=1)


def test_a_module_is_judged_by_its_own_tests_then_by_those_of_all_that_use_it():
    assert users(ROOT, "modules/function") == [
        "modules/app", "environments/dev", "environments/hobby", "environments/prod",
    ]  # fmt: skip
    assert users(ROOT, "environments/dev") == []


def test_a_file_is_judged_by_the_tests_that_read_it_and_checkov_is_last():
    mutant = Mutant("switch", "terraform/modules/app/messages.tf", 1, "", "x")
    names = [check.name for check in checks(ROOT, mutant)]
    assert names[-2:] == ["test_what_is_deployed.py", "checkov"]
    assert "terraform test modules/app" in names


@pytest.mark.parametrize(
    "line", ['  run "everything"... fail', "Error: Unsupported argument", "checked 1, failed 1"]
)
def test_a_check_fails_with_the_first_line_that_says_so(tmp_path, line):
    waits = f"import sys, time; print({line!r}, flush=True); time.sleep(600)"
    assert Check("says", (sys.executable, "-c", waits)).fails(tmp_path)


@pytest.mark.parametrize("code", [0, 1])
def test_a_check_that_says_nothing_fails_by_its_exit_code(tmp_path, code):
    says = f"print('  run \"x\"... pass'); print('Success! 3 passed, 0 failed.'); raise SystemExit({code})"
    assert Check("says", (sys.executable, "-c", says)).fails(tmp_path) == bool(code)


def test_a_mutant_without_a_difference_is_one_and_has_a_reason():
    assert all(len(reason) > 20 for reason in reasons(FOUND).values())


def test_a_reason_for_what_is_no_mutant_any_more_is_refused(tmp_path, monkeypatch):
    stale = tmp_path / SAME.name
    stale.write_text(yaml.safe_dump({"gone.tf: a -> b": "It was there once."}))
    monkeypatch.setattr("bench.terraform_mutants.__main__.SAME", stale)
    with pytest.raises(Exception, match=r"gone\.tf"):
        reasons(FOUND)


def test_what_is_excused_is_not_counted_as_noticed():
    judged = list(zip(FOUND[:4], ["checkov", "checkov", "checkov", None], strict=True))
    excused = {FOUND[3].name: "The same as before."}
    assert "3 of 4 were noticed (75.0%); of the 3 that make a difference 100.0%" in summary(judged, excused)
