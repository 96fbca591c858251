"""A lock file that one thread of one process holds at a time, on every system."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    from filelock import FileLock, Timeout  # type: ignore[import-not-found,unused-ignore]  # it is installed on Windows alone

    @contextmanager
    def held(path: Path) -> Iterator[None]:
        """Lock the file, waiting for it; by polling, as Windows does not notify."""
        with FileLock(path, poll_interval=0.005):
            yield

    @contextmanager
    def tried(path: Path) -> Iterator[bool]:
        """Lock the file, which exists, unless somebody holds it; yield whether it is locked now."""
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield False
        else:
            with lock:
                lock.release()  # the second of two
                yield True

else:
    import fcntl

    @contextmanager
    def held(path: Path) -> Iterator[None]:
        """Lock the file, waiting for it."""
        with path.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def tried(path: Path) -> Iterator[bool]:
        """Lock the file, which exists, unless somebody holds it; yield whether it is locked now."""
        with path.open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
