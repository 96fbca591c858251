"""The imports of a function are found in its syntax: early, late, and behind the settings it asks for."""

import ast

import pytest

from ops.bundling.reach import reach_of
from ops.bundling.requirements import declared_distributions, requirements_of
from ops.bundling.syntax import asked_of_settings, definitions, early_imports, late_imports, mentioned
from shared.errors import InvalidInput

SOURCE = """
import early
from typing import TYPE_CHECKING
from .beside import never_looked_at
if TYPE_CHECKING:
    import only_for_types
else:
    import without_types
try:
    from new import name
except ImportError:
    import old

TABLE: dict = {"one": build}

def build(self):
    import late
    return settings().records(), self._settings.objects(), other.events()

class Settings:
    def method(self):
        return self.another, TABLE
"""
TREE = ast.parse(SOURCE)


def test_early_imports_are_those_of_the_module_itself():
    expected = ["early", "typing", "typing.TYPE_CHECKING", "without_types", "new", "new.name", "old"]
    assert list(early_imports(TREE.body)) == expected


def test_late_imports_are_those_of_its_functions():
    assert list(late_imports(TREE)) == ["late"]


def test_what_is_asked_of_settings_is_told_from_what_is_asked_of_others():
    assert asked_of_settings(TREE) == {"records", "objects"}


def test_definitions_are_tables_functions_and_methods():
    assert [name for name, _ in definitions(TREE)] == ["TABLE", "build", "method"]


def test_a_definition_mentions_names_and_what_it_reads_of_itself():
    method = dict(definitions(TREE))["method"]
    assert mentioned(method) == {"self", "another", "TABLE"}


def test_a_function_reaches_the_library_behind_each_port_it_asks_for():
    libraries = {name.rsplit(".", 1)[0] for name in reach_of("tally").libraries}
    assert "google.cloud.firestore" in libraries
    assert not any(name.startswith("google.pubsub") for name in libraries)


def test_no_function_reaches_the_standard_library():
    assert not {"re", "json", "sqlite3", "compression"} & reach_of("recommend").libraries


def test_a_library_that_the_project_does_not_declare_is_named():
    declared = {name: line for name, line in declared_distributions().items() if name != "msgspec"}
    with pytest.raises(InvalidInput, match=r"found msgspec.*make lock"):
        requirements_of("tally", declared)
