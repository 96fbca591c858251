"""A newcomer's first minute: `make run` in a fresh clone, until the page answers a search with a song.

Usage, with the package cache warm (run it twice):
    .venv/bin/python -m bench.first_minute
"""

import os
import resource
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from bench.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
LONGEST_SECONDS = 900.0
PAUSE_SECONDS = 0.1


def main() -> None:
    """Clone the last commit, run it, and print the seconds of each step."""
    with tempfile.TemporaryDirectory() as parent:
        clone, port = Path(parent) / "segue", free_port()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S607
        steps = measured(clone, port)
    for name, seconds in steps.items():
        print(f"{name:<40}{seconds:6.1f} s")


def measured(clone: Path, port: int) -> dict[str, float]:
    """Return the seconds from the start to the end of each step, and the processor time of all processes."""
    started = time.monotonic()
    run = subprocess.Popen(["make", "--silent", "run", f"PORT={port}"], cwd=clone, start_new_session=True)  # noqa: S607
    try:
        steps = {"installed": _seconds_until(run, started, (clone / ".venv" / ".serves").exists)}
        steps["a search answers"] = _seconds_until(run, started, lambda: _answers(port))
    finally:
        os.killpg(run.pid, signal.SIGINT)
        run.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return steps | {"processor time, all processes": used.ru_utime + used.ru_stime}


def _seconds_until(run: "subprocess.Popen[bytes]", started: float, done: Callable[[], bool]) -> float:
    while not done():
        seconds = time.monotonic() - started
        if run.poll() is not None or seconds > LONGEST_SECONDS:
            raise SystemExit(f"make run did not get there within {seconds:.0f} s")
        time.sleep(PAUSE_SECONDS)
    return time.monotonic() - started


def _answers(port: int) -> bool:
    try:
        for path in ("/", "/api/search?q=paper+lanterns"):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60).close()
    except (urllib.error.URLError, ConnectionError):
        return False
    return True


if __name__ == "__main__":
    main()
