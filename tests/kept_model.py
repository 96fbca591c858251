"""Where the model that tests share is kept between runs, by what training it depends on."""

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path.home() / ".cache" / "segue-tests"
SOURCES = ("training/**/*.py", "shared/model/**/*.py", "shared/domain/track.py", "tests/conftest.py")
LIBRARIES = ("implicit", "numpy", "openTSNE", "scikit-learn", "scipy")


def kept_model() -> Path:
    """Give the folder of the model that today's sources, libraries and Python train."""
    digest = hashlib.sha256(sys.version.encode())
    for library in LIBRARIES:
        digest.update(version(library).encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return KEPT / digest.hexdigest()[:32]
