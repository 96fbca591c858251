"""A function as one zip: the same sources make the same bytes, wherever and whenever it is made."""

import io
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ops.bundling.reach import FUNCTIONS, ROOT, function_names, reach_of
from shared.errors import NotFound

LEFT_OUT = frozenset({"__pycache__", "requirements.in"})
"""Files and folders of a function that are not for its bundle; those that start with a dot are not either."""

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
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


def bundle(function: str) -> Bundle:
    """Make a function's zip. Raises NotFound if there is no such function.

    Nothing is compressed: deflate's bytes differ from one zlib to another, and a bundle has a few hundred kB.
    """
    if function not in function_names():
        raise NotFound(
            f"There is no function {function!r}", expected=f"one of {', '.join(function_names())}", found=function
        )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, path in sorted(_contents(function).items()):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.create_system, entry.external_attr = _UNIX, _PERMISSIONS
            archive.writestr(entry, path.read_bytes())
    return Bundle(function, written.getvalue())


def _contents(function: str) -> dict[str, Path]:
    """Give the files of a bundle by their names in it: the function's own at the top, `shared/` beside them.

    What is no module but lies in a package of `shared/` that is imported from, such as a template, comes along.
    """
    folder, shared = FUNCTIONS / function, reach_of(function).shared
    own = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if _is_kept(path, folder)}
    beside = {path for package in {each.parent for each in shared} for path in package.iterdir()}
    data = {path for path in beside if path.suffix != ".py" and _is_kept(path, ROOT / "shared")}
    return own | {path.relative_to(ROOT).as_posix(): path for path in (*shared, *data)}


def _is_kept(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    hidden = any(part.startswith(".") or part in LEFT_OUT for part in parts)
    return path.is_file() and not hidden and path.suffix != ".pyc"
