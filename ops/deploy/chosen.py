"""Choices of an operator in `terraform.tfvars`, read and judged by Terraform itself, without state or provider."""

import base64
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from shared.errors import InvalidSettings

FILE = "terraform.tfvars"

TIMEOUT_SECONDS = 60.0
"""Timeout of `terraform console`, which takes a tenth of a second."""

_FUNCTIONS = 'yamldecode(file("../../modules/app/data/functions.yaml"))'
_ANSWER = re.compile(r'^"([A-Za-z0-9+/=]+)"$', re.MULTILINE)
Told = subprocess.CompletedProcess[str]

_UNDECLARED = re.compile(r'variable\s+named\s+"(\w+)"\s+but')


@dataclass(frozen=True, slots=True)
class Chosen:
    """The variables of an environment with their defaults, its functions, and what Terraform finds wrong."""

    values: Mapping[str, Any]
    functions: Mapping[str, Mapping[str, Any]]
    services: tuple[str, ...]
    """Hosts of the APIs that Terraform enables."""
    switches: Mapping[str, str]
    """Choices of the environment itself for the app's module, such as `throttled = true`."""
    faults: Mapping[str, str]
    """Variable, or the file, -> what is wrong with it."""

    def text(self, name: str) -> str:
        """Return a variable that is a text, empty if it has no value."""
        return str(self.values.get(name) or "")

    def is_on(self, switch: str, default: bool) -> bool:
        """Return a switch of the environment."""
        return self.switches.get(switch, str(default).lower()) == "true"


def read_chosen(environment: Path) -> Chosen:
    """Read the choices of `terraform/environments/ENV`. Raises InvalidSettings without Terraform or the file."""
    tfvars = environment / FILE
    if not (environment / "variables.tf").is_file():
        raise InvalidSettings(
            "That is no environment", expected="terraform/environments/prod, dev or hobby", found=str(environment)
        )
    if not tfvars.is_file():
        raise InvalidSettings(f"There is no {FILE}", found=str(tfvars), cure=f"copy {FILE}.example and fill it in")
    if not shutil.which("terraform"):
        raise InvalidSettings("Terraform is not installed", expected="1.7 or newer", found="none on the PATH")
    return _evaluated(environment, re.findall(r'^variable "(\w+)"', _text(environment / "variables.tf"), re.M))


def _evaluated(environment: Path, names: list[str]) -> Chosen:
    """Evaluate the variables in a folder with their declarations alone, so that nothing has to be initialised.

    The folder is beside the environment's, as defaults and rules name folders relative to it.
    """
    with tempfile.TemporaryDirectory(prefix=".check-", dir=environment.parent) as folder:
        functions = _answer(_console(Path(folder), _FUNCTIONS))
        shutil.copy(environment / "variables.tf", folder)
        console = partial(_console, Path(folder), tfvars=(environment / FILE).resolve())
        told = console(f"{{{', '.join(f'{name} = var.{name}' for name in names)}}}")
        values = _values(told, names, console)
    switches = dict(re.findall(r"^ +(\w+) += (true|false)$", _text(environment / "main.tf"), re.MULTILINE))
    return Chosen(values, functions or {}, _services(environment), switches, _faults(told, names, values))


def _values(told: Told, names: list[str], console: Callable[[str], Told]) -> dict[str, Any]:
    """Return the variables' values, without those that have none: to find these, each is evaluated by itself."""
    if told.returncode:  # the file cannot be parsed
        return {}
    if (values := _answer(told)) is not None:
        return dict(values)
    return {name: value[0] for name in names if (value := _answer(console(f"[var.{name}]")))}


def _console(folder: Path, expression: str, tfvars: Path | None = None) -> Told:
    return subprocess.run(  # noqa: S603 - nothing of it comes from elsewhere
        [str(shutil.which("terraform")), "console", "-no-color", *([f"-var-file={tfvars}"] if tfvars else [])],
        cwd=folder,
        input=f"base64encode(jsonencode({expression}))\n",
        env={**os.environ, "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


def _answer(told: Told) -> Any:
    """Return the value of an expression, None if it is not known."""
    found = _ANSWER.search(told.stdout)
    return msgspec.json.decode(base64.b64decode(found[1])) if found else None


def _faults(told: Told, names: list[str], values: Mapping[str, Any]) -> dict[str, str]:
    found = dict.fromkeys(_UNDECLARED.findall(told.stdout + told.stderr), "no such variable")
    for block in told.stderr.split("Error: ")[1:]:
        at = re.search(r"var\.(\w+)", block)
        found[at[1] if at else FILE] = _explained(block)
    if told.returncode:
        return found
    return dict.fromkeys((name for name in names if name not in values), "it has no value") | found


def _explained(block: str) -> str:
    """Return the sentences of an error of Terraform's, without its quotation of the source."""
    title, *paragraphs = block.strip().split("\n\n")
    said = [each for each in paragraphs if not each.startswith(("  on ", "This was checked"))]
    return " ".join(" ".join(said or [title]).split()).rstrip(".")


def _services(environment: Path) -> tuple[str, ...]:
    """Return the hosts that stand in a list of the app's module, one a line."""
    module = environment.parent.parent / "modules" / "app"
    listed = re.compile(r'^ +"([a-z]+\.googleapis\.com)",$', re.MULTILINE)
    return tuple(sorted({host for path in module.glob("*.tf") for host in listed.findall(_text(path))}))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
