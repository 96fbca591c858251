"""A bundle is reproducible, holds its function and `shared/`, and runs on its requirements alone."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from reached import requirements

from ops.bundling.archive import FUNCTIONS, ROOT, bundle, function_names
from shared.errors import NotFound
from shared.logs import TRACE_KEY

FUNCTION_NAMES = function_names()


def names_in(function: str) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(bundle(function).data)).namelist()


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_bundle_answers_with_only_its_own_requirements_installed(function, answers):
    assert answers[function].status in {200, 201, 204}, answers[function].body


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_bundle_loads_shared_from_within_itself(function, answers):
    answer = answers[function]
    assert answer.shared == str(Path(answer.unpacked) / "shared" / "__init__.py")


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_bundle_logs_its_request_as_one_json_line_with_fields(function, answers):
    answer = answers[function]
    logged = [json.loads(line) for line in answer.logged if line]
    [line] = [each for each in logged if each["message"] == f"{function} answered {answer.status}"]
    assert (line["severity"], line["function"], line["status"]) == ("INFO", function, answer.status)
    assert line["cold_start"] is True
    assert line[TRACE_KEY].startswith("projects/demo/traces/")


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_every_module_that_a_function_reaches_can_be_imported_with_its_requirements(function, answers):
    assert answers[function].failed_imports == []


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_function_requires_exactly_the_libraries_it_imports(function):
    written = (FUNCTIONS / function / "requirements.in").read_text().splitlines()
    assert written == sorted(requirements(function)), "mend it, then `make lock`"


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_bundle_pins_what_it_requires_with_hashes(function):
    text = zipfile.ZipFile(io.BytesIO(bundle(function).data)).read("requirements.txt").decode()
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    pinned = {line.split("==")[0] for line in pins}
    wanted = {line.split(";")[0].replace(".", "-") for line in requirements(function)}
    assert wanted <= pinned
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert text.count("--hash=sha256:") >= len(pins)


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_bundle_holds_no_training_no_tests_and_no_caches(function):
    for name in names_in(function):
        assert not {"training", "tests", "ops", "__pycache__"} & set(Path(name).parts), name
        assert not name.endswith((".pyc", ".in")), name


@pytest.mark.parametrize("function", FUNCTION_NAMES)
def test_a_bundle_holds_its_function_and_all_of_shared(function):
    own = {path.relative_to(FUNCTIONS / function) for path in (FUNCTIONS / function).rglob("*.py")}
    shared = {path.relative_to(ROOT) for path in (ROOT / "shared").rglob("*.py")}
    assert {Path(name) for name in names_in(function) if name.endswith(".py")} == own | shared


@pytest.mark.parametrize("function", ["account", "share", "weekly_email"])
def test_a_bundle_holds_the_templates_that_its_modules_read(function):
    own = {path.relative_to(FUNCTIONS / function) for path in (FUNCTIONS / function).rglob("*.j2")}
    own |= {path.relative_to(FUNCTIONS / function) for path in (FUNCTIONS / function / "templates").glob("*")}
    shared = {path.relative_to(ROOT) for path in (ROOT / "shared").rglob("*.j2")}
    assert shared
    assert own | shared <= set(map(Path, names_in(function)))


def test_the_same_sources_make_the_same_bytes_at_another_time():
    before, file = bundle("tally").data, ROOT / "functions" / "tally" / "main.py"
    status = file.stat()
    try:
        os.utime(file, (1, 1))
        assert bundle("tally").data == before
    finally:
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_entries_are_in_order_and_alike():
    entries = zipfile.ZipFile(io.BytesIO(bundle("tally").data)).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644)
    }


def test_bundles_of_two_functions_differ():
    assert bundle("tally").sha256 != bundle("search").sha256


def test_a_function_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(NotFound, match="tally"):
        bundle("tallly")
