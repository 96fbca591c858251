"""Commands of `segue` in processes of their own, which end with this one."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def child(*arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a command; at the end of the block it is asked to end, and waited for."""
    command = [sys.executable, "-m", "ops", *arguments]
    with subprocess.Popen(command) as process:  # noqa: S603 - our own commands
        try:
            yield process
        finally:
            process.terminate()


def run_child(*arguments: str) -> None:
    """Run a command to its end. Raises SystemExit with its exit code if it fails; it has told why."""
    with child(*arguments) as process:
        if code := process.wait():
            raise SystemExit(code)
