"""A loop on a thread that survives every error of its work, and tells how it is."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from shared.errors import SegueError, SpoiltStore, Unavailable

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
"""The pause after a failed round doubles up to this."""

STOP_SECONDS = 0.5
"""The longest wait for the end of a loop's round."""

SICK_AFTER = 3
"""So many failures in a row are reported; fewer may be a hiccup."""

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class SupervisedLoop:
    """Calls `work` until stopped, each time after the seconds that it returned.

    An error is logged, and the work is done again after a pause that grows from failure to failure.
    """

    name: str
    work: Callable[[], float]
    longest_pause_seconds: float = LONGEST_PAUSE_SECONDS
    failures: int = field(init=False, default=0)
    """Number of failures in a row."""
    error: BaseException | None = field(init=False, default=None)
    """The last failure, until a round succeeds."""
    _stopping: threading.Event = field(init=False, default_factory=threading.Event)
    _thread: threading.Thread | None = field(init=False, default=None)

    def start(self) -> None:
        """Start the loop on a thread that ends with the process, whatever it is doing."""
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Make the loop end after the current round."""
        self._stopping.set()

    def join(self, seconds: float | None = None) -> bool:
        """Wait until the loop has ended, and return whether it has."""
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def trouble(self) -> SegueError | None:
        """Return an error if the loop has ended by itself, fails again and again, or has met a damaged file."""
        if self._thread is not None and not self._thread.is_alive() and not self._stopping.is_set():
            return Unavailable(f"The {self.name} has ended", expected="a running loop", cure="restart segue serve")
        if isinstance(self.error, SpoiltStore):
            return self.error
        if self.failures >= SICK_AFTER:
            return Unavailable(
                f"The {self.name} keeps failing",
                expected="a round without an error",
                found=f"{self.failures} failures in a row, the last: {type(self.error).__name__}",
                cure="read the log",
            )
        return None

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._stopping.wait(self._round())

    def _round(self) -> float:
        """Do the work once, and return the seconds to wait."""
        try:
            seconds = self.work()
        except BaseException as error:
            self.failures, self.error = self.failures + 1, error
            logger.error("the %s failed %d times in a row", self.name, self.failures, exc_info=error)
            return min(FIRST_PAUSE_SECONDS * 2.0 ** min(self.failures - 1, 10), self.longest_pause_seconds)
        self.failures, self.error = 0, None
        return seconds


@contextmanager
def looping(loop: SupervisedLoop, stop_seconds: float = STOP_SECONDS) -> Iterator[SupervisedLoop]:
    """Run a loop within the context."""
    loop.start()
    try:
        yield loop
    finally:
        stopped([loop], stop_seconds)


def stopped(loops: Iterable[SupervisedLoop], seconds: float) -> list[SupervisedLoop]:
    """Stop loops, wait for all of them together, and return those that have not ended in time."""
    loops, deadline = list(loops), time.monotonic() + seconds
    for loop in loops:
        loop.stop()
    return [loop for loop in loops if not loop.join(max(deadline - time.monotonic(), 0.0))]
