"""The model shared by tests: trained once for all processes, and cached.

`python tests/kept_model.py FOLDER` trains it into a folder, unless it is there already.
"""

import ast
import gzip
import hashlib
import pickle
import sys
import tempfile
import zipfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from shared.adapters.file_lock import held
from shared.domain.track_ids import DEMO, SPOTIFY
from shared.model.artefact.manifest import MANIFEST
from training.demo import DemoSize, generate_demo
from training.demo.generate import PLAYLISTS
from training.output import replaced_folder

if TYPE_CHECKING:
    from training.train import Trained

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path.home() / ".cache" / "segue-tests"
SOURCES = (
    "training/*.py",
    *(f"training/{room}/**/*.py" for room in ("demo", "evaluate", "fit", "read")),
    "shared/model/**/*.py",
    "shared/domain/base62.py",
    "shared/domain/title_versions.py",
    "shared/domain/track*.py",
    "tests/kept_model.py",
)
LIBRARIES = ("implicit", "numpy", "openTSNE", "scikit-learn", "scipy")
QUERIES, ROWS = 600, 200_000
"""Query playlists, and candidates each network learns from: a part of those there are, as tests wait for it."""
ARTEFACT, TRAINED = "model", "trained.pickle"
"""Contents of the folder: the artefact, and the training result."""


def kept_model() -> Path:
    """Return the folder of the model for the current sources, libraries and Python."""
    digest = hashlib.sha256(sys.version.encode())
    for library in LIBRARIES:
        digest.update(version(library).encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(without_docstrings(path.read_bytes()))
    return KEPT / digest.hexdigest()[:32]


def without_docstrings(source: bytes) -> bytes:
    """Return a file's syntax tree without comments and docstrings, as these change no behaviour."""
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


def write_demo(folder: Path) -> Path:
    """Write the small catalogue of tests: playlists.zip, features.csv.gz and truth.csv.gz of a demo.

    Its ids are Spotify's: a song of the demo offers nothing that a page could show.
    """
    generate_demo(folder, seed=7, size=DemoSize(tracks=2_000, artists=180, playlists=600))
    for path in folder.glob("*.csv.gz"):
        path.write_bytes(gzip.compress(at_spotify(gzip.decompress(path.read_bytes())), compresslevel=1, mtime=0))
    with zipfile.ZipFile(folder / PLAYLISTS) as archive:
        parts = {name: at_spotify(archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(folder / PLAYLISTS, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return folder


def at_spotify(data: bytes) -> bytes:
    return data.replace(DEMO.prefix.encode(), SPOTIFY.prefix.encode())


def ensure_model(folder: Path) -> None:
    """Train the shared model into a folder, or wait for another process that is training it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with held(folder.with_suffix(".lock")):
        if not (folder / TRAINED).is_file():
            # Here, as they take seconds, and most processes of tests find the model trained.
            from training.effort import THOROUGH
            from training.read.corpus import read_dataset
            from training.train import train

            with tempfile.TemporaryDirectory() as data, replaced_folder(folder, mark=TRAINED) as new:
                demo = write_demo(Path(data) / "demo")
                dataset, _ = read_dataset([demo / "playlists.zip"], [demo / "features.csv.gz"])
                effort = replace(THOROUGH, query_playlists=QUERIES, rows_per_network=ROWS)
                trained = train(dataset, new / ARTEFACT, seed=7, effort=effort)
                assert (new / ARTEFACT / MANIFEST).is_file()
                (new / TRAINED).write_bytes(pickle.dumps(trained))


def read_trained(folder: Path) -> "Trained":
    """Read the training result of the shared model."""
    trained: Trained = pickle.loads((folder / TRAINED).read_bytes())
    return trained


if __name__ == "__main__":
    ensure_model(Path(sys.argv[1]))
