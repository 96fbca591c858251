"""Run an unpacked bundle with an interpreter that has its requirements and nothing else.

Interpreters are made by uv and cached by their requirements: functions with the same ones share one.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ops.bundling.archive import FUNCTIONS, bundle
from training.output import replaced_folder

SECONDS_TO_INSTALL = 300
SECONDS_TO_ANSWER = 60
MADE_AT_ONCE = 2

_ASK = Path(__file__).with_name("ask.py")
_UV = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin") / "uv"


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of running a bundle with its requirements and nothing else."""

    status: int
    body: str
    shared: str
    """The folder the package `shared` was loaded from."""
    unpacked: str
    """The folder the bundle was unpacked to."""
    failed_imports: list[str]
    """Modules that cannot be imported, each with the reason."""
    start_ms: float
    """From the interpreter's first line until the framework has made the app."""
    logged: list[str]
    """The lines it wrote to stdout."""


def interpreters(functions: list[str], kept: Path) -> dict[str, Path]:
    """Return an interpreter for each function, with its requirements; missing ones are made under `kept`."""
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


def ask(
    function: str,
    python: Path,
    request: Mapping[str, Any],
    environ: Mapping[str, str],
    modules: Iterable[str] = (),
) -> Answer:
    """Unpack a function's bundle, have it answer one request and import some modules.

    `request` holds `method`, `path` and other arguments of Werkzeug's test client. Raises CalledProcessError, its
    output shown, if the bundle does not start.
    """
    task = json.dumps({"request": dict(request), "modules": list(modules)})
    with TemporaryDirectory() as unpacked:
        zipfile.ZipFile(io.BytesIO(bundle(function).data)).extractall(unpacked)
        done = subprocess.run(  # noqa: S603 - our own arguments
            [str(python), "-I", str(_ASK), function, task],
            cwd=unpacked,
            env={**_plain_environment(), **environ},
            check=True,
            timeout=SECONDS_TO_ANSWER,
            stdout=subprocess.PIPE,
        )
        *logged, result = done.stdout.decode().splitlines()
        return Answer(unpacked=str(Path(unpacked).resolve()), logged=logged, **json.loads(result))


def _plain_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
