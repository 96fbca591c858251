"""What a function requires, as its `requirements.in`: the distributions of the libraries it imports, no others.

`python -m ops.bundling.requirements` writes them all; `make lock` does so first, then pins what they need.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from ops.bundling.reach import FUNCTIONS, ROOT, function_names, reach_of
from shared.errors import InvalidInput

IMPORTED_AS = {
    "backports.zstd": "backports",
    "google-api-core": "google.api_core",
    "google-auth": "google.auth",
    "google-cloud-firestore": "google.cloud.firestore",
    "google-cloud-pubsub": "google.cloud.pubsub_v1",
    "google-cloud-storage": "google.cloud.storage",
    "pillow": "PIL",
}
"""Distribution -> the name it is imported by, where that is not its own."""

PARTS_OF = {"google.pubsub_v1": "google-cloud-pubsub"}
"""Other names that belong to a distribution."""


def requirements_of(function: str, declared: Mapping[str, str] | None = None) -> str:
    """Write a function's `requirements.in`: one distribution a line, in order, as the project declares it.

    `declared` holds the line of each distribution, by default that of `pyproject.toml`. Raises InvalidInput for a
    library that is not declared.
    """
    declared = declared_distributions() if declared is None else declared
    found = {_distribution(library) for library in reach_of(function).libraries}
    needed = {name for name in found if name}
    if missing := sorted(needed - declared.keys()):
        raise InvalidInput(
            f"Function {function} imports what the project does not declare",
            expected="each library it imports in pyproject.toml",
            found=", ".join(missing),
            cure="add it there, then `make lock`; if it is installed by another name, add that to IMPORTED_AS",
        )
    return "".join(f"{declared[name]}\n" for name in sorted(needed))


def _distribution(library: str) -> str:
    """Give the distribution of a dotted name; nothing for a namespace that many share."""
    for distribution, name in (*IMPORTED_AS.items(), *((v, k) for k, v in PARTS_OF.items())):
        if library == name or library.startswith(f"{name}."):
            return distribution
    top = library.split(".")[0]
    return "" if top == "google" else top.replace("_", "-").lower()


@cache
def declared_distributions() -> dict[str, str]:
    """Give each distribution of `pyproject.toml` as a line without its versions, which the lock pins."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    found: dict[str, str] = {}
    for line in lines:
        wanted, semicolon, marker = line.partition(";")
        name = re.split(r"[\[<>=!~ ]", wanted, maxsplit=1)[0]
        found.setdefault(name.lower(), f"{name}{semicolon}{marker}")
    return found


def main() -> None:
    """Write every function's `requirements.in`."""
    for function in function_names():
        (FUNCTIONS / function / "requirements.in").write_text(requirements_of(function), encoding="utf-8")


if __name__ == "__main__":
    main()
