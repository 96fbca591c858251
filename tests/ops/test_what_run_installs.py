"""`make run` installs all that serving and training import, in tested versions, and no developers' tools."""

import re

import pytest

from ops.bundling.archive import FUNCTIONS, ROOT
from ops.cli import COMMANDS
from tests.reached import ADAPTERS, NO_LIBRARY, Finder, declared, distribution

CLOUD_ADAPTERS = {"firestore_records", "gcs_objects", "google_tokens", "pubsub_bus"}
"""Built only where settings ask for the cloud's services; `make install` has their libraries."""
CLOUD_COMMANDS = {"ops.deploy.google_rest"}
"""Modules of `segue deploy`, which says in one line where Google's libraries are not installed."""
IMPORTED_AS = {"backports-zstd": "backports.zstd", "scikit-learn": "sklearn"}


def versions(name: str) -> set[str]:
    """Return `library==version` of a lock."""
    return set(re.findall(r"^[\w.-]+==[^ ]+", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE))


def names(lock: set[str]) -> set[str]:
    found = {each.partition("==")[0] for each in lock}
    return {IMPORTED_AS.get(name, name) for name in found}


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """The libraries that commands, functions and local adapters import, early or late."""
    finder = Finder([str(ROOT)])
    for command in COMMANDS:
        finder.import_hook(f"ops.commands.{command}")
    for adapter in {each for adapters in ADAPTERS.values() for each in adapters} - CLOUD_ADAPTERS:
        finder.import_hook(f"shared.adapters.{adapter}")
    for function in FUNCTIONS.iterdir():
        own = finder.add_module("own")
        own.__path__ = [str(function)]
        for path in sorted(function.glob("*.py")):
            finder.import_hook(f"own.{path.stem}")
    ours = NO_LIBRARY | {"ops", "training", "functions", "bench"}
    missing = {name for name in finder.any_missing() if finder.badmodules[name].keys() - CLOUD_COMMANDS}
    found = {name for name in missing if name.split(".")[0] not in ours}
    return {distribution(name) for name in found} - {""}


def test_all_that_serving_and_training_import_is_installed(imported):
    assert len(imported) > 20
    assert imported <= names(versions("run"))


@pytest.mark.parametrize("lock", ["run", "uv"])
def test_a_version_is_the_one_that_is_tested(lock):
    assert versions(lock) <= versions("dev")


@pytest.mark.parametrize("tool", ["mypy", "ruff", "playwright", "pytest", "google-cloud-firestore", "uv"])
def test_developers_tools_are_not_installed(tool):
    assert tool in declared()
    assert tool not in names(versions("run"))
