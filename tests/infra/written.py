"""Terraform as it is written: each attribute with its address. `terraform fmt` holds the shape this relies on."""

import re
from collections.abc import Iterator
from pathlib import Path

from deployed import TERRAFORM

FOLDERS = tuple(
    f"{sort}/{name}"
    for sort, names in {
        "modules": ("app", "delivery", "function"),
        "environments": ("dev", "hobby", "prod"),
    }.items()
    for name in names
)
_OPENS = re.compile(r'^(\w+)((?: "[^"]*")*) \{$')
_SETS = re.compile(r'^("[^"]+"|[\w.]+)\s+= (.*)$')
_APART = ("variables.tf", "outputs.tf", "dashboard.tf")


def attributes(folder: str) -> list[tuple[str, str]]:
    """Return (address, value) of each attribute below terraform/, without variables, outputs and the dashboard."""
    files = sorted(path for path in (TERRAFORM / folder).glob("*.tf") if path.name not in _APART)
    return [found for path in files for found in _of(path)]


def blocks(folder: str) -> dict[str, list[tuple[str, str]]]:
    """Return each resource and module by its address: the attributes of it and of the blocks in it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for address, value in attributes(folder):
        kind, _, rest = address.partition(".")
        if kind.startswith(("google_", "terraform_data")) or kind == "module":
            name, _, attribute = rest.partition(".")
            found.setdefault(f"{kind}.{name}", []).append((attribute, value))
    return found


def listed(value: str) -> list[str]:
    """Return the strings and references of a list as it is written."""
    return [each.strip().strip('"') for each in value.strip("[] ").split(",") if each.strip()]


def _of(path: Path) -> Iterator[tuple[str, str]]:
    inside: list[str] = []
    pending = ""
    for raw in path.read_text(encoding="utf-8").splitlines():
        line = re.sub(r"(^|\s+)# .*$", "", raw.strip())
        pending = f"{pending} {line}".strip()
        if opened := _OPENS.match(pending):
            inside.append(_name(opened[1], opened[2]))
        elif pending == "}":
            inside.pop()
        elif (nested := _SETS.match(pending)) and nested[2] == "{":
            inside.append(nested[1].strip('"'))
        elif not _balanced(pending):
            continue
        elif nested:
            yield ".".join([*inside, nested[1].strip('"')]), nested[2]
        pending = ""


def _name(kind: str, labels: str) -> str:
    named = [label.strip('"') for label in labels.split()]
    return ".".join(named if kind == "resource" else [kind, *named])


def _balanced(text: str) -> bool:
    return all(text.count(opens) <= text.count(closes) for opens, closes in ("()", "[]", "{}"))
