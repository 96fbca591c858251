"""One instance under measurement: `recommend` as it is deployed, by the functions framework and gunicorn."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.serving.requests import Ask, asking
from shared.adapters.local_files import LocalFiles
from shared.model.store import ModelStore

SOURCE = Path(__file__).parents[2] / "functions" / "recommend" / "main.py"


@dataclass(frozen=True, slots=True)
class Instance:
    """A running instance and its object store."""

    ask: Ask
    objects: LocalFiles
    process: psutil.Process
    first_answer_ms: float
    """From the start of its process."""

    def own_mib(self) -> float:
        """Read the memory that is its processes' own (Linux).

        The model's files come on top, once for all: a function's files are in memory too.
        """
        return sum(_anonymous_mib(each) for each in self._processes())

    def processor_seconds(self) -> float:
        """Give the processor time that it has used so far."""
        return sum(float(sum(each.cpu_times()[:2])) for each in self._processes())

    def _processes(self) -> list[psutil.Process]:
        return [self.process, *self.process.children()]


def _anonymous_mib(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")) / 1024


@dataclass(frozen=True, slots=True)
class Size:
    """How gunicorn is told to serve: WORKERS processes of THREADS threads each."""

    workers: int = 2
    threads: int = 4


@contextmanager
def instance(folder: Path, first: list[str], state: Path, size: Size) -> Iterator[Instance]:
    """Publish the model in `folder` and serve it from a fresh process until `first` is answered, then give it."""
    objects = LocalFiles(state / "objects")
    ModelStore(objects).publish(folder)
    os.sync()  # what was just written must not be written back while it is measured
    port = _free_port()
    ask = asking(f"http://127.0.0.1:{port}/")
    environment = os.environ | {
        "SEGUE_OBJECTS": f"file:///{state}/objects",
        "SEGUE_RECORDS": f"sqlite:///{state}/segue.db",
        "TMPDIR": str(state),
        "OPENBLAS_NUM_THREADS": "1",
        "WORKERS": str(size.workers),
        "THREADS": str(size.threads),
    }
    started = time.perf_counter()
    framework = str(Path(sys.executable).with_name("functions-framework"))
    command = [
        framework,
        "--target",
        "recommend",
        "--source",
        str(SOURCE),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(ask, first):
            time.sleep(0.01)
        first_ms = 1_000 * (time.perf_counter() - started)
        yield Instance(ask, objects, psutil.Process(server.pid), first_ms)
    finally:
        server.terminate()
        server.wait()


def _answers(ask: Ask, ids: list[str]) -> bool:
    try:
        ask(ids)
    except urllib.error.HTTPError:
        raise
    except urllib.error.URLError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
