"""Time each response of `insights`: `python -m bench.insights MODEL`, a folder written by training."""

import os
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import numpy as np
from werkzeug.serving import WSGIRequestHandler, make_server

from bench.insights.filling import fill
from ops.local.cloud import load_function
from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_records import SqliteRecords
from shared.model.artefact.store import ModelStore
from shared.model.model import Model
from shared.ports import Record
from shared.record_kinds import LISTENERS
from shared.web.auth import PURPOSE
from shared.web.tokens import Tokens

SECRET = "a secret of the benchmark's own of 32 characters or more"  # noqa: S105 - protects nothing
ADMIN = "admin@segue.example"
PATHS = ("me", "everyone", "listeners", "week", "map", "map/tracks?points=1,2,3,4,5", "models")


@click.command()
@click.argument("model", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--searches", default=1_000_000, show_default=True, help="Searches of the larger store.")
@click.option("--asked", default=100, show_default=True, help="Requests of each kind.")
def main(model: Path, searches: int, asked: int) -> None:
    """Print a table: each response's median and p99 over few searches and over many."""
    few, many = (_measured(model, size, asked) for size in (1_000, searches))
    print(f"| | 1,000 searches: median | p99 | {searches:,} searches: median | p99 |")
    print("|---|---|---|---|---|")
    for path in PATHS:
        cells = " | ".join(f"{value:.1f} ms" for times in (few, many) for value in times[path])
        print(f"| `{path}` | {cells} |")


def _measured(folder: Path, searches: int, asked: int) -> dict[str, tuple[float, float]]:
    with tempfile.TemporaryDirectory() as name:
        state = Path(name)
        ModelStore(LocalFiles(state / "objects")).publish(folder, force=True)
        opened = Model.open(folder)
        tracks = [track.id for track in opened.catalogue.tracks(range(min(len(opened.catalogue), 100_000)))]
        listeners = fill(state / "segue.db", searches, tracks, opened.version)
        SqliteRecords(state / "segue.db").create(LISTENERS.name, Record(listeners[0], {"address": ADMIN}))
        with _serving(state) as url:
            return {path: _timed(f"{url}/{path}", listeners[0], asked) for path in PATHS}


@contextmanager
def _serving(state: Path) -> Iterator[str]:
    os.environ |= {
        "SEGUE_OBJECTS": f"file:///{state}/objects",
        "SEGUE_RECORDS": f"sqlite:///{state}/segue.db",
        "SEGUE_RATE_FACTOR": "0",
        "SEGUE_SECRET": SECRET,
        "SEGUE_ADMINS": ADMIN,
    }
    server = make_server("127.0.0.1", 0, load_function("insights"), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Quiet(WSGIRequestHandler):
    """A request handler that logs nothing."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""


def _timed(url: str, listener: str, asked: int) -> tuple[float, float]:
    """Return the median and the 99th percentile in milliseconds, after one uncounted request."""
    request = urllib.request.Request(
        url, headers={"Authorization": f"Bearer {Tokens(SECRET).issue(PURPOSE, listener)}"}
    )
    took = []
    for _ in range(asked + 1):
        started = time.perf_counter()
        with urllib.request.urlopen(request, timeout=120) as response:
            response.read()
        took.append(1_000 * (time.perf_counter() - started))
    return float(np.percentile(took[1:], 50)), float(np.percentile(took[1:], 99))


if __name__ == "__main__":
    main()
