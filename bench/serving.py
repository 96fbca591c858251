"""How fast one instance answers: `python -m bench.serving MODEL`; one thread, warm, and from process start."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import numpy as np
import psutil
from threadpoolctl import threadpool_limits

from shared.adapters.local_files import LocalFiles
from shared.domain.track import track_uri
from shared.model.model import Model
from shared.model.selection import Rules
from shared.model.store import ModelStore

REQUESTS = 500
SEEDS = 20
N = 50
WARM_UP = 20


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
def main(folder: Path) -> None:
    """Measure compute and whole HTTP requests of 20 seeds and n=50, start-up and peak memory."""
    model = Model.open(folder)
    playlists = _playlists(model)
    with threadpool_limits(1, "blas"):
        _print("compute, warm", _compute_ms(model, playlists))
    with (
        tempfile.TemporaryDirectory() as state,
        _server(folder, playlists[0], Path(state)) as (url, first_ms, process),
    ):
        _print("whole HTTP request, warm", _http_ms(url, playlists))
        print(f"process start to first answer: {first_ms:.0f} ms")
        print(f"peak memory of the serving process: {_peak_mib(process):.0f} MiB")


def _playlists(model: Model) -> list[list[str]]:
    """Draw REQUESTS training playlists with a fixed seed, and of each the ids of up to SEEDS tracks."""
    rng = np.random.default_rng(0)
    playlists = model.retrieval.playlists
    held = [playlists.tracks_of(int(row)) for row in rng.integers(len(playlists), size=REQUESTS)]
    return [
        [track.id for track in model.catalogue.tracks(rng.permutation(each)[:SEEDS].tolist())] for each in held
    ]


def _compute_ms(model: Model, playlists: list[list[str]]) -> list[float]:
    table, rules = model.retrieval.tracks, Rules(n=N)
    return _timed(lambda ids: model.recommender.recommend(table.indices(ids), rules), playlists)


def _http_ms(url: str, playlists: list[list[str]]) -> list[float]:
    return _timed(lambda ids: _ask(url, ids), playlists)


def _timed(ask: Callable[[list[str]], object], playlists: list[list[str]]) -> list[float]:
    for ids in playlists[:WARM_UP]:
        ask(ids)
    spans = []
    for ids in playlists:
        started = time.perf_counter()
        ask(ids)
        spans.append(1_000 * (time.perf_counter() - started))
    return spans


def _ask(url: str, ids: list[str]) -> None:
    body = json.dumps({"tracks": [track_uri(track_id) for track_id in ids], "n": N}).encode()
    request = urllib.request.Request(f"{url}/api/recommend", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()


@contextmanager
def _server(folder: Path, first: list[str], state: Path) -> Iterator[tuple[str, float, psutil.Process]]:
    """Serve the model from a fresh process; give its address, when it first answered and the process."""
    ModelStore(LocalFiles(state / "objects")).publish(folder)
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "SEGUE_OBJECTS": f"file:///{state}/objects",
        "SEGUE_RECORDS": f"sqlite:///{state}/segue.db",
        "TMPDIR": str(state),
    }
    started = time.perf_counter()
    command = [sys.executable, "-m", "bench.one_function", "recommend", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(url, first):
            time.sleep(0.01)
        yield url, 1_000 * (time.perf_counter() - started), psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


def _answers(url: str, ids: list[str]) -> bool:
    try:
        _ask(url, ids)
    except urllib.error.HTTPError:
        raise
    except urllib.error.URLError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _peak_mib(process: psutil.Process) -> float:
    """Read the largest resident size the kernel has seen (Linux)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _print(what: str, spans: list[float]) -> None:
    median, p99 = np.percentile(spans, [50, 99])
    print(f"{what} ({len(spans)} requests, {SEEDS} seeds, n={N}): median {median:.1f} ms, p99 {p99:.1f} ms")


if __name__ == "__main__":
    main()
