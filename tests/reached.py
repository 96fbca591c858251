"""Imports of a function's code and its requests to the settings, found by the standard library's modulefinder.

The settings can build every adapter, each by an import within a function. Of those imports only the ones that lead
to a part the function asks its settings for are followed.
"""

import ast
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from modulefinder import ModuleFinder
from pathlib import Path

from ops.bundling.archive import FUNCTIONS, ROOT

CHOOSERS = {"shared.settings.config", "shared.settings.technologies"}
ADAPTERS = {
    "records": ("firestore_records", "sqlite_records"),
    "objects": ("gcs_objects", "local_files"),
    "events": ("pubsub_bus", "sqlite_bus"),
    "outbox": ("sqlite_bus",),
    "mailer": ("sendgrid_mail", "smtp", "mail_folder"),
    "feature_source": ("reccobeats",),
    "listening_history": ("cached_history", "listenbrainz"),
    "track_names": ("cached_names", "spotify_names"),
    "short_links": ("spotify_links",),
    "push_check": ("google_tokens",),
}
"""Part that settings build -> its adapters, those of a deployment and those of a machine of one's own."""

NO_LIBRARY = {"shared", "own", "compression", "_typeshed", *sys.stdlib_module_names}
"""Ours, and what later versions of Python and type checkers bring."""

IMPORTED_AS = {
    "backports.zstd": "backports",
    "dnspython": "dns",
    "google-api-core": "google.api_core",
    "google-auth": "google.auth",
    "google-cloud-firestore": "google.cloud.firestore",
    "google-cloud-pubsub": "google.cloud.pubsub_v1",
    "google-cloud-storage": "google.cloud.storage",
    "throttled-py": "throttled",
}
"""Distribution -> the name it is imported by, where that is not its own."""


@dataclass(frozen=True)
class Reached:
    modules: frozenset[str]
    """Dotted names of the modules of `shared/`."""
    libraries: frozenset[str]
    """Dotted names of what belongs neither to us nor to Python."""
    asked: frozenset[str]
    """Names read from the settings: `records` for `settings().records()`."""

    def trees(self) -> list[ast.Module]:
        """The modules' syntax, but for adapters'."""
        return [tree_of(name) for name in sorted(self.modules) if not name.startswith("shared.adapters.")]


class Finder(ModuleFinder):
    """Follows every import, early or late, but those by which settings build an adapter."""

    def import_hook(self, name, caller=None, fromlist=None, level=-1):
        if caller is not None and caller.__name__ in CHOOSERS and name.startswith("shared.adapters."):
            return None
        return super().import_hook(name, caller, fromlist, level)

    def found(self) -> set[str]:
        return {name for name in self.modules if name.split(".")[0] == "shared"}


@cache
def reached(function: str) -> Reached:
    finder = Finder([str(ROOT)])
    own = finder.add_module("own")
    own.__path__ = [str(FUNCTIONS / function)]
    for path in sorted((FUNCTIONS / function).glob("*.py")):
        finder.import_hook(f"own.{path.stem}")
    asked = {part for name in finder.found() - CHOOSERS for part in asked_in(name)}
    asked |= {part for path in (FUNCTIONS / function).glob("*.py") for part in asked_of_settings(parsed(path))}
    for adapter in [each for part in asked & ADAPTERS.keys() for each in ADAPTERS[part]]:
        finder.import_hook(f"shared.adapters.{adapter}")
    libraries = {name for name in finder.any_missing() if name.split(".")[0] not in NO_LIBRARY}
    return Reached(frozenset(finder.found()), frozenset(libraries), frozenset(asked))


def asked_of_settings(tree: ast.Module) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and last_name(node.value).endswith("settings")
    }


def last_name(value: ast.expr) -> str:
    """The last name of a dotted one, called without arguments or not; nothing for what is none."""
    if isinstance(value, ast.Call) and not (value.args or value.keywords):
        value = value.func
    return value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")


@cache
def asked_in(module: str) -> set[str]:
    return asked_of_settings(tree_of(module))


@cache
def tree_of(module: str) -> ast.Module:
    path = ROOT.joinpath(*module.split("."))
    return parsed(path / "__init__.py" if path.is_dir() else path.with_suffix(".py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def requirements(function: str) -> set[str]:
    """The lines of the `requirements.in` that a function should have, as the project declares what it imports."""
    return {declared()[distribution(name)] for name in reached(function).libraries if distribution(name)}


def distribution(library: str) -> str:
    """The distribution of a dotted name; nothing for a namespace that many share."""
    for name, imported_as in IMPORTED_AS.items():
        if library == imported_as or library.startswith(f"{imported_as}."):
            return name
    top = library.split(".")[0]
    return "" if top == "google" else top.replace("_", "-").lower()


@cache
def declared() -> dict[str, str]:
    """Each distribution of `pyproject.toml`, as a line without its versions, which the lock pins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    lines = [line.partition(";") for line in (*project["dependencies"], *extras)]
    names = [(re.split(r"[\[<>=!~ ]", wanted)[0], marker) for wanted, _, marker in lines]
    return {name: f"{name};{marker}" if marker else name for name, marker in names}
