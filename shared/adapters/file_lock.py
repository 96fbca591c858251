"""A lock file that one thread of one process holds at a time, on every system."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    from filelock import FileLock  # type: ignore[import-not-found,unused-ignore]  # it is installed on Windows alone

    @contextmanager
    def held(path: Path) -> Iterator[None]:
        """Lock the file, waiting for it; by polling, as Windows does not notify."""
        with FileLock(path, poll_interval=0.005):
            yield

else:
    import fcntl

    @contextmanager
    def held(path: Path) -> Iterator[None]:
        """Lock the file, waiting for it."""
        with path.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
