"""The workflows are well formed, safe, pinned by hash, with minimal permissions."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FUNCTIONS = sorted(path.parent for path in ROOT.glob("functions/*/requirements.txt"))
OFF_BY_DEFAULT = {
    "release.yml": "vars.SEGUE_EXTRACT == 'on'",
    "retrain.yml": "vars.SEGUE_RETRAIN == 'on'",
    "weekly_mail.yml": "vars.SEGUE_TICKS == 'on'",
}
WIDER = {
    "close_issue.yml": {("issues", "write")},
    "release.yml": {("actions", "read"), ("contents", "write")},
}
"""Permissions beyond reading the sources and signing in, by the workflow that needs them."""


def read(path: Path) -> dict:
    """Read a workflow; YAML 1.1 reads its key "on" as true."""
    return yaml.safe_load(path.read_text())


def steps(workflow: dict) -> list[dict]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_there_is_one_for_each_purpose():
    assert [path.stem for path in WORKFLOWS] == [
        "close_issue", "dependencies", "load", "release", "retrain", "terraform", "tests", "weekly_mail",
        "workflows",
    ]  # fmt: skip


def test_they_are_as_the_schema_of_workflows_has_them():
    check = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [check, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stdout.decode()


def test_a_security_linter_finds_nothing_in_them():
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run([zizmor, "--offline", "--quiet", ROOT / ".github"], check=False, capture_output=True)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_says_its_version(path):
    for line in path.read_text().splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_the_sources_at_the_most_and_a_job_only_what_is_listed(path):
    workflow = read(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        wider = set(job.get("permissions", {}).items()) - {("contents", "read"), ("id-token", "write")}
        assert wider <= WIDER.get(path.name, set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_ends_by_itself(path):
    assert all(job["timeout-minutes"] <= 180 for job in read(path)["jobs"].values())


@pytest.mark.parametrize(("name", "condition"), OFF_BY_DEFAULT.items())
def test_what_runs_by_itself_is_off_until_a_variable_turns_it_on(name, condition):
    workflow = read(ROOT / ".github" / "workflows" / name)
    assert all(condition in job["if"] for job in workflow["jobs"].values())


def test_the_job_that_changes_a_release_runs_nothing_of_the_sources():
    jobs = read(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
    (writer,) = [job for job in jobs.values() if job["permissions"].get("contents") == "write"]
    assert all(step["run"].startswith("gh ") for step in writer["steps"])


def test_the_load_test_runs_only_when_somebody_asks_for_it():
    assert list(read(ROOT / ".github" / "workflows" / "load.yml")[True]) == ["workflow_dispatch"]


def test_tests_run_on_three_systems_and_every_python_that_is_supported():
    matrix = read(ROOT / ".github" / "workflows" / "tests.yml")["jobs"]["everywhere"]["strategy"]["matrix"]
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "windows", "macos"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_no_key_is_used_to_reach_the_cloud():
    for path in WORKFLOWS:
        for step in steps(read(path)):
            if "google-github-actions/auth" in step.get("uses", ""):
                assert set(step["with"]) == {"workload_identity_provider", "service_account"}
        assert "secrets." not in path.read_text()


def test_every_workflow_says_which_of_its_runs_wait_for_each_other():
    alone = {path.name for path in WORKFLOWS if "concurrency" not in read(path)}
    assert all("concurrency" in job for name in alone for job in read(path_of(name))["jobs"].values())


def path_of(name: str) -> Path:
    return ROOT / ".github" / "workflows" / name


def test_known_vulnerabilities_are_looked_up_weekly_and_for_each_lock_and_nothing_hides_a_failure():
    workflow = read(path_of("dependencies.yml"))
    assert workflow[True]["schedule"]
    assert workflow[True]["pull_request"]["paths"][:2] == ["requirements/*.txt", "package-lock.json"]
    commands = [step["run"] for step in steps(workflow) if "run" in step]
    audits = [command for command in commands if "pip-audit" in command]
    assert all("pip-audit==" in command and "--strict" in command for command in audits)
    assert "npm audit --package-lock-only" in commands
    assert not any("||" in command for command in commands)
    assert "continue-on-error" not in path_of("dependencies.yml").read_text()


@pytest.mark.parametrize(
    "lock", ["run", "train", *(f"../functions/{path.name}/requirements" for path in FUNCTIONS)]
)
def test_every_deployed_lock_has_the_versions_that_are_looked_up(lock):
    assert locked(ROOT / "requirements" / f"{lock}.txt") <= locked(ROOT / "requirements" / "dev.txt")


def locked(path: Path) -> set[str]:
    return set(re.findall(r"^([\w.-]+==[\w.!+-]+)", path.read_text(), re.MULTILINE))
