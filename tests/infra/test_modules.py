"""Each module has the same files; each variable is described and validated; versions agree."""

import re

import pytest
from deployed import DATA, ROOT, TERRAFORM, data

FOLDERS = sorted(path for pattern in ("modules/*", "environments/*") for path in TERRAFORM.glob(pattern))
FILES = {"main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md"}
BLOCK = re.compile(r'^(variable|output) "(\w+)" \{\n(.*?)^\}', re.DOTALL | re.MULTILINE)
BLOCKS = [
    pytest.param(kind, body, id=f"{folder.name}-{kind}-{name}")
    for folder in FOLDERS
    for file in ("variables.tf", "outputs.tf")
    for kind, name, body in BLOCK.findall((folder / file).read_text())
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_module_has_the_same_five_files_and_tests(folder):
    assert {path.name for path in folder.iterdir()} >= FILES
    assert list((folder / "tests").glob("*.tftest.hcl"))


@pytest.mark.parametrize(("kind", "body"), BLOCKS)
def test_a_variable_has_a_type_a_description_and_a_validation_and_an_output_a_description(kind, body):
    assert re.search(r'^  description += ".{8,}\.?', body, re.MULTILINE)
    if kind == "variable":
        kind = re.search(r"^  type += (.*)$", body, re.MULTILINE)[1]
        assert kind == "bool" or "error_message" in body  # there is no wrong one of two


def test_every_module_wants_the_same_versions():
    pins = {
        re.search(r'^ {6}version += "(.*)"', (folder / "versions.tf").read_text(), re.MULTILINE)[1]
        for folder in FOLDERS
    }
    assert pins == {">= 8.2, < 9.0"}


@pytest.mark.parametrize("name", ["dev", "hobby", "prod"])
def test_an_environment_keeps_its_state_in_a_bucket_under_its_own_name(name):
    text = (TERRAFORM / "environments" / name / "versions.tf").read_text()
    assert f'backend "gcs" {{\n    prefix = "segue/{name}"' in text


@pytest.mark.parametrize("name", ["dev", "hobby", "prod"])
def test_an_environment_takes_what_the_runbook_tells_it_and_passes_it_on(name):
    told = set(re.findall(r"terraform \w+ -var (\w+)=", (ROOT / "docs" / "operations.md").read_text()))
    main = (TERRAFORM / "environments" / name / "main.tf").read_text()
    assert told
    assert told <= set(re.findall(r"^  (\w+) += var\.\1$", main, re.MULTILINE))


def test_the_bundles_that_tests_stand_on_are_those_that_are_deployed():
    bundles = {path.stem for path in (DATA.parent / "tests" / "bundles").glob("*.zip")}
    assert bundles == data("functions").keys()


def test_every_exception_of_checkov_has_a_reason():
    lines = (TERRAFORM / ".checkov.yaml").read_text().split("skip-check:\n")[1].splitlines()
    assert lines[0].lstrip().startswith("#")
    inline = [
        line
        for path in TERRAFORM.glob("modules/*/*.tf")
        for line in path.read_text().splitlines()
        if "checkov:" in line
    ]
    assert all(re.fullmatch(r"  #checkov:skip=CKV_GCP_\d+:.{10,}", line) for line in inline)
