"""The modules a function reaches are found in its code: imports early, late and behind its settings."""

import ast

import pytest
from reached import Finder, asked_of_settings, distribution, reached

SOURCES = {
    "main.py": "import early\nfrom .beside import thing\ndef build():\n    import late",
    "beside.py": "try:\n    from new import x\nexcept ImportError:\n    import old\nfrom shared.errors import y",
}


@pytest.fixture
def finder(tmp_path):
    for name, source in SOURCES.items():
        (tmp_path / name).write_text(source)
    finder = Finder([str(tmp_path)])
    finder.add_module("own").__path__ = [str(tmp_path)]
    finder.import_hook("own.main")
    return finder


def test_imports_early_and_late_and_of_modules_beside_are_found(finder):
    assert {"early", "late", "new", "old", "shared.errors"} == set(finder.any_missing())


def test_what_is_asked_of_settings_is_told_from_what_is_asked_of_others():
    tree = ast.parse("settings().records(), self._settings.objects(), other.events()")
    assert asked_of_settings(tree) == {"records", "objects"}


def test_a_function_reaches_the_library_behind_each_port_it_asks_for():
    libraries = {distribution(name) for name in reached("tally").libraries}
    assert "google-cloud-firestore" in libraries
    assert "google-cloud-pubsub" not in libraries


def test_no_function_reaches_the_standard_library():
    assert not {"re", "json", "sqlite3", "compression"} & reached("recommend").libraries
