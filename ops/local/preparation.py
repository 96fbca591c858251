"""A better model that is prepared beside the local cloud: how far it is, for the page and for the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec
from flask import Flask, Response

from ops.local.child import child
from ops.local.site import HEADERS, SITE
from shared.errors import SegueError
from shared.web.http import json_response

PROGRESS = Path("var/real-progress.json")
ADDRESS = "/preparing.json"

Stage = Literal["fetching", "training", "publishing", "published", "failed"]


class Progress(msgspec.Struct, frozen=True):
    """How far the preparation is."""

    stage: Stage
    version: str = ""
    """The published model's."""
    songs: int = 0
    """Number of its songs."""


def write_progress(progress: Progress, path: Path = PROGRESS) -> None:
    """Write the file that the server reads, atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(msgspec.json.encode(progress))
    new.replace(path)


class Preparation:
    """A preparation as a server sees it: `lives` returns whether it runs, `served` which version is served."""

    def __init__(self, lives: Callable[[], bool], served: Callable[[], str], path: Path = PROGRESS) -> None:
        self._lives = lives
        self._served = served
        self._path = path

    def progress(self) -> Progress:
        """Return how far it is: published means that the server answers with the new model."""
        lives = self._lives()  # before the file is read: it is written before the process ends
        progress = msgspec.json.decode(self._path.read_bytes(), type=Progress)
        if progress.stage == "published":
            return progress if self._serves(progress.version) else Progress("publishing")
        return progress if lives else Progress("failed")

    def _serves(self, version: str) -> bool:
        try:
            return self._served() == version
        except SegueError:  # the health document has it
            return False

    def applications(self) -> dict[str, Flask]:
        """Return what answers at ADDRESS, and the page's settings that name this address, by their paths."""
        told, config = Flask("preparing", static_folder=None), Flask("config", static_folder=None)
        told.add_url_rule("/", "progress", lambda: json_response(msgspec.to_builtins(self.progress())))
        config.add_url_rule("/", "config", _config)
        return {ADDRESS: told, "/config.js": config}


def _config() -> Response:
    text = (SITE / "config.js").read_text(encoding="utf-8")
    named = text.replace('PREPARING = ""', f'PREPARING = "{ADDRESS}"')
    return Response(named, mimetype="text/javascript", headers=HEADERS)


@contextmanager
def preparing(served: Callable[[], str]) -> Iterator[Preparation]:
    """Run `segue real` in a process of its own; at the end of the block it is asked to end, and waited for."""
    write_progress(Progress("fetching"))
    with child("real") as process:
        yield Preparation(lambda: process.poll() is None, served)
