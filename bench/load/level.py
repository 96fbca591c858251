"""One level of load: so many requests a second for so long, and what became of them."""

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
"""At the beginning of a level, left out: most of those who come are new then."""

LAST_ANSWER_SECONDS = 60
"""How long a listener may still wait for an answer when the time is over."""

LOCUSTFILE = Path(__file__).with_name("locustfile.py")
SOURCES = Path(__file__).parents[2]
SAMPLED_EVERY_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Level:
    """What came of one level."""

    wanted_per_second: float
    seconds: float
    asked: list[Asked]
    """What was sent within `seconds`, after the warm-up."""
    written: list[Written]
    """All that was to be kept, the warm-up's among it."""
    peak_mib: float
    """The most memory that the server's process held."""
    locust_share: float
    """Of one processor, what Locust took of the machine."""

    @property
    def per_second(self) -> float:
        """Requests that were sent, whatever became of them."""
        return len(self.asked) / self.seconds

    def answered(self, name: str = "") -> list[Asked]:
        """Give the requests that were answered, all or those of one name."""
        return [each for each in self.asked if each.is_answered() and name in ("", each.name)]

    def refused(self) -> list[Asked]:
        """Give the requests that were told to come back later, and when."""
        return [each for each in self.asked if each.is_refused()]

    def errors(self) -> Counter[str]:
        """Count all else, by status."""
        wrong = (each for each in self.asked if not each.is_answered() and not each.is_refused())
        return Counter(str(each.status) if each.status else "no answer" for each in wrong)

    def summary(self) -> str:
        """Say in a line what came of it."""
        answered = self.answered()
        refused, errors = len(self.refused()), self.errors().total()
        times = f"p50 {percentile(answered, 50):.0f}, p99 {percentile(answered, 99):.0f} ms"
        return f"{len(self.asked)} asked, {len(answered)} answered, {times}, {refused} refused, {errors} errors"

    def is_borne(self, p99_ms: float) -> bool:
        """Say whether so many could ask, all were answered, and 99 in a hundred within so many milliseconds."""
        return self.kept_pace and len(self.answered()) == len(self.asked) and percentile(self.asked, 99) < p99_ms

    @property
    def kept_pace(self) -> bool:
        """Whether as many requests were sent as wanted, less three deviations of what comes at random."""
        wanted = self.wanted_per_second * self.seconds
        return len(self.asked) >= wanted - 3 * math.sqrt(wanted)


def percentile(asked: list[Asked], share: float) -> float:
    """Give the milliseconds within which `share` per cent were answered, NaN if there were none."""
    return float(np.percentile([each.ms for each in asked], share)) if asked else float("nan")


def load(server: Served, outbox: Path, per_second: float, seconds: float) -> Level:
    """Send listeners to a server. Raises RuntimeError if Locust fails."""
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
    """Run Locust to its end, in a process of its own, as it patches Python; give what it took of a processor."""
    command = [sys.executable, "-m", "locust", "--locustfile", str(LOCUSTFILE), *options]
    started, used = time.monotonic(), _children_seconds()
    done = subprocess.run(command, cwd=SOURCES, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"expected Locust to end well, found {done.returncode}: {done.stderr[-2_000:]}")
    return (_children_seconds() - used) / (time.monotonic() - started)


def _children_seconds() -> float:
    """Give the processor time of all child processes that have ended."""
    used = os.times()
    return used.children_user + used.children_system


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """Note the memory of a process, in MiB, every now and then."""
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
