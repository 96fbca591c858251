"""Lanes of requests in one process: light ones go first, heavy ones take turns, and their work is bounded.

A request is light until it has computed for some time. Then it goes on in the heavy lane, which admits few
requests and lets one of them compute at a time, while no light one does. Code that computes for long calls
`checkpoint` now and then, and `is_over` where it can leave the rest; both do nothing outside a request.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from shared.errors import Abandoned, Busy
from shared.fair_lock import FairSemaphore

RETRY_AFTER_SECONDS = 5
"""The Retry-After of a heavy request that is refused."""


@dataclass(frozen=True, slots=True)
class LaneBounds:
    """The bounds of the lanes, in seconds of processor time where it says so, else by the clock."""

    light_processor_seconds: float = 0.05
    """Time a request may compute before it is heavy: ten times as much as reading a few songs takes."""
    heavy: int = 3
    """Heavy requests at a time: fewer than the requests that a function works on, locally 4 and deployed 8."""
    heavy_of_one_client: int = 2
    turn_processor_seconds: float = 0.25
    """Time a heavy request computes before the next one's turn."""
    wait_seconds: float = 10.0
    """The longest wait for a turn."""
    processor_seconds: float = 8.0
    """Time a request may compute: four times that which 10,000 unknown names of 123,509 tracks take."""
    reading_processor_seconds: float = 4.0
    """Of it the time that may have passed when a line is read, so that some is left to look up those before."""
    seconds: float = 25.0
    """Time it may take with all its waits, of the 60 that the platform allows; reading, half of it."""
    step_seconds: float = 0.002
    """Time a heavy request computes before it looks for light ones: their longest wait for it."""
    pause_seconds: float = 0.025
    """Its longest pause for light requests in each step, so that it comes to an end beside many of them."""


class Lanes:
    """The lanes of one function in one process."""

    def __init__(self, bounds: LaneBounds | None = None) -> None:
        self.bounds = bounds or LaneBounds()
        self._turns = FairSemaphore(slots=1)
        self._changing = threading.Lock()
        self._light = 0
        self._no_light = threading.Event()
        self._no_light.set()
        self._heavy: Counter[str] = Counter()

    @property
    def light(self) -> int:
        """The number of light requests at work."""
        return self._light

    @property
    def heavy(self) -> int:
        """The number of heavy requests, those that wait for their turn included."""
        return self._heavy.total()

    @property
    def waiting(self) -> int:
        """The number of heavy requests that wait for their turn."""
        return self._turns.waiting

    @contextmanager
    def request(
        self, client: str = "", *, heavy: bool = False, is_abandoned: Callable[[], bool] = lambda: False
    ) -> Iterator[None]:
        """Work on a request of a client within the context, which is this thread's.

        `is_abandoned` tells whether its client has gone. Raises Busy, at once or in `checkpoint`, if the heavy
        lane is full or no turn comes in time; and Abandoned in `checkpoint`.
        """
        work = _Work(self, client, is_abandoned)
        token = _current.set(work)
        try:
            work.begin(heavy=heavy)
            yield
        finally:
            _current.reset(token)
            work.end()

    def add_light(self, difference: int) -> None:
        """Count a light request that begins (1) or ends (-1)."""
        with self._changing:
            self._light += difference
            if self._light:
                self._no_light.clear()
            else:
                self._no_light.set()

    def admit(self, client: str) -> None:
        """Count a heavy request that begins. Raises Busy if the lane, or the client's part of it, is full."""
        with self._changing:
            own, all_ = self._heavy[client], self._heavy.total()
            if own >= self.bounds.heavy_of_one_client:
                raise _busy(f"{self.bounds.heavy_of_one_client} of one client", f"{own} of yours")
            if all_ >= self.bounds.heavy:
                raise _busy(f"{self.bounds.heavy}", f"{all_}")
            self._heavy[client] += 1

    def dismiss(self, client: str) -> None:
        """Count a heavy request that ends."""
        with self._changing:
            self._heavy[client] -= 1
            self._heavy += Counter()  # without clients that have none

    def take_turn(self) -> None:
        """Wait for a heavy request's turn. Raises Busy if none comes in time."""
        if not self._turns.acquire(self.bounds.wait_seconds):
            raise _busy(f"a turn within {self.bounds.wait_seconds:g} seconds", "none")

    def end_turn(self) -> None:
        """End a turn; the heavy request that waits longest has the next."""
        self._turns.release()

    def pause(self) -> None:
        """Let light requests go first, and all other threads have the interpreter."""
        time.sleep(0.0001)
        self._no_light.wait(self.bounds.pause_seconds)


class _Work:
    """The work on one request, of which one thread knows."""

    def __init__(self, lanes: Lanes, client: str, is_abandoned: Callable[[], bool]) -> None:
        self._lanes = lanes
        self._client = client
        self._is_abandoned = is_abandoned
        self._is_light = self._is_admitted = self._has_turn = self._is_finished = False
        self._began, self._began_processor = time.monotonic(), time.thread_time()
        self._turn_began = self._began_processor
        self._next_step = self._began + lanes.bounds.step_seconds

    def begin(self, *, heavy: bool) -> None:
        if heavy:
            self._grow_heavy()
        else:
            self._lanes.add_light(1)
            self._is_light = True

    def end(self) -> None:
        self.leave()
        if self._is_admitted:
            self._lanes.dismiss(self._client)

    def leave(self) -> bool:
        """Stop computing; return whether this was computed as a light request, or as a heavy one in its turn."""
        was_at_work = self._is_light or self._has_turn
        if self._is_light:
            self._is_light = False
            self._lanes.add_light(-1)
        if self._has_turn:
            self._has_turn = False
            self._lanes.end_turn()
        return was_at_work

    def finish(self) -> None:
        """End the turn of a heavy request; from now on there are no checkpoints."""
        self._is_finished = True
        if self._has_turn:
            self.leave()

    def come_back(self) -> None:
        """Go on computing after `leave`."""
        if self._is_admitted:
            self._take_turn()
        else:
            self.begin(heavy=False)

    def checkpoint(self) -> None:
        if self._is_finished or time.monotonic() < self._next_step:
            return
        if self._is_abandoned():
            raise Abandoned("The client has gone before it was answered")
        if self._is_light:
            if self._processor_seconds() > self._lanes.bounds.light_processor_seconds:
                self._grow_heavy()
        else:
            self._give_way()
        self._next_step = time.monotonic() + self._lanes.bounds.step_seconds

    def is_over(self) -> bool:
        bounds = self._lanes.bounds
        return self._is_beyond(bounds.processor_seconds, bounds.seconds)

    def is_reading_over(self) -> bool:
        bounds = self._lanes.bounds
        return self._is_beyond(bounds.reading_processor_seconds, bounds.seconds / 2)

    def _is_beyond(self, processor_seconds: float, seconds: float) -> bool:
        return self._processor_seconds() > processor_seconds or time.monotonic() > self._began + seconds

    def _processor_seconds(self) -> float:
        return time.thread_time() - self._began_processor

    def _grow_heavy(self) -> None:
        self.leave()
        self._lanes.admit(self._client)
        self._is_admitted = True
        self._take_turn()

    def _give_way(self) -> None:
        if time.thread_time() > self._turn_began + self._lanes.bounds.turn_processor_seconds:
            self.leave()
            self._take_turn()
        self._lanes.pause()

    def _take_turn(self) -> None:
        self._lanes.take_turn()
        self._has_turn, self._turn_began = True, time.thread_time()


_current: ContextVar[_Work | None] = ContextVar("work", default=None)


def checkpoint() -> None:
    """Let more urgent requests go first, if this one has computed for a while. Raises Busy and Abandoned."""
    work = _current.get()
    if work is not None:
        work.checkpoint()


def is_over() -> bool:
    """Check whether this request has computed, or lasted, as long as it may: the rest is to be left."""
    work = _current.get()
    return work is not None and work.is_over()


def is_reading_over() -> bool:
    """Check whether this request has read for as long as it may: lines that follow are to be left."""
    work = _current.get()
    return work is not None and work.is_reading_over()


@contextmanager
def outside() -> Iterator[None]:
    """Wait for another system within the context: no lane is held meanwhile. Raises Busy after it."""
    work = _current.get()
    was_at_work = work is not None and work.leave()
    try:
        yield
    finally:
        if work is not None and was_at_work:
            work.come_back()


def finish() -> None:
    """End this request's turn, if it is heavy: what is left to do is short, and not to be given up half done."""
    work = _current.get()
    if work is not None:
        work.finish()


def _busy(expected: str, found: str) -> Busy:
    return Busy(
        "Other long lists are being read just now",
        expected=f"long lists at a time: {expected}",
        found=found,
        cure=f"try again in {RETRY_AFTER_SECONDS} seconds, or give fewer songs",
        retry_after_seconds=RETRY_AFTER_SECONDS,
    )
