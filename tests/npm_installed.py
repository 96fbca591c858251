"""The tools that package-lock.json pins; tests that need them are skipped where npm is not to be had."""

import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest

from ops.local.cloud import ROOT
from shared.adapters.file_lock import held


def npm_installed() -> Path:
    """Return the folder of the installed commands, or skip the test; CI fails without."""
    if sys.platform == "win32":
        pytest.skip("the tools of package-lock.json are installed by make")
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    lock = Path(tempfile.gettempdir()) / f"segue-npm-{zlib.crc32(str(ROOT).encode())}.lock"
    with held(lock):  # by one process of the tests: npm empties the folder first
        done = subprocess.run(["make", "node_modules/.package-lock.json"], cwd=ROOT, env=own, check=False)
    if done.returncode and os.environ.get("CI") == "true":
        pytest.fail("CI must install what package-lock.json says: npm could not")
    if done.returncode:
        pytest.skip("npm cannot install: neither this machine's nor one from requirements/node.txt")
    return ROOT / "node_modules" / ".bin"
