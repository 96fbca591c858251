"""One level of load: a rate of requests for some time, and their outcomes."""

import math
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import msgspec
import numpy as np
import psutil

from bench.load.outcome import EACH_PER_SECOND, Asked, Outcome, Written
from bench.served import Served

WARM_UP_SECONDS = 4.0
"""Left out at the beginning of a level: most listeners are new then."""

LAST_ANSWER_SECONDS = 60
"""Time a listener may still wait for an answer after the end of a level."""

LOCUSTFILE = Path(__file__).with_name("locustfile.py")
SOURCES = Path(__file__).parents[2]
SAMPLED_EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Level:
    """The result of one level."""

    wanted_per_second: float
    seconds: float
    asked: list[Asked]
    """Requests sent within `seconds`, after the warm-up."""
    written: list[Written]
    """All writes, the warm-up's included."""
    peak_mib: float
    """Peak memory of the server's process."""
    locust_share: float
    """Locust's own use, as a share of one processor."""

    @property
    def per_second(self) -> float:
        """Requests sent a second, whatever their outcome."""
        return len(self.asked) / self.seconds

    def answered(self, name: str = "") -> list[Asked]:
        """Return the answered requests, all or those of one name."""
        return [each for each in self.asked if each.is_answered() and name in ("", each.name)]

    def refused(self) -> list[Asked]:
        """Return the requests that were refused with a time to retry after."""
        return [each for each in self.asked if each.is_refused()]

    def errors(self) -> Counter[str]:
        """Return the number of all other requests, by status."""
        wrong = (each for each in self.asked if not each.is_answered() and not each.is_refused())
        return Counter(str(each.status) if each.status else "no answer" for each in wrong)

    def summary(self) -> str:
        """Return the result in one line."""
        answered = self.answered()
        refused, errors = len(self.refused()), self.errors().total()
        times = f"p50 {percentile(answered, 50):.0f}, p99 {percentile(answered, 99):.0f} ms"
        return f"{len(self.asked)} asked, {len(answered)} answered, {times}, {refused} refused, {errors} errors"

    def is_sustained(self, p99_ms: float) -> bool:
        """Return whether the rate was reached, all requests were answered, and their p99 is below `p99_ms`."""
        return self.kept_pace and len(self.answered()) == len(self.asked) and percentile(self.asked, 99) < p99_ms

    @property
    def kept_pace(self) -> bool:
        """Whether as many requests were sent as wanted, less three standard deviations of a Poisson process."""
        wanted = self.wanted_per_second * self.seconds
        return len(self.asked) >= wanted - 3 * math.sqrt(wanted)


def percentile(asked: list[Asked], share: float) -> float:
    """Compute the `share`-th percentile of the response times in milliseconds, NaN without any."""
    return float(np.percentile([each.ms for each in asked], share)) if asked else float("nan")


def load(server: Served, outbox: Path, per_second: float, seconds: float) -> Level:
    """Run Locust against a server and return the result. Raises RuntimeError if Locust fails."""
    listeners = max(1, round(per_second / EACH_PER_SECOND))
    with tempfile.TemporaryDirectory() as folder, _watched(server.pid) as memory:
        path = Path(folder) / "outcome.json"
        whole = round(WARM_UP_SECONDS + seconds) + 1
        began = time.time()
        share = _run([
            "--headless", "--only-summary", "--loglevel", "ERROR", "--exit-code-on-error", "0",
            "--users", str(listeners), "--spawn-rate", str(listeners),
            "--run-time", f"{whole}s", "--stop-timeout", str(LAST_ANSWER_SECONDS),
            "--host", server.url, "--outbox", str(outbox), "--outcome", str(path),
        ])  # fmt: skip
        outcome = msgspec.json.decode(path.read_bytes(), type=Outcome)
    start = min((each.at for each in outcome.asked), default=began) + WARM_UP_SECONDS
    asked = [each for each in outcome.asked if start <= each.at < start + seconds]
    return Level(per_second, seconds, asked, outcome.written, max(memory), share)


def _run(options: list[str]) -> float:
    """Run Locust in a process of its own, as it patches Python; return the share of a processor it used."""
    command = [sys.executable, "-m", "locust", "--locustfile", str(LOCUSTFILE), *options]
    started, used = time.monotonic(), _children_seconds()
    done = subprocess.run(command, cwd=SOURCES, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"expected Locust to end well, found {done.returncode}: {done.stderr[-2_000:]}")
    return (_children_seconds() - used) / (time.monotonic() - started)


def _children_seconds() -> float:
    """Return the processor time of all child processes that have ended."""
    used = os.times()
    return used.children_user + used.children_system


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """Sample the memory of a process, in MiB, at intervals."""
    process, over = psutil.Process(pid), Event()
    seen = [process.memory_info().rss / 2**20]

    def watch() -> None:
        while not over.wait(SAMPLED_EVERY_SECONDS):
            if process.is_running():
                seen.append(process.memory_info().rss / 2**20)

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()
