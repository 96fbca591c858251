"""Fair semaphore and lock: threads acquire them in first-in, first-out order."""

import math
import threading
from collections import deque
from types import TracebackType


class FairSemaphore:
    """A fair semaphore: the longest-waiting thread acquires it next.

    `threading.Semaphore` guarantees no order, so that under load a waiting thread may starve.
    """

    def __init__(self, slots: int, most_waiting: float = math.inf) -> None:
        self._slots = slots
        self._most_waiting = most_waiting
        self._changing = threading.Lock()
        self._taken = 0
        self._waiting: deque[threading.Lock] = deque()

    @property
    def taken(self) -> int:
        """The number of slots currently acquired."""
        return self._taken

    @property
    def waiting(self) -> int:
        """The number of threads currently waiting."""
        return len(self._waiting)

    def acquire(self, timeout_seconds: float = -1) -> bool:
        """Acquire a slot, waiting up to the timeout (-1: no limit), and return whether one was acquired.

        Returns False at once if `most_waiting` threads are already waiting.
        """
        with self._changing:
            if self._taken < self._slots:
                self._taken += 1
                return True
            if len(self._waiting) >= self._most_waiting:
                return False
            handed_over = threading.Lock()
            handed_over.acquire()
            self._waiting.append(handed_over)
        return handed_over.acquire(timeout=timeout_seconds) or not self._withdraw(handed_over)

    def release(self) -> None:
        """Release the slot to the longest-waiting thread, or free it."""
        with self._changing:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken -= 1

    def _withdraw(self, waiter: threading.Lock) -> bool:
        """Stop waiting; return False if a slot was handed over in the meantime."""
        with self._changing:
            if waiter not in self._waiting:
                return False
            self._waiting.remove(waiter)
            return True


class FairLock(FairSemaphore):
    """A fair lock: the longest-waiting thread acquires it next."""

    def __init__(self) -> None:
        super().__init__(slots=1)

    def __enter__(self) -> None:
        """Acquire the lock, waiting without a limit."""
        self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Release the lock."""
        self.release()
