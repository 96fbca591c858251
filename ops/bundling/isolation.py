"""A bundle unpacked and run by an interpreter that has its requirements and nothing else.

Interpreters are made by uv and kept by what they hold: functions with the same requirements share one.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ops.bundling.archive import bundle
from ops.bundling.reach import FUNCTIONS
from training.output import replaced_folder

SECONDS_TO_INSTALL = 300
SECONDS_TO_ANSWER = 60
MADE_AT_ONCE = 2

_ASK = Path(__file__).with_name("ask.py")
_UV = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin") / "uv"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a bundle did, alone with its requirements."""

    status: int
    body: str
    shared: str
    """Where the package `shared` was loaded from."""
    unpacked: str
    """The folder the bundle was unpacked to."""
    failed_imports: list[str]
    """Modules of the bundle that cannot be imported, and why."""
    start_ms: float
    """From the interpreter's first line until the framework has made the app."""
    logged: list[str]
    """The lines it wrote to stdout meanwhile."""


def interpreters(functions: list[str], kept: Path) -> dict[str, Path]:
    """Give each function an interpreter with its requirements, made under `kept` where there is none yet."""
    wanted = {name: _folder(name, kept) for name in functions}
    each = {folder: FUNCTIONS / name / "requirements.txt" for name, folder in wanted.items()}
    with ThreadPoolExecutor(MADE_AT_ONCE) as pool:
        made = dict(zip(each, pool.map(_interpreter, each, each.values()), strict=True))
    return {name: made[folder] for name, folder in wanted.items()}


def _folder(function: str, kept: Path) -> Path:
    digest = sha256(sys.version.encode() + (FUNCTIONS / function / "requirements.txt").read_bytes())
    return kept / f"only-{digest.hexdigest()[:24]}"


def _interpreter(folder: Path, requirements: Path) -> Path:
    python = Path("Scripts/python.exe") if os.name == "nt" else Path("bin/python")
    if not folder.exists():
        with replaced_folder(folder, mark="pyvenv.cfg") as making:
            _uv("venv", "--relocatable", "--allow-existing", "--python", sys.executable, str(making))
            _uv("pip", "install", "--python", str(making), "--require-hashes", "-r", str(requirements))
    return folder / python


def _uv(*arguments: str) -> None:
    subprocess.run(  # noqa: S603 - our own arguments
        [str(_UV), "--quiet", "--no-config", *arguments], check=True, timeout=SECONDS_TO_INSTALL
    )


def ask(function: str, python: Path, request: Mapping[str, Any], environ: Mapping[str, str]) -> Answer:
    """Unpack a function's bundle and have it answer one request: `method`, `path` and what else Werkzeug takes.

    Raises CalledProcessError, its output shown, if the bundle does not start.
    """
    with TemporaryDirectory() as unpacked:
        zipfile.ZipFile(io.BytesIO(bundle(function).data)).extractall(unpacked)
        done = subprocess.run(  # noqa: S603 - our own arguments
            [str(python), "-I", str(_ASK), function, json.dumps(dict(request))],
            cwd=unpacked,
            env={**_plain_environment(), **environ},
            check=True,
            timeout=SECONDS_TO_ANSWER,
            stdout=subprocess.PIPE,
        )
        *logged, told = done.stdout.decode().splitlines()
        return Answer(unpacked=str(Path(unpacked).resolve()), logged=logged, **json.loads(told))


def _plain_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
