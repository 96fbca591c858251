"""A function as one zip: its folder, `shared/` and its pinned requirements; the same sources, the same bytes."""

import io
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from shared.errors import NotFound

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = ROOT / "functions"

LEFT_OUT = frozenset({"__pycache__", "requirements.in"})
"""Files and folders that are excluded from bundles, as are those whose names start with a dot."""

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_PERMISSIONS = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Bundle:
    """A function's zip."""

    function: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Its hash, 64 hex digits."""
        return sha256(self.data).hexdigest()


def function_names() -> list[str]:
    """Return the names of all functions, in order."""
    return sorted(path.parent.name for path in FUNCTIONS.glob("*/main.py"))


def bundle(function: str) -> Bundle:
    """Build a function's zip. Raises NotFound if there is no such function.

    Nothing is compressed: deflate's bytes differ from one zlib to another, and a bundle has about 600 kB.
    """
    if function not in function_names():
        raise NotFound(
            f"There is no function {function!r}", expected=f"one of {', '.join(function_names())}", found=function
        )
    folder = FUNCTIONS / function
    contents = _files(folder, below=folder) | _files(ROOT / "shared", below=ROOT)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(contents.items()):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _PERMISSIONS
            archive.writestr(entry, path.read_bytes())
    return Bundle(function, written.getvalue())


def _files(folder: Path, below: Path) -> dict[str, Path]:
    """Return the files of a folder by their names in the bundle, which are relative to `below`."""
    return {path.relative_to(below).as_posix(): path for path in folder.rglob("*") if _is_kept(path, folder)}


def _is_kept(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    hidden = any(part.startswith(".") or part in LEFT_OUT for part in parts)
    return path.is_file() and not hidden and path.suffix != ".pyc"
