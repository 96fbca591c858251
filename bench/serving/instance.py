"""One instance under measurement: `recommend` as it is deployed, alone in a process of its own."""

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


@dataclass(frozen=True, slots=True)
class Instance:
    """A running instance and its object store."""

    ask: Ask
    store: ModelStore
    process: psutil.Process
    first_answer_ms: float
    """From the start of its process."""

    def peak_mib(self) -> float:
        """Read the largest resident size the kernel has seen (Linux)."""
        return self._status_mib("VmHWM")

    def resident_mib(self) -> float:
        """Read the resident size of now (Linux)."""
        return self._status_mib("VmRSS")

    def _status_mib(self, name: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name)) / 1024

    def processor_seconds(self) -> float:
        """Give the processor time that it has used so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def instance(folder: Path, first: list[str], state: Path) -> Iterator[Instance]:
    """Publish the model in `folder` and serve it from a fresh process until `first` is answered, then give it."""
    store = ModelStore(LocalFiles(state / "objects"))
    store.publish(folder)
    port = _free_port()
    ask = asking(f"http://127.0.0.1:{port}")
    environment = os.environ | {
        "SEGUE_OBJECTS": f"file:///{state}/objects",
        "SEGUE_RECORDS": f"sqlite:///{state}/segue.db",
        "TMPDIR": str(state),
    }
    started = time.perf_counter()
    command = [sys.executable, "-m", "bench.one_function", "recommend", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(ask, first):
            time.sleep(0.01)
        first_ms = 1_000 * (time.perf_counter() - started)
        yield Instance(ask, store, psutil.Process(server.pid), first_ms)
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
