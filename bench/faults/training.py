"""A real `segue train`, killed while it works: the model that is there stays, and the next run clears the rest."""

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from bench.faults.outcome import Outcome
from shared.model.artefact.manifest import MANIFEST, verify
from training.demo import DemoSize, generate_demo

SIZE = DemoSize(tracks=100, artists=24, playlists=52)
"""Trained within seconds."""


def training_killed(folder: Path, kills: int, seed: int = 7) -> Outcome:
    """Train, then begin again `kills` times and kill each run at a moment that is drawn, then train once more."""
    outcome = Outcome("training", "killed at a moment")
    demo, out = folder / "demo", folder / "models" / "model"
    generate_demo(demo, seed=seed, size=SIZE)
    (folder / "tmp").mkdir()
    began = time.monotonic()
    _train(folder).wait()
    seconds, trained = time.monotonic() - began, _digest(out)
    draw = random.Random(seed)  # noqa: S311 - no secret
    for place in range(kills):
        run = _train(folder)
        try:
            run.wait(seconds * (place + draw.random()) / kills)
        except subprocess.TimeoutExpired:
            outcome.faults += 1
        run.kill()
        run.wait()
        if _digest(out) != trained:
            outcome.lost += 1
            outcome.details.append("the model that was there has changed")
    _train(folder).wait()
    verify(out)
    left = [*(path for path in out.parent.iterdir() if path != out), *(folder / "tmp").iterdir()]
    outcome.blocked += len(left)
    outcome.details += [f"left behind: {path.name}" for path in left]
    return outcome


def _train(folder: Path) -> subprocess.Popen[bytes]:
    """Begin to train into `folder`, with temporary files in it, too."""
    demo = folder / "demo"
    words = ["train", "--out", folder / "models" / "model"]
    words += ["--playlists", demo / "playlists.zip", "--features", demo / "features.csv.gz"]
    command = [sys.executable, "-c", "from ops.cli import main; main()", *map(str, words)]
    environment = {**os.environ, "TMPDIR": str(folder / "tmp")}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _digest(out: Path) -> str:
    """Return a hash of the model's manifest. Raises RefusedModel if a file is not what it says."""
    verify(out)
    return hashlib.sha256((out / MANIFEST).read_bytes()).hexdigest()
