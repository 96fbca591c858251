"""Where the model that tests share is kept between runs, by what training it depends on."""

import ast
import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path.home() / ".cache" / "segue-tests"
SOURCES = ("training/**/*.py", "shared/model/**/*.py", "shared/domain/track.py", "tests/conftest.py")
LIBRARIES = ("implicit", "numpy", "openTSNE", "scikit-learn", "scipy")


def kept_model() -> Path:
    """Return the folder of the model that today's sources, libraries and Python train."""
    digest = hashlib.sha256(sys.version.encode())
    for library in LIBRARIES:
        digest.update(version(library).encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(without_docstrings(path.read_bytes()))
    return KEPT / digest.hexdigest()[:32]


def without_docstrings(source: bytes) -> bytes:
    """Return a file's syntax tree without comments and bare texts: what it does, whatever it says of itself."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not is_text(each)]
    return ast.dump(tree).encode()


def is_text(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Constant):
        return False
    return isinstance(statement.value.value, str)
