"""What a function can import: modules of `shared/`, and libraries, found by following its imports.

The settings can build every adapter there is, each by an import within a function. Of these only the ones are
followed that lead to a part the function asks its settings for.
"""

import ast
import sys
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ops.bundling.syntax import asked_of_settings, definitions, early_imports, late_imports, mentioned

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = ROOT / "functions"

CHOOSERS = ("shared.settings.config", "shared.settings.technologies")
"""The modules that build the part a setting names."""

STANDARD = sys.stdlib_module_names | {"compression"}
"""The standard library, of later versions of Python too."""


_PARSING = threading.Lock()
"""Held while a file is parsed: in Python 3.11, threads that parse at once fail on each other's depth."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a function can import."""

    shared: tuple[Path, ...]
    """The files of `shared/`, in order, a package's own first."""
    libraries: frozenset[str]
    """Dotted names of what belongs neither to us nor to Python."""
    asked: frozenset[str]
    """What it reads of the settings: `records` for `settings().records()`."""


def function_names() -> list[str]:
    """Give the names of all functions, in order."""
    return sorted(path.parent.name for path in FUNCTIONS.glob("*/main.py"))


@cache
def reach_of(function: str) -> Reach:
    """Follow the imports of a function's own files."""
    trees = [_tree_of(path) for path in sorted((FUNCTIONS / function).rglob("*.py"))]
    waiting = [name for tree in trees for name in (*early_imports(tree.body), *late_imports(tree))]
    asked = {name for tree in trees for name in asked_of_settings(tree)}
    reached = set[str]()
    while waiting or (waiting := sorted(_built_for(asked) - reached)):
        name = waiting.pop()
        tree = None if name in reached else _parsed(name)
        reached.add(name)
        if tree is not None:
            waiting += [*_packages_of(name), *early_imports(tree.body)]
            if name not in CHOOSERS:
                waiting += late_imports(tree)
                asked |= asked_of_settings(tree)
    files = {path for name in reached if (path := _file_of(name)) is not None}
    libraries = {name for name in reached if name.split(".")[0] not in {"shared", *STANDARD}}
    return Reach(tuple(sorted(files)), frozenset(libraries), frozenset(asked))


def _built_for(asked: set[str]) -> set[str]:
    """Give what the choosers import to build the parts that are asked for."""
    known = {name: node for chooser in CHOOSERS for name, node in definitions(_tree(chooser))}
    waiting, seen = [name for name in asked if name in known], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += mentioned(known[name]) & known.keys()
    return {imported for name in seen for imported in late_imports(known[name])}


def _packages_of(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _file_of(name: str) -> Path | None:
    """Give the file of a module of ours, or None for a library or what is within a module."""
    if name.split(".")[0] != "shared":
        return None
    path = ROOT.joinpath(*name.split("."))
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


@cache
def _parsed(name: str) -> ast.Module | None:
    path = _file_of(name)
    return None if path is None else _tree_of(path)


def _tree(name: str) -> ast.Module:
    tree = _parsed(name)
    if tree is None:
        raise FileNotFoundError(f"expected a module {name}, found none; mend CHOOSERS in {__file__}")
    return tree


def _tree_of(path: Path) -> ast.Module:
    with _PARSING:
        return ast.parse(path.read_bytes())
