"""Time the steps of a cold start on one processor: `python -m bench.start.cold MODEL [--before CHECKOUT]`.

The bucket is fake-gcs-server behind `bench.start.bucket`: 150 MB/s in all, 20 ms a request. The instance runs on
the first processor, the bucket on the second; both are read from memory. MODEL is padded to --mib in the store.
CHECKOUT is another version of the code, started in turn with this one on the same objects; after them a start with
the model in the image, as SEGUE_MODELS names it. Linux only.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import click
import psutil
from google.auth.credentials import AnonymousCredentials
from google.cloud.storage import Client  # type: ignore[import-untyped]  # storage ships no types

from bench.emulators import storage_emulator
from bench.ports import free_port
from bench.serving.instance import MEMORY, ROOT, Size, command_of, settings_of, wait_until_answered
from bench.serving.requests import asking, playlists_of
from bench.start.padded import padded
from shared.adapters.gcs_objects import GcsObjects
from shared.model.artefact.download import compressed_name
from shared.model.artefact.manifest import MANIFEST, Manifest
from shared.model.artefact.order_of_need import is_needed_first
from shared.model.artefact.store import ModelStore
from shared.model.model import Model

BUCKET = "models"
STEPS = (
    "imports, until the bucket is asked",
    "pointer and manifest",
    "bytes that are needed first",
    "first answer",
    "everything there",
    "processor time until the first answer",
)
_PINNED = "import os, sys; os.sched_setaffinity(0, {0}); os.execv(sys.argv[1], sys.argv[1:])"
"""Begins a program on the first processor; it takes 10 ms more than the program."""
_SECOND = {1}
_QUIET_SECONDS = 1.0
_PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Bucket:
    """The running bucket, its log and the model in it."""

    url: str
    log: Path
    manifest: Manifest
    models: Path
    """The model as `segue models fetch` unpacks it."""
    first: list[str]
    """Ids of the songs of the first request."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--before", type=click.Path(exists=True, path_type=Path), help="A checkout to compare with.")
@click.option("--mib", default=393.0, show_default=True, help="Size of the model in the store.")
@click.option("--rounds", default=5, show_default=True)
def main(folder: Path, before: Path | None, mib: float, rounds: int) -> None:
    """Print the median time from process start to the end of each step, in seconds, and of the processor's."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as name, _bucket(folder, Path(name), mib) as bucket:
        codes: dict[str, tuple[Path, dict[str, str]]] = {"now": (ROOT, {})}
        if before:
            codes["before"] = before.resolve(), {}
        codes["in the image"] = ROOT, {"SEGUE_MODELS": str(bucket.models)}
        starts: dict[str, list[list[float]]] = {code: [] for code in codes}
        for _ in range(rounds):
            for code, (root, settings) in codes.items():
                starts[code].append(_started(bucket, root, settings))
        print(*codes, sep=" | ")
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {rounds} starts of each in turn")
        for place, step in enumerate(STEPS):
            print(f"| {step} |", *(f"{_told([each[place] for each in starts[code]])} |" for code in codes))


def _told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f} to {max(seconds):.2f})"


@contextmanager
def _bucket(folder: Path, state: Path, mib: float) -> Iterator[Bucket]:
    with storage_emulator(state) as upstream:
        os.environ["STORAGE_EMULATOR_HOST"] = upstream
        client = Client(project="none", credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]
        client.create_bucket(BUCKET)
        with tempfile.TemporaryDirectory() as name:
            manifest = padded(folder, Path(name) / "model", mib)
            model = Model.open(Path(name) / "model")
            first = playlists_of(model, 1)[0]
            del model
            store = ModelStore(GcsObjects(client, BUCKET))
            manifest = store.publish(Path(name) / "model", force=True)
        store.fetch(manifest.version, state / "models")
        _print_size(manifest)
        with _slow(upstream, state / "log") as url:
            yield Bucket(url, state / "log", manifest, state / "models", first)


def _print_size(manifest: Manifest) -> None:
    stored = {name: sum(b.size_bytes for b in file.blocks) for name, file in manifest.compressed_files.items()}
    early = sum(size for name, size in stored.items() if is_needed_first(name))
    unpacked = sum(file.size_bytes for file in manifest.files.values())
    mib = [each / (1 << 20) for each in (sum(stored.values()), early, unpacked)]
    print(f"{mib[0]:.0f} MiB in the store, {mib[1]:.0f} of them needed first, {mib[2]:.0f} unpacked")


@contextmanager
def _slow(upstream: str, log: Path) -> Iterator[str]:
    port = free_port()
    log.touch()
    command = [sys.executable, "-m", "bench.start.bucket", upstream, str(port), str(log)]
    server = subprocess.Popen(command, cwd=ROOT)
    os.sched_setaffinity(server.pid, _SECOND)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _started(bucket: Bucket, root: Path, settings: dict[str, str]) -> list[float]:
    """Start an instance and return a number of seconds for each of STEPS."""
    bucket.log.write_text("")
    port = free_port()
    with tempfile.TemporaryDirectory(dir=MEMORY) as unpacked:
        own = {"SEGUE_OBJECTS": f"gs://{BUCKET}", "STORAGE_EMULATOR_HOST": bucket.url, "TMPDIR": unpacked}
        environment = (
            os.environ | settings_of(Path(unpacked), Size(1, 8)) | own | {"PYTHONPATH": str(root)} | settings
        )
        began = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-c", _PINNED, *command_of(port, root)],
            env=environment,
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_answered(server, asking(f"http://127.0.0.1:{port}/", _PATIENCE_SECONDS), bucket.first)
            answered, used = time.perf_counter(), _processor_seconds(server.pid)
            _wait_until_quiet(bucket.log)
        finally:
            server.terminate()
            server.wait()
    return [*_ends(bucket, began, answered), used]


def _processor_seconds(process: int) -> float:
    server = psutil.Process(process)
    return sum(float(sum(each.cpu_times()[:2])) for each in [server, *server.children()])


def _wait_until_quiet(log: Path) -> None:
    while time.time() - log.stat().st_mtime < _QUIET_SECONDS:
        time.sleep(0.05)


def _ends(bucket: Bucket, began: float, answered: float) -> list[float]:
    lines = [line.split() for line in bucket.log.read_text().splitlines()]
    sent = [(float(at) - began, unquote(what)) for at, _, what in lines]
    version, files = bucket.manifest.version, bucket.manifest.files
    early = [compressed_name(version, name) for name in files if is_needed_first(name)]
    return [
        sent[0][0],
        next((at for at, what in sent if f"{MANIFEST}?" in what), sent[0][0]),
        max((at for at, what in sent if any(f"/{name}?" in what for name in early)), default=sent[0][0]),
        answered - began,
        sent[-1][0],
    ]


if __name__ == "__main__":
    main()
