"""A real `segue serve` in a process and a folder of its own, for load and fault tests."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from bench.ports import free_port
from shared.adapters.local_files import LocalFiles
from shared.adapters.sqlite_bus import SqliteBus
from shared.adapters.sqlite_records import SqliteRecords

START_SECONDS = 60.0
"""Timeout of a server's start."""

STALLED_SECONDS = 90.0
"""Timeout of a delivery while messages wait; longer than the delay of a retry."""

SECRET = "a secret to be measured by of 32 characters or more"  # noqa: S105 - signs nothing of value


class Served:
    """A `segue serve` on one port that can be restarted, with the objects and records of one folder."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None, log: Path | None = None) -> None:
        """Choose a free port; `settings` are added to the environment; output is appended to `log`, if given."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.objects = LocalFiles(folder / "objects")
        self.records_file = folder / "segue.db"
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")},
            "SEGUE_OBJECTS": f"file:///{folder}/objects",
            "SEGUE_RECORDS": f"sqlite:///{self.records_file}",
            "SEGUE_RATE_FACTOR": "0",  # many clients on one network
            "SEGUE_SECRET": SECRET,
            **(settings or {}),
        }
        self._log = log or Path(os.devnull)

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def records(self) -> SqliteRecords:
        """Open the records."""
        return SqliteRecords(self.records_file)

    def start(self) -> None:
        """Start the server and wait until it answers. Raises TimeoutError if not, ChildProcessError if it ends."""
        command = [sys.executable, "-c", "from ops.cli import main; main()", "serve", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), urllib.request.urlopen(self.url, timeout=5):
                return
            if not self.is_running():
                raise ChildProcessError(f"the server ended with {self._process.returncode}; see {self._log}")
            time.sleep(0.05)
        self.kill()
        raise TimeoutError(f"no server answered within {START_SECONDS} s")

    def wait_until_delivered(self) -> None:
        """Wait until all messages are delivered. Raises TimeoutError after STALLED_SECONDS without a delivery."""
        bus, left, since = SqliteBus(self.records_file), 0, time.monotonic()
        while waiting := bus.waiting():
            if waiting != left:
                left, since = waiting, time.monotonic()
            elif time.monotonic() > since + STALLED_SECONDS:
                raise TimeoutError(f"{left} messages wait, and none was delivered for {STALLED_SECONDS} s")
            time.sleep(0.05 if waiting < 100 else 1.0)  # counting many takes time from the dispatcher

    def is_running(self) -> bool:
        """Return whether the process started last is still running."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Kill the process as a crash does."""
        self._process.kill()
        self._process.wait()
