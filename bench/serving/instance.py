"""One measured instance: `recommend` as deployed, by the functions framework and gunicorn."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.ports import free_port
from bench.serving.requests import Ask, asking
from shared.adapters.local_files import LocalFiles
from shared.model.artefact.store import ModelStore

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Instance:
    """A running instance and its object store."""

    ask: Ask
    objects: LocalFiles
    process: psutil.Process
    first_answer_ms: float
    """Time from process start to the first answer."""

    def own_mib(self) -> float:
        """Read the anonymous memory of its processes (Linux).

        The model's files come on top, once for all processes: a function's files are in memory too.
        """
        return sum(_anonymous_mib(each) for each in self._processes())

    def processor_seconds(self) -> float:
        """Return the processor time used so far."""
        return sum(float(sum(each.cpu_times()[:2])) for each in self._processes())

    def _processes(self) -> list[psutil.Process]:
        return [self.process, *self.process.children()]


def _anonymous_mib(process: psutil.Process) -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")) / 1024


@dataclass(frozen=True, slots=True)
class Size:
    """Size of the gunicorn server: WORKERS processes of THREADS threads each."""

    workers: int = 2
    threads: int = 4


MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is created there
"""An in-memory file system, like the temporary folder of a Cloud Function; elsewhere a disk is used."""


@contextmanager
def instance(folder: Path, first: list[str], state: Path, size: Size, checkout: Path = ROOT) -> Iterator[Instance]:
    """Publish the model in `folder`, serve it from a fresh process, and yield that once `first` is answered.

    The store and the records are in `state`; the model is unpacked in memory where possible. The code is that of
    `checkout`, the libraries are this process's.
    """
    objects, port = LocalFiles(state / "objects"), free_port()
    ModelStore(objects).publish(folder)
    os.sync()  # earlier writes must not be flushed during the measurement
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else state) as unpacked:
        environment = os.environ | settings_of(state, size) | {"TMPDIR": unpacked, "PYTHONPATH": str(checkout)}
        started, silent = time.perf_counter(), subprocess.DEVNULL
        server = subprocess.Popen(command_of(port, checkout), env=environment, stdout=silent, stderr=silent)
        try:
            ask = asking(f"http://127.0.0.1:{port}/")
            wait_until_answered(server, ask, first)
            first_ms = 1_000 * (time.perf_counter() - started)
            yield Instance(ask, objects, psutil.Process(server.pid), first_ms)
        finally:
            server.terminate()
            server.wait()


def settings_of(state: Path, size: Size) -> dict[str, str]:
    """Return the environment of an instance whose store and records are in `state`."""
    return {
        "SEGUE_OBJECTS": f"file:///{state}/objects",
        "SEGUE_RECORDS": f"sqlite:///{state}/segue.db",
        "SEGUE_RATE_FACTOR": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "WORKERS": str(size.workers),
        "THREADS": str(size.threads),
    }


def command_of(port: int, checkout: Path) -> list[str]:
    """Return the command that serves `recommend` of the code in `checkout`."""
    source = checkout / "functions" / "recommend" / "main.py"
    framework = str(Path(sys.executable).with_name("functions-framework"))
    where = ["--host", "127.0.0.1", "--port", str(port)]
    return [framework, "--target", "recommend", "--source", str(source), *where]


def wait_until_answered(server: subprocess.Popen[bytes], ask: Ask, ids: list[str]) -> None:
    """Send requests until there is an answer. Raises RuntimeError if the server has ended."""
    while not _answers(ask, ids):
        if server.poll() is not None:
            raise RuntimeError(f"expected a server that answers, found that it ended: {server.returncode}")
        time.sleep(0.01)


def _answers(ask: Ask, ids: list[str]) -> bool:
    try:
        ask(ids)
    except urllib.error.HTTPError:
        raise
    except urllib.error.URLError:
        return False
    return True
