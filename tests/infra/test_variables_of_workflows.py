"""The variables that workflows read are the outputs of the module `delivery`."""

import re

import pytest
import yaml
from deployed import ROOT, TERRAFORM

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BY_HAND = {"SEGUE_TFVARS"}
"""The text of terraform.tfvars, which an output would have to hold itself."""

READ = re.compile(r"\bvars\.(SEGUE_\w+)")


def given() -> dict[str, set[str]]:
    """Return the names that the output `variables` has, by the repository or the environment they are for."""
    text = (TERRAFORM / "modules" / "delivery" / "outputs.tf").read_text()
    blocks = re.findall(r"^    (\w+) = (?:merge\()?\{?\n(.*?)^    [})]", text, re.DOTALL | re.MULTILINE)
    names = {place: set(re.findall(r"\b(SEGUE_[A-Z_]+[A-Z]) +=", body)) for place, body in blocks}
    switches = re.search(r'for name in \[(.+?)\] : "SEGUE_', text)
    assert switches
    names["repository"] |= {f"SEGUE_{name.strip(chr(34)).upper()}" for name in switches[1].split(", ")}
    return names


def read() -> list[tuple[str, str, str]]:
    """Return workflow and job, the place that a variable has to be at, and its name."""
    found = []
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text())["jobs"].items():
            condition = str(job.pop("if", ""))
            place = job.get("environment", "repository")
            found += [(f"{path.stem}-{name}", "repository", variable) for variable in READ.findall(condition)]
            found += [(f"{path.stem}-{name}", place, variable) for variable in READ.findall(yaml.safe_dump(job))]
    return sorted(set(found))


@pytest.mark.parametrize(("job", "place", "name"), read())
def test_a_variable_that_a_workflow_reads_is_given_where_it_is_read(job, place, name):
    assert name in given()[place] | given()["repository"] | BY_HAND
    if place == "repository":
        assert name in given()["repository"], f"{job} reads it before its environment"


def test_no_variable_is_given_that_no_workflow_reads():
    used = {name for _, _, name in read()}
    assert set().union(*given().values()) <= used


@pytest.mark.parametrize("place", ["plan", "prod"])
def test_an_environment_of_jobs_has_an_account_that_its_jobs_may_be(place):
    text = (TERRAFORM / "modules" / "delivery" / "main.tf").read_text()
    accounts = dict(re.findall(r'^    (\w+) += \{ place = "(\w+)"', text, re.MULTILINE))
    used = {name.removeprefix("SEGUE_").lower() for _, at, name in read() if at == place}
    assert {name for name, at in accounts.items() if at == place} == used & accounts.keys()
