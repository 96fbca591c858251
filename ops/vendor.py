"""Copy the site's libraries from node_modules/ to site/vendor/, each with its licence, and list their checksums.

`make vendor` runs it after npm has installed what package-lock.json says, whose hashes npm checks.
"""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTALLED = ROOT / "node_modules"
VENDOR = ROOT / "site" / "vendor"
CHECKSUMS = "SHA256SUMS"

_D3 = ("color", "dispatch", "drag", "ease", "interpolate", "quadtree", "selection", "timer", "transition", "zoom")

FILES: tuple[str, ...] = (
    "chart.js/dist/chart.umd.min.js",
    "chart.js/LICENSE.md",
    "@kurkle/color/LICENSE.md",  # a part of chart.umd.min.js
    "d3-cloud/build/d3.layout.cloud.js",
    "d3-cloud/LICENSE",
    *(f"d3-{name}/dist/d3-{name}.min.js" for name in _D3),
    *(f"d3-{name}/LICENSE" for name in _D3),
)
"""The files to copy, by their paths in node_modules/."""


def target_of(file: str) -> Path:
    """Return the path in site/vendor/ of a file: the folders between a package and its file are left out."""
    scope = 2 if file.startswith("@") else 1
    parts = file.split("/")
    return Path(*parts[:scope], parts[-1])


def checksums(folder: Path) -> str:
    """List the SHA-256 of every file below a folder, as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CHECKSUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
    )


def vendor(installed: Path = INSTALLED, target: Path = VENDOR, files: Iterable[str] = FILES) -> None:
    """Replace the target's content by what is installed."""
    shutil.rmtree(target, ignore_errors=True)
    for file in files:
        copied = target / target_of(file)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(installed / file, copied)
    (target / CHECKSUMS).write_text(checksums(target), encoding="utf-8")


if __name__ == "__main__":
    vendor()
