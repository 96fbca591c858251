"""A handover within a bounded time: it can be given up until its last step; after that nobody knows.

A socket's timeout holds for each read alone, so a server that answers byte by byte is never too late by it; and a
thread that waits for a server cannot be interrupted. So the work has a thread of its own, which may be left alone.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait

LOOK_EVERY_SECONDS = 0.1
"""The interval of looking whether the process is asked to stop."""

GRACE_SECONDS = 0.5
"""Time to finish once the process is asked to stop."""


class Handover:
    """The last step of some work, which cannot be taken back: made by the work, or prevented by its caller."""

    def __init__(self) -> None:
        self.close: Callable[[], None] = lambda: None
        """A way to end what the work waits for; set by the work, called by its caller."""
        self.is_taken = False
        """Whether the other side has said that it has everything; set by the work."""
        self._lock = threading.Lock()
        self._made = self._prevented = False

    def begin(self) -> bool:
        """Return whether the step may be made now; it is not prevented any more then."""
        with self._lock:
            self._made = not self._prevented
            return self._made

    def prevent(self) -> bool:
        """Return whether the step was not made; it never is then."""
        with self._lock:
            self._prevented = not self._made
            return self._prevented


def is_done(
    work: Callable[[Handover], None], handover: Handover, *, seconds: float, stopping: Callable[[], bool]
) -> bool:
    """Do the work on another thread, and return whether it is done within `seconds`. Raises what it raises.

    Once the process is asked to stop, the work has GRACE_SECONDS. Work that is not done is left to its thread.
    """
    future: Future[None] = Future()

    def run() -> None:
        try:
            work(handover)
        except BaseException as error:  # noqa: BLE001 - raised by the thread that waits
            future.set_exception(error)
        else:
            future.set_result(None)

    threading.Thread(target=run, name="handover", daemon=True).start()
    deadline, stops = time.monotonic() + seconds, False
    while not wait([future], LOOK_EVERY_SECONDS).done:
        if not stops and (stops := stopping()):
            deadline = min(deadline, time.monotonic() + GRACE_SECONDS)
        if time.monotonic() >= deadline:
            return False
    future.result()
    return True
